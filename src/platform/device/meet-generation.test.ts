import 'fake-indexeddb/auto';
import { IndexeddbPersistence, PREFERRED_TRIM_SIZE } from 'y-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { catalogue } from '#app/catalogue';
import { newId } from '#core/id';
import { DocumentStore } from './document-store.ts';
import { meetGeneration } from './meet-generation.ts';
import { Notes } from './notes.ts';
import { Outbox } from './outbox.ts';
import { type MemberRows, openMemberRows } from './storage.ts';
import type { Work } from './work.ts';

const SCOPE = 'a'.repeat(32);
const [ORDERS, PLAN] = [`orders:${SCOPE}:2026-11:1`, `plan:${SCOPE}:2026-11-22:1`];

let member: string;
let storage: MemberRows;
let work: Work;
beforeEach(async () => {
	member = newId();
	storage = await openMemberRows(member);
	const outbox = new Outbox(storage, member);
	const notes = new Notes(storage);
	work = { notes, outbox, rows: storage, store: new DocumentStore(member, outbox) } as unknown as Work;
});
afterEach(() => {
	work.outbox.close();
	storage.close();
});

const copyName = (name: string) => `avbrottsfri-copy-${member}-${name}`;

/** Keeps a copy of a document on the device, as the pages do. */
async function keepCopy(name: string): Promise<void> {
	const doc = new Y.Doc();
	doc.getMap('any').set('a', 1);
	const copy = new IndexeddbPersistence(copyName(name), doc);
	await copy.whenSynced;
	await copy.destroy();
}

const copies = async () =>
	(await indexedDB.databases()).flatMap(({ name = '' }) => (name.includes(`-copy-${member}-`) ? [name] : []));

describe('another life of the server', () => {
	it('[OB11] makes the device forget what it was told, and keep what people plan together', async () => {
		for (const name of [ORDERS, PLAN]) await keepCopy(name);
		await meetGeneration(work, catalogue, 'first');
		expect(await copies()).toHaveLength(2);
		await meetGeneration(work, catalogue, 'restored');
		expect(await copies()).toEqual([`avbrottsfri-copy-${member}-${PLAN}`]);
	});

	it('[OB11] is met by one tab after the other, and one that shows the old facts still does not write them anew', async () => {
		await keepCopy(ORDERS);
		await meetGeneration(work, catalogue, 'first');
		const other = new DocumentStore(member, work.outbox);
		const failed = vi.fn();
		other.onFailed(failed);
		const { doc, loaded } = other.open(ORDERS);
		await loaded;
		await Promise.all([1, 2].map(() => meetGeneration(work, catalogue, 'restored')));
		const fresh = work.store.open(ORDERS);
		await fresh.loaded;
		await new Promise((resolve) => setImmediate(resolve)); // the other tab has heard
		doc.getMap('any').set('b', 2);
		await other.reopenCopies();
		expect(failed).not.toHaveBeenCalled();
		expect(doc.getMap('any').get('a')).toBe(1);
		work.store.release(ORDERS);
		const again = work.store.open(ORDERS);
		await again.loaded;
		expect(again.doc.getMap('any').has('a')).toBe(false);
		for (const store of [other, work.store]) store.close();
	});

	it('[OB16] what the library has put off when another tab takes a copy away is not written into a closing database', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const { doc, loaded } = work.store.open(PLAN);
		await loaded;
		for (let n = 0; n <= PREFERRED_TRIM_SIZE; n += 1) doc.getMap('any').set('n', n);
		await new Promise((resolve) => (indexedDB.deleteDatabase(copyName(PLAN)).onsuccess = resolve));
		expect(() => vi.advanceTimersByTime(5000)).not.toThrow();
		vi.useRealTimers();
		work.store.close();
	});

	it('[OB11] changes nothing when it is the same one, or when nobody has told', async () => {
		await keepCopy(ORDERS);
		await meetGeneration(work, catalogue, 'first');
		await meetGeneration(work, catalogue, 'first');
		await meetGeneration(work, catalogue, undefined);
		expect(await copies()).toHaveLength(1);
	});
});
