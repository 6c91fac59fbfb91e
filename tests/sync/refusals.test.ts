import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE_CODES } from '#core/connection';
import type { UpdateLog } from '#server/documents/update-log';
import { MESSAGE, RawClient, syncStep1Frame, updateFrame } from '../bench/sync-raw-client.ts';
import { type Device, freshDoc, openDevice, until } from './support/device.ts';
import { type TestServer, documentName, id, startServer } from './support/server.ts';

const NAME = documentName('notes');
let server: TestServer;
let devices: Device[];
beforeEach(async () => {
	server = await startServer();
	devices = [];
});
afterEach(async () => {
	for (const device of devices) device.close();
	await server.stop();
});

async function open(as: string, doc?: Y.Doc): Promise<Device> {
	const device = openDevice(server.url, NAME, { as, ...(doc ? { doc } : {}) });
	devices.push(device);
	await device.synced();
	return device;
}

test.each([
	['writes an unknown root', 'root', (doc: Y.Doc) => void doc.getMap('nowhere').set('a', 1)],
	['writes a locked root', 'root', (doc: Y.Doc) => void doc.getMap('locked').set('a', 1)],
	['writes text into a map', 'root', (doc: Y.Doc) => doc.getText('fields').insert(0, 'x')],
	['deletes from a log', 'append', (doc: Y.Doc) => doc.getMap('log').delete('first')],
	['overwrites in a log', 'append', (doc: Y.Doc) => void doc.getMap('log').set('first', 'else')],
	['removes an entry', 'keep', (doc: Y.Doc) => doc.getMap('entries').delete('first')]
])('[SY13] an update that %s is refused while the connection lives', async (_what, code, breach) => {
	const seed = await open('anna.phone');
	seed.doc.getMap('fields').set('first', 1);
	seed.doc.getMap('log').set('first', 1);
	seed.doc.getMap('entries').set('first', 1);
	expect(await seed.mark()).toMatchObject({ type: 'ack' });
	const untyped = freshDoc(); // types of its roots are chosen by the breach
	const bertil = await open('bertil.pad', untyped);
	breach(bertil.doc);
	expect(await bertil.mark()).toMatchObject({ type: 'nack', code });
	expect(bertil.closes).toEqual([]);
	expect((await server.log.quarantined(NAME)).map((entry) => [entry.reason, entry.author?.member])).toEqual([
		[code, id('bertil')]
	]);
	expect((await server.log.load(NAME)).rows).toHaveLength(3);
});

test('[SY13] replacing an entry and adding to a log is fine', async () => {
	const anna = await open('anna.phone');
	for (const value of [1, 2, 3]) anna.doc.getMap('entries').set('e', value);
	anna.doc.getMap('log').set('k', 'happened');
	anna.doc.getText(`action:${'0'.repeat(32)}`).insert(0, 'utförd');
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
});

test('[SY13] a refusal is told once; the next mark is about what came after it', async () => {
	const anna = await open('anna.phone');
	anna.doc.getMap('locked').set('a', 1);
	expect(await anna.mark(1)).toEqual({ type: 'nack', n: 1, sha256: '0'.repeat(64), code: 'root' });
	expect(await anna.mark(2)).toMatchObject({ type: 'ack', n: 2 });
});

test('[SY14] an edit that overtakes earlier ones heals without client code', async () => {
	const anna = await open('anna.phone');
	const doc = freshDoc();
	doc.getMap('fields').set('offline', 1);
	const device = openDevice(server.url, NAME, { as: 'bertil.pad', doc });
	devices.push(device);
	device.socket.on('open', () => void doc.getMap('fields').set('offline', 2)); // before SyncStep2
	await until('both edits at Anna', () => anna.doc.getMap('fields').get('offline') === 2);
	await until('the log', async () => (await server.log.load(NAME)).rows.length > 0);
});

test('[SY14] an edit on items that were not uploaded before a page reload heals', async () => {
	const before = freshDoc();
	before.getMap('fields').set('a', 'before the reload');
	const after = freshDoc(); // what IndexedDB gives back after the reload
	Y.applyUpdate(after, Y.encodeStateAsUpdate(before), 'indexeddb');
	const sent = await new RawClient(server.url, NAME, 'bertil').open();
	after.on('update', (update: Uint8Array) => sent.send(updateFrame(NAME, update)));
	after.getMap('fields').set('a', 'after the reload'); // a frame without its predecessor
	await until('nothing to be stored', () => server.sync.documentsCount() === 1);
	sent.close();
	const bertil = await open('bertil.device', after);
	expect(await bertil.mark()).toMatchObject({ type: 'ack' });
	const anna = await open('anna.phone');
	expect(anna.doc.getMap('fields').get('a')).toBe('after the reload');
});

