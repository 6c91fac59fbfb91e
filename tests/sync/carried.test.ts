import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import { openDevice, until } from './support/device.ts';
import { type TestServer, documentName, id, startServer } from './support/server.ts';

const NAME = documentName('notes');
const SARA = { member: id('sara'), organisation: id('org'), company: null, device: id('phone'), roles: [] };
const READER = { ...SARA, member: id('reader') };

let folder: string;
let fails = false;
let server: TestServer;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'carried-'));
	const log = sqliteUpdateLog(join(folder, 'documents.db'));
	const failing: Pick<UpdateLog, 'append'> = {
		append: (rows) => (fails ? Promise.reject(new Error('The disk is full')) : log.append(rows))
	};
	server = await startServer({ folder, log: { ...bound(log), ...failing } });
});
afterEach(async () => {
	fails = false;
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});

/** The log's methods as they are, since a class with private fields cannot be inherited from an object. */
function bound(log: UpdateLog): UpdateLog {
	return {
		append: (rows) => log.append(rows),
		load: (doc, options) => log.load(doc, options),
		compact: (doc, bytes, upto) => log.compact(doc, bytes, upto),
		claims: (doc) => log.claims(doc),
		quarantine: (entry) => log.quarantine(entry),
		quarantined: (doc) => log.quarantined(doc),
		pruneRefused: (before) => log.pruneRefused(before),
		prune: (before) => log.prune(before),
		erase: (doc) => log.erase(doc),
		close: () => log.close()
	};
}

function written(key: string, value: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getMap('fields').set(key, value);
	return Y.encodeStateAsUpdate(doc);
}

test('[CW7] while the storage fails nothing is shown, and later it is stored', async () => {
	const anna = openDevice(server.url, NAME);
	await anna.synced();
	const bytes = written('f1', 'from afar');
	fails = true;
	const place = () => server.sync.placeCarried({ doc: NAME, bytes, author: SARA });
	expect(await place()).toEqual({ status: 'waiting', code: 'storage', isNews: false });
	fails = false;
	expect(anna.doc.getMap('fields').size).toBe(0);
	expect(await place()).toEqual({ status: 'stored', code: null, isNews: true });
	await until('the change', () => anna.doc.getMap('fields').get('f1') === 'from afar');
	const { rows } = await server.log.load(NAME);
	expect(rows.map(({ kind, member, device }) => [kind, member, device])).toEqual([
		['carried', SARA.member, SARA.device]
	]);
	anna.close();
});

test('[CW5] a member who may only read brings nothing into a document', async () => {
	const work = { doc: NAME, bytes: written('f1', 'x'), author: READER };
	expect(await server.sync.placeCarried(work)).toMatchObject({ status: 'refused', code: 'readonly' });
	expect((await server.log.load(NAME)).rows).toEqual([]);
});

test('[CW6] what breaks a rule is kept for people to look at, under its author’s name', async () => {
	const doc = new Y.Doc();
	doc.getMap('nowhere').set('a', 1);
	const bytes = Y.encodeStateAsUpdate(doc);
	const answer = await server.sync.placeCarried({ doc: NAME, bytes, author: SARA });
	expect(answer).toMatchObject({ status: 'refused', code: 'root' });
	expect(await server.log.quarantined(NAME)).toMatchObject([
		{ reason: 'root', author: { member: SARA.member, device: SARA.device } }
	]);
});
