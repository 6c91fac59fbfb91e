import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { guardUpdate } from '#sync/guard/judge';
import { scanStateVector } from '#sync/guard/scan';
import { RawClient, syncStep1Frame, updateFrame } from '../bench/sync-raw-client.ts';
import { type Device, openDevice, until } from './support/device.ts';
import { hostileStateVectors, hostileUpdates, victim } from './support/hostile.ts';
import { type TestServer, documentName, sessionOfCookie, startServer, testKind } from './support/server.ts';

const NAME = documentName('notes');
const LONGEST_JUDGEMENT = 150; // milliseconds, on a busy machine

const target = victim();
const cases = Object.entries(hostileUpdates(target));
const rootRule = (root: string) => testKind('notes')?.rootRule(root) ?? null;
const owner = { member: 'victim', device: 'phone' };
const question = {
	document: target.doc,
	kind: { rootRule },
	claims: new Map([[target.client, owner]]),
	author: { member: 'mallory', device: 'pad' }
};

test('[SY19] the corpus has at least sixty cases', () => expect(cases.length).toBeGreaterThanOrEqual(60));

test.each(cases)('[SY19] refused by the guard: %s', (_what, bytes) => {
	const before = Y.encodeStateAsUpdate(target.doc);
	const start = performance.now();
	const verdict = guardUpdate(bytes, question);
	expect(performance.now() - start).toBeLessThan(LONGEST_JUDGEMENT);
	expect(verdict.ok).toBe(false);
	expect(Y.encodeStateAsUpdate(target.doc)).toEqual(before);
});

test('[SY19] refused by the guard: an honest update cut at every byte', () => {
	const honest = Y.encodeStateAsUpdate(target.doc);
	const empty = { ...question, document: new Y.Doc(), claims: new Map() };
	expect(guardUpdate(honest, empty).ok).toBe(true);
	for (let end = 0; end < honest.length; end += 1) expect(guardUpdate(honest.subarray(0, end), empty).ok).toBe(false);
});

test.each(Object.entries(hostileStateVectors()))('[SY19] refused: %s', (_what, bytes) => {
	expect(scanStateVector(bytes).ok).toBe(false);
});

test('[SY19] many items on one key, built to make the order expensive, are judged in time', () => {
	const doc = new Y.Doc();
	for (let value = 0; value < 8_000; value += 1) {
		doc.clientID = 1 + (value % 50);
		doc.getMap('entries').set('k', value);
	}
	const update = Y.encodeStateAsUpdate(doc);
	const live = new Y.Doc();
	live.getMap('entries').set('k', 'live');
	const start = performance.now();
	guardUpdate(update, { ...question, document: live });
	expect(performance.now() - start).toBeLessThan(LONGEST_JUDGEMENT * 4);
});

let server: TestServer;
let anna: Device;
beforeEach(async () => {
	server = await startServer();
	anna = openDevice(server.url, NAME);
	await anna.synced();
	Y.applyUpdate(anna.doc, Y.encodeStateAsUpdate(target.doc), 'seed');
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
});
afterEach(async () => {
	anna.close();
	await server.stop();
});

/** Sends a frame from a socket of its own, and comes back when the server has dealt with it. */
async function attack(frame: Uint8Array, member: string, name = NAME): Promise<void> {
	const raw = await new RawClient(server.url, name, member).open();
	const ended = new Promise<void>((resolve) => {
		raw.onMessage = () => resolve();
		raw.socket.addEventListener('close', () => resolve());
	});
	raw.send(frame);
	await ended;
	raw.close();
}

test('[SY19] the whole corpus over sockets: nothing stored, nobody disturbed, the server lives', async () => {
	const fields = anna.doc.getMap('fields').toJSON();
	for (const [what, bytes] of cases)
		await attack(updateFrame(NAME, bytes), `m${cases.findIndex(([name]) => name === what)}`);
	anna.doc.getMap('fields').set('after', 'alive');
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	const live = server.sync.hocuspocus.documents.get(NAME);
	expect(live?.getMap('fields').toJSON()).toEqual({ ...fields, after: 'alive' });
	expect(live?.store.pendingStructs ?? live?.store.pendingDs).toBeNull();
	expect((await server.log.load(NAME)).rows).toHaveLength(2);
}, 60_000);

test('[SY19] the corpus against facts: read-only connections are scanned too', async () => {
	const facts = documentName('order');
	for (const [index, [, bytes]] of cases.entries()) await attack(updateFrame(facts, bytes), `m${index}`, facts);
	for (const bytes of Object.values(hostileStateVectors())) await attack(syncStep1Frame(facts, bytes), 'vector', facts);
	expect((await server.log.load(facts)).rows).toEqual([]);
	anna.doc.getMap('fields').set('after', 'alive');
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
}, 60_000);

test('[SY18] a frame above one mebibyte ends its socket and nothing else', async () => {
	const raw = await new RawClient(server.url, NAME, 'mallory').open();
	const closed = new Promise<number>((resolve) => raw.socket.addEventListener('close', ({ code }) => resolve(code)));
	raw.send(new Uint8Array(1_100_000));
	expect(await closed).toBe(1009);
	anna.doc.getMap('fields').set('after', 'alive');
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
});

test('[SY18] a flood of frames ends its socket', async () => {
	const raw = await new RawClient(server.url, NAME, 'mallory').open();
	const closed = new Promise<number>((resolve) => raw.socket.addEventListener('close', ({ code }) => resolve(code)));
	const frame = updateFrame(NAME, Uint8Array.of(0, 0));
	for (let count = 0; count < 10_000; count += 1) raw.send(frame);
	expect(await closed).toBe(4429);
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
});

test('[SY18] a session has a bounded number of sockets, and they draw from one bucket', async () => {
	const raw = await Promise.all(Array.from({ length: 32 }, () => new RawClient(server.url, NAME, 'mallory').open()));
	await expect(new RawClient(server.url, NAME, 'mallory').open()).rejects.toThrow('did not open');
	const frame = updateFrame(NAME, Uint8Array.of(0, 0));
	const [first, second] = raw;
	const closed = new Promise<number>((resolve) =>
		second?.socket.addEventListener('close', ({ code }) => resolve(code))
	);
	for (let count = 0; count < 10_000; count += 1) (count % 2 ? first : second)?.send(frame);
	expect(await closed).toBe(4429);
	for (const client of raw) client.close();
});

test('[SY18] what arrives and what is refused is counted per document', async () => {
	anna.doc.getMap('locked').set('a', 1);
	await anna.mark();
	expect(server.sync.counters()).toEqual([
		{ document: NAME, connections: 1, frames: expect.any(Number), refused: 1, rowsSinceSnapshot: 1, damaged: false }
	]);
});

test('[SY18] frames that are no frames at all end their socket and nothing else', async () => {
	for (const bytes of [[], [255], [3, 97, 98], [0, 0, 0], Array.from({ length: 500 }, () => 255)]) {
		const raw = new RawClient(server.url, NAME, 'mallory');
		await new Promise((resolve) => raw.socket.addEventListener('open', resolve));
		raw.send(Uint8Array.from(bytes));
		raw.close();
		await new Promise((resolve) => raw.socket.addEventListener('close', resolve));
	}
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	expect(sessionOfCookie(null)).toBeNull();
	await until('only Anna', () => server.sync.hocuspocus.getConnectionsCount() === 1);
});
