import { type IDBPDatabase, openDB } from 'idb';
import * as Y from 'yjs';

const LONGEST = 8000; // milliseconds

/** What is the matter with a copy that is not read in time: nothing but time, its bytes, or a database that does not answer. */
export type Damage = 'slow' | 'damaged' | 'silent';

/** Finds out why a copy is not read. One that is merely slow, as on a busy phone, must be waited for. */
export async function findDamage(database: string): Promise<Damage> {
	const late = new Promise<'silent'>((resolve) => {
		setTimeout(() => {
			resolve('silent');
		}, LONGEST);
	});
	const opening = openDB(database);
	const tried = opening.then(
		async (db) => {
			const damaged = await cannotBeRead(db, database);
			db.close();
			return damaged ? 'damaged' : 'slow';
		},
		() => 'silent' as const
	);
	return Promise.race([tried, late]);
}

async function cannotBeRead(db: IDBPDatabase, database: string): Promise<boolean> {
	const tried = new Y.Doc();
	try {
		for (const bytes of (await db.getAll('updates')) as Uint8Array[]) Y.applyUpdate(tried, bytes, database);
		return false;
	} catch {
		return true; // no such store, or bytes that are no updates
	} finally {
		tried.destroy();
	}
}
