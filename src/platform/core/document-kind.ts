/**
 * What the sync guard lets members do to one root type of a document:
 * `any` everything, `append` add but never remove, `keep` add and replace but never remove, `none` nothing.
 */
export type RootRule = 'any' | 'append' | 'keep' | 'none';

/** A kind of document, registered once by the module that owns it. */
export interface DocumentKind {
	kind: string;
	/** `facts`: the server alone writes. `workspace`: a team edits together. `presence`: holds nothing, carries who is here. */
	form: 'facts' | 'workspace' | 'presence';
	/** The rule for a root name, or null when the kind has no such root. */
	rootRule(root: string): RootRule | null;
}
