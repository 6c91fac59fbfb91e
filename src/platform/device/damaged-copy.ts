import { openDB } from 'idb';
import * as Y from 'yjs';

const LONGEST = 20_000; // milliseconds: a database that does not even open is of no use

/** True when what is kept of a copy cannot be read; false for one that is merely slow, as on a busy phone. */
export function isDamaged(database: string): Promise<boolean> {
	const late = new Promise<true>((resolve) => {
		setTimeout(() => {
			resolve(true);
		}, LONGEST);
	});
	return Promise.race([cannotBeRead(database), late]);
}

async function cannotBeRead(database: string): Promise<boolean> {
	const db = await openDB(database);
	const tried = new Y.Doc();
	try {
		for (const bytes of (await db.getAll('updates')) as Uint8Array[]) Y.applyUpdate(tried, bytes, database);
		return false;
	} catch {
		return true; // no such store, or bytes that are no updates
	} finally {
		tried.destroy();
		db.close();
	}
}
