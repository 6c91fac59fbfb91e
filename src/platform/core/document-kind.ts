/**
 * What the sync guard lets members do to one root type of a document:
 * `any` everything, `append` add but never remove, `keep` add and replace but never remove, `none` nothing.
 */
export type RootRule = 'any' | 'append' | 'keep' | 'none';

/**
 * What the roots of a workspace hold: one text each, or entries under flat keys, each judged by itself. An entry of a name
 * that is not known yet may come from a newer version, and is let through.
 */
export type Contents = 'texts' | { isEntry(root: string, key: string, value: unknown): boolean };

/** Entries of facts that devices bring again: the command that takes them, about the scope, and their roots in this order. */
export interface BroughtAgain {
	command: string;
	roots: readonly string[];
}

/** An entry of facts as a device brings it again. */
export interface AgainEntry {
	root: string;
	key: string;
	body: unknown;
}

/** A kind of document, registered once by the module that owns it. */
export interface DocumentKind {
	kind: string;
	/** `facts`: the server alone writes. `workspace`: a team edits together. `presence`: holds nothing, carries who is here. */
	form: 'facts' | 'workspace' | 'presence';
	/** What its documents are parted by: the third part of their names. */
	parts: 'all' | 'month' | 'day';
	/** The rule for a root name, or null when the kind has no such root. */
	rootRule(root: string): RootRule | null;
	/** What devices bring again of its facts to a server that was restored and has lost it; left out where nothing is. */
	again?: BroughtAgain;
	/** What members may write in it; the server adds it, since pages that only show things need not load it. */
	contents?: Contents;
}
