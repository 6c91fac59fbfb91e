import 'fake-indexeddb/auto';
import { IndexeddbPersistence } from 'y-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { catalogue } from '#app/catalogue';
import type { AgainEntry } from '#core/document-kind';
import { encodeCopies } from '#core/first-copy';
import { newId } from '#core/id';
import { DocumentStore } from './document-store.ts';
import { bringAgain } from './lost-facts.ts';
import { meetGeneration } from './meet-generation.ts';
import { Notes } from './notes.ts';
import { Outbox } from './outbox.ts';
import { type MemberRows, openMemberRows } from './storage.ts';
import type { Work } from './work.ts';

const SCOPE = 'a'.repeat(32);
const [TEAM, ORDERS] = [`team:${SCOPE}:all:1`, `orders:${SCOPE}:2026-11:1`];
const LIFE = { id: 'restored', recovering: true };
const NILS = { root: 'recipients', key: 'nils', body: { name: 'Nils Ny' } };

let member: string;
const open: { rows: MemberRows; outbox: Outbox }[] = [];
beforeEach(() => {
	member = newId();
});
afterEach(() => {
	for (const { rows, outbox } of open.splice(0)) {
		outbox.close();
		rows.close();
	}
});

/** A tab, or the app after it was loaded anew. */
async function openTab(): Promise<Work> {
	const rows = await openMemberRows(member);
	const outbox = new Outbox(rows, member);
	open.push({ rows, outbox });
	return { notes: new Notes(rows), outbox, rows, store: new DocumentStore(member, outbox) } as unknown as Work;
}

function docOf(entries: readonly AgainEntry[]): Y.Doc {
	const doc = new Y.Doc();
	for (const { root, key, body } of entries) doc.getMap(root).set(key, body);
	return doc;
}

/** What the server has told the device, as it lies there. */
async function keepCopy(name: string, entries: readonly AgainEntry[]): Promise<void> {
	const copy = new IndexeddbPersistence(`avbrottsfri-copy-${member}-${name}`, docOf(entries));
	await copy.whenSynced;
	await copy.destroy();
}

interface Asked {
	entries?: readonly AgainEntry[] | null;
	life?: typeof LIFE;
	name?: string;
}

/** Brings again to a server that has these entries, or (null) is not in reach; gives what went into the outbox. */
async function bring(work: Work, { entries = [], life = LIFE, name = TEAM }: Asked = {}) {
	const acts: { command: string; scope: string; entries: AgainEntry[] }[] = [];
	await bringAgain(work, {
		findKind: catalogue.findKind,
		askServer: () => Promise.resolve(entries && encodeCopies([[name, Y.encodeStateAsUpdate(docOf(entries))]])),
		life,
		act: (command, scope, payload) => {
			acts.push({ command, scope, entries: [...payload.entries] });
			return Promise.resolve();
		}
	});
	return acts;
}

describe('facts that a server told before it was restored', () => {
	it('[OB19] are kept aside before they are forgotten, and what the server lacks is brought again', async () => {
		const work = await openTab();
		await meetGeneration(work, catalogue, 'first');
		const known = { root: 'carers', key: 'anna', body: { name: 'Anna Ek' } };
		const shift = { root: 'shifts', key: 'asa/2026-12-01', body: { from: 420, to: 960 } };
		const asa = { root: 'carers', key: 'asa', body: { name: 'Åsa Ny' } };
		await keepCopy(TEAM, [shift, NILS, known, asa, { root: 'team', key: 'all', body: { name: 'Vallhed' } }]);
		await keepCopy(ORDERS, [{ root: 'orders', key: 'o', body: {} }]);
		await meetGeneration(work, catalogue, 'restored');
		expect(await work.store.copies()).toEqual([]);
		const acts = await bring(work, { entries: [{ ...known, body: { name: 'Anna Annan' } }] });
		expect(acts).toEqual([{ command: 'team.bring-again', scope: SCOPE, entries: [asa, NILS, shift] }]);
		// In the outbox they are on their way: nothing is brought twice.
		expect(await bring(work)).toEqual([]);
	});

	it('[OB19] wait for a server, through a page that is loaded anew, and are not given up by a tab that knows less', async () => {
		const first = await openTab();
		await meetGeneration(first, catalogue, 'first');
		await keepCopy(TEAM, [NILS]);
		await meetGeneration(first, catalogue, 'restored');
		expect(await bring(first, { entries: null })).toEqual([]);
		const second = await openTab();
		await meetGeneration(second, catalogue, 'restored');
		expect(await bring(second, { life: { id: 'first', recovering: false } })).toEqual([]);
		expect(await bring(second, { name: ORDERS })).toEqual([]);
		expect(await bring(second)).toMatchObject([{ entries: [NILS] }]);
	});

	it('[OB19] are not lost when the device was stopped half-way, or the server is restored once more', async () => {
		const work = await openTab();
		await meetGeneration(work, catalogue, 'first');
		await keepCopy(TEAM, [NILS]);
		await meetGeneration(work, catalogue, 'restored');
		// The copy was forgotten, and the note of the new life was not written; meanwhile another tab has fetched anew.
		await work.notes.write('generation', 'first');
		const rut = { root: 'recipients', key: 'rut', body: { name: 'Rut Ny' } };
		await keepCopy(TEAM, [rut]);
		await meetGeneration(work, catalogue, 'again');
		expect(await bring(work, { life: { id: 'again', recovering: true } })).toMatchObject([{ entries: [NILS, rut] }]);
	});

	it('[OB19] are forgotten when the server asks no more', async () => {
		const work = await openTab();
		await meetGeneration(work, catalogue, 'first');
		await keepCopy(TEAM, [NILS]);
		await meetGeneration(work, catalogue, 'restored');
		expect(await bring(work, { life: { ...LIFE, recovering: false } })).toEqual([]);
		expect(await bring(work)).toEqual([]);
	});

	it('[OB19] stay where they are while the browser does not store', async () => {
		const work = await openTab();
		await meetGeneration(work, catalogue, 'first');
		await keepCopy(TEAM, [NILS]);
		work.rows.failed();
		await meetGeneration(work, catalogue, 'restored');
		expect(await work.store.copies()).toEqual([TEAM]);
	});

	it('[OB19] are sent in parts that the server takes', async () => {
		const work = await openTab();
		await meetGeneration(work, catalogue, 'first');
		const people = Array.from({ length: 450 }, (_unused, at) => ({
			root: 'recipients',
			key: `p${at}`,
			body: { name: `Person ${at}`, notes: 'Ö'.repeat(at % 3 === 0 ? 900 : 0) }
		}));
		await keepCopy(TEAM, people);
		await meetGeneration(work, catalogue, 'restored');
		const acts = await bring(work);
		expect(acts.flatMap(({ entries }) => entries)).toEqual(people);
		for (const { entries } of acts) {
			expect(entries.length).toBeLessThanOrEqual(200);
			expect(JSON.stringify(entries).length).toBeLessThan(13_000);
		}
	});
});
