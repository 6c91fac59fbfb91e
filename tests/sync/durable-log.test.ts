import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import { openDevice, until } from './support/device.ts';
import { type TestServer, documentName, startServer } from './support/server.ts';

const NAME = documentName('notes');
let server: TestServer;
beforeEach(async () => void (server = await startServer()));
afterEach(() => server.stop());

const unloaded = () => until('the document to be unloaded', () => server.sync.documentsCount() === 0);

/** Makes edits one by one, each a row of its own. */
async function edit(count: number): Promise<void> {
	const anna = openDevice(server.url, NAME);
	await anna.synced();
	for (let value = 0; value < count; value += 1) anna.doc.getMap('fields').set(`f${value % 7}`, value);
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	anna.close();
	await unloaded();
}

/** Changes stored rows behind the server's back, as a failing disk does. */
function damage(sql: string): void {
	const database = new DatabaseSync(join(server.folder, 'documents.db'));
	database.exec(sql);
	database.close();
}

test('[SY30] a document is compacted when the last one leaves, and looks the same afterwards', async () => {
	await edit(120);
	const { snapshot, rows } = await server.log.load(NAME);
	expect(snapshot?.upto).toBeGreaterThan(0);
	expect(rows).toEqual([]);
	await edit(3);
	const bertil = openDevice(server.url, NAME, { as: 'bertil.pad' });
	await bertil.synced();
	expect(bertil.doc.getMap('fields').get('f6')).toBe(118);
	expect(bertil.doc.getMap('fields').get('f2')).toBe(2);
	bertil.close();
});

test('[SY30] frames without news are not logged', async () => {
	await edit(1);
	const anna = openDevice(server.url, NAME);
	await anna.synced();
	anna.provider.forceSync();
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	expect((await server.log.load(NAME)).rows).toHaveLength(1);
	anna.close();
});

test('[SY29] a document with a bad row opens with the rest, takes nothing more, and people are told', async () => {
	await edit(3);
	damage("update doc_updates set bytes = x'0102030405' where seq = 3");
	const anna = openDevice(server.url, NAME);
	await anna.synced();
	expect(anna.doc.getMap('fields').toJSON()).toEqual({ f0: 0, f1: 1 });
	anna.doc.getMap('fields').set('more', 1);
	expect(await anna.mark()).toMatchObject({ type: 'nack', code: 'storage' });
	expect((await server.log.quarantined(NAME)).map(({ seq, reason }) => ({ seq, reason }))).toEqual([
		{ seq: 3, reason: 'damaged' }
	]);
	expect(server.logger.lines.map((line) => line.level)).toContain('error');
	anna.close();
	await unloaded();
	const again = openDevice(server.url, NAME);
	await again.synced();
	expect(await server.log.quarantined(NAME)).toHaveLength(1); // set aside once
	again.close();
});

test('[SY29] a damaged snapshot is rebuilt from the rows that are still kept', async () => {
	await edit(60);
	damage('update doc_snapshots set bytes = zeroblob(10)');
	const anna = openDevice(server.url, NAME);
	await anna.synced();
	expect(anna.doc.getMap('fields').get('f3')).toBe(59);
	anna.close();
});

test('[SY31] what the server itself writes is durable when its promise resolves, under a fresh client id each time', async () => {
	const clients = new Set<number>();
	for (const value of [1, 2]) {
		const writer = await server.sync.openDirect(documentName('order'));
		await writer.transact((doc) => doc.getMap('fields').set('status', value));
		expect((await server.log.load(documentName('order'))).rows).toHaveLength(value);
		clients.add(writer.document.clientID);
		await writer.close();
		server.sync.hocuspocus.flushPendingStores();
		await unloaded();
	}
	expect(clients.size).toBe(2);
	expect((await server.log.claims(documentName('order'))).map(({ member }) => member)).toEqual(['server', 'server']);
});

test("[SY32] a document stays loaded until the server's own writing is stored", async () => {
	let failing = true;
	const working = sqliteUpdateLog(join(server.folder, 'other.db'));
	const append: UpdateLog['append'] = (rows) =>
		failing ? Promise.reject(new Error('disk full')) : working.append(rows);
	const log: UpdateLog = new Proxy(working, {
		get: (target, key) => (key === 'append' ? append : (Reflect.get(target, key) as () => unknown).bind(target))
	});
	const sick = await startServer({ log, folder: server.folder });
	const writer = await sick.sync.openDirect(documentName('order'));
	const written = writer.transact((doc) => doc.getMap('fields').set('status', 1));
	await writer.close();
	sick.sync.hocuspocus.flushPendingStores();
	await until('the failure', () => sick.logger.lines.length > 0);
	expect(sick.sync.documentsCount()).toBe(1);
	failing = false;
	await written;
	expect((await working.load(documentName('order'))).rows).toHaveLength(1);
	await sick.stop();
});

test('[SY9] a clean stop loses nothing, closes every socket, and refuses new ones', async () => {
	const devices = ['anna', 'bertil', 'cecilia'].map((member) =>
		openDevice(server.url, NAME, { as: `${member}.phone` })
	);
	await Promise.all(devices.map((device) => device.synced()));
	for (const [index, device] of devices.entries()) device.doc.getMap('fields').set(`d${index}`, index);
	const acks = await Promise.all(devices.map((device) => device.mark()));
	expect(acks.map((ack) => ack.type)).toEqual(['ack', 'ack', 'ack']);
	for (const device of devices) device.socket.shouldConnect = false;
	const start = performance.now();
	await server.sync.stop();
	expect(performance.now() - start).toBeLessThan(2_000);
	expect(server.sync.documentsCount()).toBe(0);
	await until('the sockets to close', () => devices.every((device) => device.closes.includes(1001)));
	expect((await server.log.load(NAME)).rows).toHaveLength(3);
	for (const device of devices) device.close();
});
