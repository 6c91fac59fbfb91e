import type { Actor, Policy } from './access.ts';
import type { Contents, DocumentKind } from './document-kind.ts';
import type { RoleContract } from './roles.ts';

/** Who opens documents, as far as that decides which. */
export type Reader = Pick<Actor, 'company' | 'organisation' | 'roles' | 'teams'>;

/** What an index says of a document; the module that owns the kind reads the rest. */
export interface IndexEntry {
	kind: string;
}

/** Documents that an index names: in which index, and which of them devices keep. */
export interface Named {
	/** The name of the index, for a scope. */
	index(scope: string): string;
	/** Whether devices keep the document at `now` (milliseconds); `all` are the entries of its index. */
	keep(entry: IndexEntry, now: number, all: readonly IndexEntry[]): boolean;
}

/** A kind of document as its module hands it in; `named` is null for what is opened by itself: indexes, presence. */
export interface ModuleKind extends DocumentKind {
	named: Named | null;
}

/** What a module allows and refuses. */
export interface ModuleRules {
	/** Its commands by kind, each with all codes that it is refused with. */
	commands: Readonly<Record<string, readonly string[]>>;
	/** Who may do what, by resource type; a document's resource type is its kind. */
	policies: Readonly<Record<string, Policy>>;
	/** What people can be in it, by name; names are unique in the application. */
	roles: Readonly<Record<string, RoleContract>>;
	/** What members may write in its workspaces, by document kind. */
	contents: Readonly<Record<string, Contents>>;
}

/**
 * What a module hands to both ends: device and server. Light, since every page loads it: no schemas, no texts, nothing
 * of what its pages show. The other halves of the contract are ServerModule and PagesModule.
 */
export interface Module {
	/** The name of its folder. */
	id: string;
	kinds: readonly ModuleKind[];
	/** What it allows and refuses: loaded when somebody asks, since a page that only shows things does not. */
	rules(): Promise<ModuleRules>;
	/** The indexes that a member follows: they name all other documents. */
	indexesOf(reader: Reader): readonly string[];
	/** What a member's first page most likely shows at `now`, in milliseconds, besides the indexes. */
	firstDocumentsOf(reader: Reader, now: number): readonly string[];
	/** The documents over which people see each other, by scope. */
	presenceOf(reader: Reader): Readonly<Record<string, string>>;
}
