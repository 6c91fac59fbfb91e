import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { type CarriedAnswer, type CarriedUpdate, idOfUpdate } from '#carrying/signed-update';
import { ok, refuse } from '#core/result';
import { DAY, Phone, TEAM, freshDatabases } from '#tests/merge/carrying-devices.ts';
import { DocumentStore } from '../document-store.ts';
import { CarriedExchange } from '../exchange/carried-exchange.ts';
import { openCarriedRows } from '../storage.ts';
import { Carried } from './carried.ts';
import { groupCarried } from './carried-groups.ts';
import type { CarriedPost } from './deliver-carried.ts';
import { documentsToGive } from './held-documents.ts';

/** A server that takes rows as the real one does: what builds on something missing has to wait. */
class Server implements CarriedPost {
	readonly doc = new Y.Doc();
	readonly requests: CarriedUpdate[][] = [];
	/** Authors whose rows are refused. */
	readonly refused = new Set<string>();
	isReached = true;

	async updates(rows: readonly CarriedUpdate[]) {
		if (!this.isReached) return refuse('offline');
		this.requests.push([...rows]);
		return ok(rows.map((row) => ({ id: idOfUpdate(row), ...this.#take(row) })));
	}

	async commands() {
		return this.isReached ? ok([]) : refuse('offline');
	}

	#take(row: CarriedUpdate): Pick<CarriedAnswer, 'status' | 'code'> {
		if (this.refused.has(row.author)) return { status: 'refused', code: 'revoked' };
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc), 'server');
		const bytes = Buffer.from(row.bytes, 'base64url');
		Y.applyUpdate(copy, bytes, 'server');
		if (copy.store.pendingStructs) return { status: 'waiting', code: 'gap' };
		Y.applyUpdate(this.doc, bytes, 'server');
		return { status: 'stored', code: null };
	}
}

const HOUR = 60 * 60 * 1000;
let sara: Phone;
let bo: Phone;
let server: Server;
beforeEach(async () => {
	freshDatabases();
	[sara, bo, server] = [await Phone.of('Sara Lind'), await Phone.of('Bo Ek'), new Server()];
});
afterEach(() => {
	for (const phone of [sara, bo]) phone.close();
});

const exchangeOf = (phone: Phone) => new CarriedExchange(phone.carrying, server);
const write = (phone: Phone, word: string) =>
	phone.with((doc) => {
		const text = doc.getText('words');
		text.insert(text.length, word);
	});
const words = (phone: Phone) => phone.with((doc) => doc.getText('words').toJSON());

it('[CB15] a document is held back while others’ work in it waits, and no longer', async () => {
	await sara.assign('v1', 'Anna');
	await bo.take((await sara.give()).bytes);
	const exchange = exchangeOf(bo);
	expect([...(await exchange.held())]).toEqual([DAY]);
	server.isReached = false;
	expect(await exchange.deliver()).toBe('offline');
	expect([...(await exchange.held())]).toEqual([DAY]);
	server.isReached = true;
	expect(await exchange.deliver()).toBeNull();
	expect([[...(await exchange.held())], await exchange.hasWork()]).toEqual([[], false]);
	expect(server.doc.getMap('ops').size).toBe(1);
});

it('[CB16] refused work leaves the document, also where it is shown; the own work comes back', async () => {
	await sara.assign('v1', 'Anna');
	await bo.assign('v2', 'Berit');
	const { store, outbox, carried, own } = bo.carrying;
	const otherTab = new DocumentStore(own.member, outbox, carried);
	const [here, there] = [store.open(DAY), otherTab.open(DAY)];
	await Promise.all([here.loaded, there.loaded]);
	await bo.take((await sara.give()).bytes);
	expect(here.doc.getMap('ops').size).toBe(2);
	const replaced = vi.fn();
	store.onReplaced(replaced);
	server.refused.add(sara.carrying.own.member);
	const exchange = exchangeOf(bo);
	await exchange.deliver();
	expect(replaced).toHaveBeenCalledExactlyOnceWith(DAY);
	const { doc, loaded } = store.current(DAY);
	await loaded;
	// Bo's own row was delivered beside Sara's; it comes back from the server, as would everybody else's.
	const fromServer = {};
	store.trust(fromServer);
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(server.doc), fromServer);
	expect([...doc.getMap('ops').keys()]).toEqual([expect.stringMatching(/^v2/)]);
	await vi.waitFor(() => {
		expect([...otherTab.current(DAY).doc.getMap('ops').keys()].filter((key) => key.startsWith('v1'))).toEqual([]);
		expect(otherTab.current(DAY).doc).not.toBe(there.doc);
	});
	expect([[...(await exchange.held())], await exchange.hasWork()]).toEqual([[], false]);
	otherTab.close();
	store.release(DAY);
});

