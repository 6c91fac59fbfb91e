import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDevice, until } from './support/device.ts';
import { type TestServer, documentName, startServer } from './support/server.ts';

let server: TestServer;
beforeEach(async () => void (server = await startServer()));
afterEach(() => server.stop());

test('[SY1] a mark is acknowledged when the edits before it are rows of the log', async () => {
	const anna = openDevice(server.url, documentName('notes'));
	await anna.synced();
	anna.doc.getMap('fields').set('a', 1);
	anna.doc.getMap('fields').set('b', 2);
	expect(await anna.mark()).toMatchObject({ type: 'ack', n: 1 });
	const { rows } = await server.log.load(documentName('notes'));
	expect(rows).toHaveLength(2);
	anna.close();
});

test('[SY1] edits reach the other devices', async () => {
	const anna = openDevice(server.url, documentName('notes'));
	const bertil = openDevice(server.url, documentName('notes'), { as: 'bertil.pad' });
	await Promise.all([anna.synced(), bertil.synced()]);
	anna.doc.getMap('fields').set('a', 1);
	await until('the edit at Bertil', () => bertil.doc.getMap('fields').get('a') === 1);
	anna.close();
	bertil.close();
});

test('[SY2] a document is the same after a restart of the server', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'restart-'));
	const first = await startServer({ folder });
	const anna = openDevice(first.url, documentName('notes'));
	await anna.synced();
	anna.doc.getMap('fields').set('a', 'kept');
	await anna.mark();
	anna.close();
	await first.stop();
	const restarted = await startServer({ folder });
	const bertil = openDevice(restarted.url, documentName('notes'), { as: 'bertil.pad' });
	await bertil.synced();
	expect(bertil.doc.getMap('fields').get('a')).toBe('kept');
	bertil.close();
	await restarted.stop();
	await rm(folder, { recursive: true });
});
