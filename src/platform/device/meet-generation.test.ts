import 'fake-indexeddb/auto';
import { IndexeddbPersistence } from 'y-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
	work = { notes, outbox, store: new DocumentStore(member, outbox) } as unknown as Work;
});
afterEach(() => {
	work.outbox.close();
	storage.close();
});

/** Keeps a copy of a document on the device, as the pages do. */
async function keepCopy(name: string): Promise<void> {
	const doc = new Y.Doc();
	doc.getMap('any').set('a', 1);
	const copy = new IndexeddbPersistence(`avbrottsfri-copy-${member}-${name}`, doc);
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

	it('[OB11] changes nothing when it is the same one, or when nobody has told', async () => {
		await keepCopy(ORDERS);
		await meetGeneration(work, catalogue, 'first');
		await meetGeneration(work, catalogue, 'first');
		await meetGeneration(work, catalogue, undefined);
		expect(await copies()).toHaveLength(1);
	});
});
