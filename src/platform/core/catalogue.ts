import { type Policy, createAuthorize } from './access.ts';
import type { DocumentKind } from './document-kind.ts';
import type { IndexEntry, Module, ModuleKind, Reader } from './module.ts';
import { peoplePolicies } from './people-access.ts';
import { ADMINISTRATOR, type RoleContract } from './roles.ts';

/** What all modules of the application say together: the answers that device and server ask for. */
export interface Catalogue {
	/** The one answer to "may this actor do this": for HTTP, sync and files. */
	authorize: Policy;
	/** The registered document kind of a name's first part, or null. */
	findKind(kind: string): DocumentKind | null;
	/** The roles that come with being made an administrator, or with an invitation to a company. */
	rolesWith(what: NonNullable<RoleContract['comesWith']>): string[];
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

/** Folds modules into one catalogue. Throws when two of them claim the same kind, resource type or role. */
export function createCatalogue(modules: readonly Module[]): Catalogue {
	const kinds = joined<ModuleKind>(modules.map((module) => module.kinds.map((kind) => [kind.kind, kind])));
	const policies = joined<Policy>([
		Object.entries(peoplePolicies),
		...modules.map((module) => Object.entries(module.policies))
	]);
	const platforms: [string, null] = [ADMINISTRATOR, null]; // no module's
	const roles = joined<RoleContract | null>([[platforms], ...modules.map((module) => Object.entries(module.roles))]);
	const firstOf = (reader: Reader, now: number) => modules.flatMap((module) => module.firstDocumentsOf(reader, now));
	const indexesOf = (reader: Reader) => modules.flatMap((module) => module.indexesOf(reader));
	return {
		authorize: createAuthorize(Object.fromEntries(policies)),
		findKind: (kind) => kinds.get(kind) ?? null,
		rolesWith: (what) => [...roles].flatMap(([name, role]) => (role?.comesWith === what ? [name] : [])),
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

function joined<Value>(parts: readonly (readonly (readonly [string, Value])[])[]): Map<string, Value> {
	const all = new Map<string, Value>();
	for (const [name, value] of parts.flat()) {
		if (all.has(name)) throw new Error(`Two modules claim ${name}`);
		all.set(name, value);
	}
	return all;
}
