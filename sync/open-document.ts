import type { Document } from '@hocuspocus/server';
import type { Author } from '#server/documents/update-log';
import { BroughtBack } from './brought-back.ts';

/** What the server keeps beside a document in memory. */
export interface OpenDocument {
	/** Whom each client id that has written belongs to. */
	claims: Map<number, Author>;
	/** What the log has only as others brought it back. */
	broughtBack: BroughtBack;
	/** Rows since the last snapshot. */
	rows: number;
	/** Frames since the document was loaded, and how many of them were refused. */
	frames: number;
	refused: number;
	/** True while showing what was just applied to everybody is planned. */
	showing: boolean;
	/** Server-side writes that are in memory and not yet durable: the document must not be unloaded. */
	owed: Set<Promise<void>>;
	/** True when a stored row did not load: the document is shown as it was, and nothing more is taken. */
	damaged: boolean;
}

const open = new WeakMap<Document, OpenDocument>();

/** The state of a document in memory; made when it is first asked for. */
export function openDocument(document: Document): OpenDocument {
	const known = open.get(document);
	if (known) return known;
	const state: OpenDocument = {
		claims: new Map(),
		broughtBack: new BroughtBack(),
		rows: 0,
		frames: 0,
		refused: 0,
		showing: false,
		owed: new Set(),
		damaged: false
	};
	open.set(document, state);
	return state;
}
