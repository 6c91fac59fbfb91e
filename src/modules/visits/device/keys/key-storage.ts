import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PublicJwk } from '#core/web-crypto';
import { keysDatabase } from '#device/storage.ts';

/** What a person's code opens on this device: the private key that everything is handed to it under. */
export interface LockRow {
	device: string;
	/** For the derivation of the code, and for the cipher. */
	salt: Uint8Array<ArrayBuffer>;
	nonce: Uint8Array<ArrayBuffer>;
	/** The private key, encrypted with the code and with a key that never leaves this browser. */
	wrapped: Uint8Array<ArrayBuffer>;
	deviceKey: CryptoKey;
	publicKey: PublicJwk;
	/** How many wrong codes are left. */
	left: number;
}

/** Something that the server has handed to this device: nobody reads it without the code. */
export interface HeldRow {
	/** What it is about, and in which team. */
	about: string;
	scope: string;
	version: number;
	sealed: string;
	/** When it is thrown away, in milliseconds since 1970. */
	until: number;
}

interface KeysSchema extends DBSchema {
	lock: { key: string; value: LockRow };
	held: { key: string; value: HeldRow };
	/** The latest time that was ever seen here: a clock that is set back keeps nothing alive. */
	seen: { key: string; value: number };
}

type KeyStorage = IDBPDatabase<KeysSchema>;

const VERSION = 1;

/** The name under which the one row of a store stands. */
export const ONE = 'own';

/**
 * Does something with what a member's device holds of keys; null when it holds nothing. Opened and closed each time, so
 * that a sign-out never waits for another tab; and never made anew by what was still under way at a sign-out.
 */
export async function withKeyStorage<Value>(
	member: string,
	work: (storage: KeyStorage) => Promise<Value>
): Promise<Value | null> {
	const found = { isNew: false };
	try {
		const storage = await openDB<KeysSchema>(keysDatabase(member), VERSION, {
			upgrade(_db, _before, _after, transaction) {
				found.isNew = true;
				transaction.done.catch(() => undefined); // that it is broken off is what openDB() says too
				transaction.abort();
			}
		});
		return await closing(storage, work);
	} catch (error) {
		if (found.isNew) return null;
		throw error;
	}
}

/** As withKeyStorage(), and makes the store where there is none: somebody has chosen a code. */
export async function makeKeyStorage<Value>(
	member: string,
	work: (storage: KeyStorage) => Promise<Value>
): Promise<Value> {
	const storage = await openDB<KeysSchema>(keysDatabase(member), VERSION, {
		upgrade(db) {
			db.createObjectStore('lock');
			db.createObjectStore('held', { keyPath: 'about' });
			db.createObjectStore('seen');
		}
	});
	return closing(storage, work);
}

async function closing<Value>(storage: KeyStorage, work: (storage: KeyStorage) => Promise<Value>): Promise<Value> {
	try {
		return await work(storage);
	} finally {
		storage.close();
	}
}
