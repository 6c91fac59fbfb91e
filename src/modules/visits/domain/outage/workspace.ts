import type * as Y from 'yjs';
import type { DocumentKind, RootRule } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';

const ROOTS: Readonly<Record<string, RootRule>> = {
	/** `start/start`, `start/end/n`, `start/note/n`, `start/copy/n`, `start/held/n`: what happened. */
	events: 'append',
	/** `start/coordinator/op`, `start/check.item/op` …: the registers. */
	ops: 'append'
};

/** A team's outages: begun, led and ended together, also by devices that meet without a server. */
export const OUTAGE_KIND: DocumentKind = {
	kind: 'outage',
	form: 'workspace',
	parts: 'all',
	rootRule: (root) => (Object.hasOwn(ROOTS, root) ? (ROOTS[root] ?? null) : null)
};

/** The name of the document of a team's outages. */
export function outageDocument(team: string, epoch = 1): string {
	return formatDocumentName({ kind: OUTAGE_KIND.kind, scope: team, partition: 'all', epoch });
}

/** The maps of an outage document. */
export interface OutageRoots {
	events: Y.Map<unknown>;
	ops: Y.Map<unknown>;
}

/** The maps of an outage document. */
export function outageRoots(doc: Y.Doc): OutageRoots {
	return { events: doc.getMap('events'), ops: doc.getMap('ops') };
}