test('[SY14] a gap is answered with a question for everything that is missing', async () => {
	const doc = freshDoc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	doc.getMap('fields').set('a', 1);
	doc.getMap('fields').set('a', 2);
	const raw = await new RawClient(server.url, NAME, 'bertil').open();
	const types: number[] = [];
	raw.onMessage = (type, body) => types.push(type, body().arr[body().pos] ?? -1);
	raw.send(updateFrame(NAME, updates[1] ?? new Uint8Array()));
	await until('status and SyncStep1', () => types.length === 4);
	expect(types).toEqual([8, 0, 0, 0]); // SyncStatus(0), Sync(SyncStep1)
	expect((await server.log.load(NAME)).rows).toEqual([]);
	raw.close();
});

test('[SY15] three updates against the rules end the socket', async () => {
	const anna = await open('anna.phone');
	for (const key of ['a', 'b', 'c']) anna.doc.getMap('locked').set(key, 1);
	await until('the closing', () => anna.closes.includes(CLOSE_CODES.limit));
	expect((await server.log.quarantined(NAME)).length).toBeGreaterThanOrEqual(3);
});

test('[SY42] who asks for ever for what is missing of a large document is closed, and others go on', async () => {
	const anna = await open('anna.phone');
	anna.doc.transact(() => {
		for (let key = 0; key < 10_000; key += 1) anna.doc.getMap('fields').set(`k${key}`, key);
	});
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	const again = openDevice(server.url, NAME, { as: 'anna.phone' });
	devices.push(again);
	await again.synced(); // an honest question is answered
	const raw = await new RawClient(server.url, NAME, 'bertil').open();
	let [answers, closed] = [0, 0];
	raw.socket.addEventListener('close', ({ code }) => void (closed = code));
	raw.onMessage = (type) => void (answers += type === MESSAGE.sync || type === MESSAGE.syncReply ? 1 : 0);
	const question = syncStep1Frame(NAME, Uint8Array.of(0));
	for (let sent = 0; sent < 3_000; sent += 1) raw.send(question);
	anna.doc.getMap('fields').set('after', 1);
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	await until('the closing', () => closed === CLOSE_CODES.limit);
	expect(answers).toBeLessThan(1_500); // two for each question
});

test("[SY34] nobody writes in the name of a client id that is another device's", async () => {
	const anna = await open('anna.phone');
	anna.doc.getMap('fields').set('a', 1);
	await anna.mark();
	const forged = freshDoc();
	Y.applyUpdate(forged, Y.encodeStateAsUpdate(anna.doc), 'copy');
	forged.clientID = anna.doc.clientID;
	forged.getMap('fields').set('a', 'forged');
	const mallory = await open('mallory.pad', forged);
	expect(await mallory.mark()).toMatchObject({ type: 'nack', code: 'claim' });
	anna.doc.getMap('fields').set('a', 'honest');
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
});

test('[SY34] nobody writes in the name of the server', async () => {
	const writer = await server.sync.openDirect(NAME);
	await writer.transact((doc) => doc.getMap('fields').set('a', 1));
	const forged = freshDoc();
	Y.applyUpdate(forged, Y.encodeStateAsUpdate(writer.document), 'copy');
	forged.clientID = writer.document.clientID;
	forged.getMap('fields').set('a', 'forged');
	const mallory = await open('mallory.pad', forged);
	expect(await mallory.mark()).toMatchObject({ type: 'nack', code: 'claim' });
	await writer.close();
});

test('[SY28] while the storage fails nothing is acknowledged, nothing closes, and it heals', async () => {
	let failing = true;
	const working = server.log;
	const append: UpdateLog['append'] = (rows) =>
		failing ? Promise.reject(new Error('disk full')) : working.append(rows);
	const log: UpdateLog = new Proxy(working, {
		get: (target, key) => (key === 'append' ? append : (Reflect.get(target, key) as () => unknown).bind(target))
	});
	const sick = await startServer({ log, folder: server.folder });
	const anna = openDevice(sick.url, NAME);
	devices.push(anna);
	await anna.synced();
	anna.doc.getMap('fields').set('a', 1);
	expect(await anna.mark()).toMatchObject({ type: 'nack', code: 'storage' });
	expect(sick.sync.hocuspocus.documents.get(NAME)?.getMap('fields').size).toBe(0);
	failing = false;
	anna.provider.forceSync();
	await until('the edit to be stored', async () => (await working.load(NAME)).rows.length === 1);
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	expect(anna.closes).toEqual([]);
	anna.close();
	await sick.sync.stop();
});
