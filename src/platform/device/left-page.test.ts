import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#core/id';
import { leaveNothingOpen } from './left-page.ts';

const begin: IDBDatabase['transaction'] = IDBDatabase.prototype.transaction;
afterEach(() => {
	IDBDatabase.prototype.transaction = begin;
	vi.unstubAllGlobals();
});

/** The page's own events. */
function page(): EventTarget {
	const target = new EventTarget();
	vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
	return target;
}

describe('a page that is left', () => {
	it('[OB20] lets go of a transaction that waits for it, with what was written in it', async () => {
		const left = page();
		leaveNothingOpen();
		const name = newId();
		const database = await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('rows') });
		const waiting = database.transaction('rows', 'readwrite');
		void waiting.store.put('Bytte packning', 1);
		// A page that stands still answers nothing: it asks again and again, and the transaction does not end by itself.
		let asks = true;
		const asking = (async () => {
			while (asks) await waiting.store.get(1);
		})().catch(() => undefined);
		const next = await openDB(name, 1);
		const read = next.get('rows', 1);
		left.dispatchEvent(new Event('pagehide'));
		expect(await read).toBe('Bytte packning');
		asks = false;
		await asking;
		database.close();
		next.close();
	});

	it('[OB20] does not mind transactions that have ended', async () => {
		const left = page();
		leaveNothingOpen();
		const database = await openDB(newId(), 1, { upgrade: (db) => void db.createObjectStore('rows') });
		await database.put('rows', 'Bytte packning', 1);
		left.dispatchEvent(new Event('pagehide'));
		expect(await database.get('rows', 1)).toBe('Bytte packning');
		database.close();
	});
});
