import type { DocumentKind } from './document-kind.ts';
import type { IndexEntry, Module, ModuleKind, Reader } from './module.ts';
import { joined } from './joined.ts';
import type { Rules } from './rules.ts';

/** What all modules of the application say together: the answers that device and server ask for. */
export interface Catalogue {
	/** What all modules allow and refuse. Rejects when two of them claim the same resource or role. */
	loadRules(): Promise<Rules>;
	/** The registered document kind of a name's first part, or null. */
	findKind(kind: string): DocumentKind | null;
	/** The index documents that a member follows: they name all other documents. */
	indexesOf(reader: Reader): string[];
	/** The documents that a member's first page most likely shows at `now`, in milliseconds. */
	firstDocumentsOf(reader: Reader, now: number): string[];
	/** The documents over which people see each other, by scope. */
	presenceOf(reader: Reader): Readonly<Record<string, string>>;
	/** The index that names the documents of a kind, in a scope; throws for a kind that no index names. */
	indexOfKind(kind: string, scope: string): string;
	/** The documents of an index that a device holds at `now`, in milliseconds. What nobody knows is not held. */
	keptDocuments(entries: Iterable<readonly [name: string, entry: unknown]>, now: number): string[];
}

/** Folds modules into one catalogue. Throws when two of them claim the same kind. */
export function createCatalogue(modules: readonly Module[]): Catalogue {
	const kinds = joined<ModuleKind>(modules.map((module) => module.kinds.map((kind) => [kind.kind, kind])));
	const firstOf = (reader: Reader, now: number) => modules.flatMap((module) => module.firstDocumentsOf(reader, now));
	const indexesOf = (reader: Reader) => modules.flatMap((module) => module.indexesOf(reader));
	return {
		async loadRules() {
			const { foldRules } = await import('./rules.ts');
			return foldRules(await Promise.all(modules.map((module) => module.rules())));
		},
		findKind: (kind) => kinds.get(kind) ?? null,
		indexesOf,
		firstDocumentsOf: (reader, now) => [...indexesOf(reader), ...firstOf(reader, now)],
		presenceOf: (reader) => Object.fromEntries(modules.flatMap((module) => Object.entries(module.presenceOf(reader)))),
		indexOfKind(kind, scope) {
			const named = kinds.get(kind)?.named;
			if (!named) throw new Error(`No index names documents of the kind ${kind}`);
			return named.index(scope);
		},
		keptDocuments(entries, now) {
			const known = [...entries] as (readonly [string, IndexEntry])[];
			const all = known.map(([, entry]) => entry);
			return known.flatMap(([name, entry]) =>
				kinds.get(entry.kind)?.named?.keep(entry, now, all) === true ? [name] : []
			);
		}
	};
}
