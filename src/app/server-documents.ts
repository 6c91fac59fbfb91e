import type { ReadDocument } from '#server/facts/first-copy';
import type { WriteDocument } from '#server/facts/write-document';
import type { SyncServer } from '#sync/server';

/** Looks at documents as they are now. */
export function readerOf(sync: SyncServer): ReadDocument {
	return async (name, look) => {
		const writer = await sync.openDirect(name);
		try {
			return look(writer.document);
		} finally {
			await writer.close();
		}
	};
}

/** Writes into documents as the server: durable when it resolves. */
export function writerOf(sync: SyncServer): WriteDocument {
	return async (name, change) => {
		const writer = await sync.openDirect(name);
		try {
			await writer.transact(change);
		} finally {
			await writer.close();
		}
	};
}