it('[CB16] own work that the server does not have yet is put back', async () => {
	await bo.assign('v2', 'Berit');
	await bo.carrying.store.replace(DAY);
	expect((await bo.assigned('v2')).to).toBe('Berit');
	await bo.with(async () => {
		await bo.carrying.store.replace(DAY);
		expect(bo.carrying.store.current(DAY).doc.getMap('ops').size).toBe(1);
	});
});

it('[CB17] a colleague’s row that builds on the own goes with it', async () => {
	await bo.with((doc) => {
		doc.getText('words').insert(0, 'first');
	});
	await sara.take((await bo.give()).bytes, bo);
	await write(sara, ' second');
	await bo.take((await sara.give(bo)).bytes, sara);
	await write(bo, ' third');
	await exchangeOf(bo).deliver();
	expect(server.doc.getText('words').toJSON()).toBe('first second third');
	expect(await bo.kept()).toEqual({ own: 0, carried: 0, acts: 0 });
	const authors = new Set(server.requests.flat().map(({ author }) => author));
	expect(authors).toEqual(new Set([bo.carrying.own.member, sara.carrying.own.member]));
	expect(await words(bo)).toBe('first second third');
});

it('[CB18] large work goes in several requests, and what waits is sent again as long as that helps', async () => {
	for (let n = 0; n < 12; n += 1) await write(sara, `${n}`.repeat(100_000));
	await bo.take((await sara.give()).bytes);
	await exchangeOf(bo).deliver();
	expect(server.requests.length).toBeGreaterThan(1);
	for (const request of server.requests) expect(JSON.stringify(request).length).toBeLessThan(1.5 * 1024 * 1024);
	expect(await bo.kept()).toMatchObject({ carried: 0 });
	const before = server.requests.length;
	await exchangeOf(bo).deliver();
	expect(server.requests.length).toBe(before);
});

it('[CB19] what builds on something missing holds its document back for a day', async () => {
	await write(sara, 'first');
	await bo.take((await sara.give()).bytes, sara);
	await write(sara, ' second');
	await bo.take((await sara.give()).bytes, sara);
	const [first] = await bo.carrying.carried.waiting();
	await bo.carrying.carried.delivered([first?.id ?? '']); // and the server has lost it since
	const exchange = exchangeOf(bo);
	await exchange.deliver();
	expect([...(await exchange.held())]).toEqual([DAY]);
	expect(await bo.carrying.carried.waiting()).toMatchObject([{ code: 'gap' }]);
	bo.now += 25 * HOUR;
	await exchange.deliver();
	expect([...(await exchange.held())]).toEqual([]);
	expect(await bo.carrying.carried.all()).toMatchObject([{ state: 'refused', code: 'gap', replaced: true }]);
});

it('[CB20] what is wanted and named is given, and whatever of the team is unsent', async () => {
	const index = `team-index:${TEAM}:all:1`;
	const [named, early, late] = ['23', '20', '25'].map((day) => `plan:${TEAM}:2026-11-${day}:1`) as [
		string,
		string,
		string
	];
	const foreign = `plan:${'f'.repeat(32)}:2026-11-23:1`;
	const { store } = bo.carrying;
	const { doc, loaded } = store.open(index);
	await loaded;
	const fromServer = {};
	store.trust(fromServer);
	doc.transact(() => {
		for (const name of [named, early, foreign]) doc.getMap('documents').set(name, {});
	}, fromServer);
	await bo.assign('v1', 'Anna', late);
	await bo.assign('v1', 'Anna', foreign);
	const asked = { team: TEAM, index, isWanted: ({ partition }: { partition: string }) => partition >= '2026-11-22' };
	expect(await documentsToGive(bo.carrying, asked)).toEqual([late, named]);
	store.release(index);
});

it('[CB21] what is carried is told by author, in every tab, until it is done with', async () => {
	await sara.assign('v1', 'Anna');
	await sara.assign('v2', 'Anna');
	await sara.act('visits.register');
	const otherTab = new Carried(await openCarriedRows(bo.carrying.own.member), bo.carrying.own.member);
	const told = vi.fn();
	otherTab.onChange(told);
	const { carried } = bo.carrying;
	const groups = async () => groupCarried(await carried.all(), await carried.cards());
	await bo.take((await sara.give()).bytes);
	await vi.waitFor(() => {
		expect(told).toHaveBeenCalled();
	});
	expect(await groups()).toMatchObject([{ name: 'Sara Lind', state: 'waiting', changes: 2, acts: 1, since: bo.now }]);
	server.refused.add(sara.carrying.own.member);
	await exchangeOf(bo).deliver();
	expect(await groups()).toMatchObject([
		{ state: 'refused', code: 'revoked', changes: 2 },
		{ state: 'waiting', acts: 1 }
	]);
	await carried.dismiss((await groups()).flatMap(({ ids }) => ids));
	expect(await groups()).toMatchObject([{ state: 'waiting', changes: 0, acts: 1 }]);
	otherTab.close();
});
