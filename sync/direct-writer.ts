import type { Document, Hocuspocus } from '@hocuspocus/server';
import type * as Y from 'yjs';
import type { SyncContext } from './context.ts';
import { flushed } from './extensions/durable-log.ts';

/** The server's own hand in a document: the only writer of facts. */
export interface DirectWriter {
	/** The document as it is now; read it freely, write through transact() alone. */
	readonly document: Y.Doc;
	/** Writes in one transaction, shows it to everybody, and resolves when it is durable. */
	transact(write: (document: Y.Doc) => void): Promise<void>;
	/** Lets go of the document. Open, write, close per batch: an open writer keeps the document in memory. */
	close(): Promise<void>;
}

/** Opens a document for the server to write into. The client id is a fresh one each time the document is loaded. */
export async function openDirect(hocuspocus: Hocuspocus<SyncContext>, name: string): Promise<DirectWriter> {
	const direct = await hocuspocus.openDirectConnection(name);
	const document = direct.document as Document;
	return {
		document,
		async transact(write) {
			await direct.transact(write);
			await flushed(document);
		},
		close: () => direct.disconnect({ unloadImmediately: false })
	};
}
