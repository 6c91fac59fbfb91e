import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { newClientId } from '#core/id';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import { documentName } from '../sync/support/server.ts';
import { MESSAGE, RawClient, fieldEdits, markFrame, syncStep1Frame, updateFrame } from './sync-raw-client.ts';
import { startServerProcess } from './sync-server-process.ts';

/** What a series of kills came to. */
export interface KillResult {
	rounds: number;
	acknowledged: number;
	/** Acknowledged edits that the log does not give back. */
	lost: number;
	/** Rows that were stored without ever being acknowledged: harmless. */
	unacknowledged: number;
}

const WRITERS = 8;
const DOCUMENTS = ['2026-01', '2026-02', '2026-03'].map((month) => documentName('diary', month));
const LONGEST_TRAFFIC = 250; // milliseconds before a kill

/**
 * Kills a real server (SIGKILL) again and again while eight devices write to three documents, each start on the same
 * log, and then looks for every edit that was acknowledged. `random` decides how long each round lives.
 */
export async function killInTraffic(rounds: number, random: () => number): Promise<KillResult> {
	const folder = mkdtempSync(join(tmpdir(), 'sync-kill-'));
	const acknowledged = new Map<string, string[]>(DOCUMENTS.map((name) => [name, []]));
	try {
		for (let round = 0; round < rounds; round += 1)
			await liveAndDie(folder, round, 20 + random() * LONGEST_TRAFFIC, acknowledged);
		return await compare(folder, rounds, acknowledged);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function liveAndDie(
	folder: string,
	round: number,
	life: number,
	acknowledged: Map<string, string[]>
): Promise<void> {
	const server = await startServerProcess('ours', folder);
	const writers = Array.from({ length: WRITERS }, (_, index) => {
		const name = DOCUMENTS[index % DOCUMENTS.length] ?? '';
		return write(new RawClient(server.url, name, `m${index}`), `${round}/${index}`, acknowledged.get(name) ?? []);
	});
	await Promise.all(writers);
	await pause(life);
	await server.stop();
}

/** Writes one edit after the other, each with a mark, four outstanding; notes what is acknowledged. */
async function write(client: RawClient, prefix: string, acknowledged: string[]): Promise<void> {
	await client.open();
	const doc = new Y.Doc();
	doc.clientID = newClientId();
	let count = 0;
	doc.on('update', (update: Uint8Array) => {
		client.send(updateFrame(client.name, update));
		client.send(markFrame(client.name, count));
	});
	const next = () => {
		count += 1;
		doc.getMap('fields').set(`${prefix}/${count}`, count);
	};
	client.onMessage = (type, body) => {
		if (type !== MESSAGE.stateless) return;
		const answer = JSON.parse(decoding.readVarString(body())) as { type: string; n: number };
		if (answer.type === 'ack') acknowledged.push(`${prefix}/${answer.n}`);
		next();
	};
	client.socket.addEventListener('error', () => undefined);
	for (let outstanding = 0; outstanding < 4; outstanding += 1) next();
}

/**
 * The same with Hocuspocus in memory: what a device is given by the server that starts after the kill, against what
 * the one before it had acknowledged.
 */
export async function killPlain(rounds: number): Promise<Pick<KillResult, 'acknowledged' | 'lost'>> {
	const [name = ''] = DOCUMENTS;
	const result = { acknowledged: 0, lost: 0 };
	for (let round = 0; round < rounds; round += 1) {
		const server = await startServerProcess('plain');
		let acknowledged = 0;
		const client = await new RawClient(server.url, name, 'm').open();
		const frames = fieldEdits(5_000, 5_000).map((update) => updateFrame(name, update));
		client.onMessage = (type) => {
			if (type !== MESSAGE.syncStatus) return;
			acknowledged += 1;
			client.send(frames[acknowledged] ?? new Uint8Array());
		};
		client.send(frames[0] ?? new Uint8Array());
		await pause(LONGEST_TRAFFIC);
		await server.stop();
		result.acknowledged += acknowledged;
		result.lost += acknowledged - (await fieldsAfterRestart(name));
	}
	return result;
}

async function fieldsAfterRestart(name: string): Promise<number> {
	const server = await startServerProcess('plain');
	const client = await new RawClient(server.url, name, 'm').open();
	const doc = new Y.Doc();
	await new Promise<void>((resolve) => {
		client.onMessage = (type, body) => {
			const decoder = body();
			if ((type !== MESSAGE.sync && type !== MESSAGE.syncReply) || decoding.readVarUint(decoder) !== 1) return;
			Y.applyUpdate(doc, decoding.readVarUint8Array(decoder), 'server');
			resolve();
		};
		client.send(syncStep1Frame(name, Y.encodeStateVector(doc)));
	});
	await server.stop();
	return doc.getMap('fields').size;
}

async function compare(folder: string, rounds: number, acknowledged: Map<string, string[]>): Promise<KillResult> {
	const log = sqliteUpdateLog(join(folder, 'documents.db'));
	const result: KillResult = { rounds, acknowledged: 0, lost: 0, unacknowledged: 0 };
	for (const [name, keys] of acknowledged) {
		const doc = new Y.Doc();
		const { snapshot, rows } = await log.load(name);
		if (snapshot) Y.applyUpdate(doc, snapshot.bytes, 'log');
		doc.transact(() => rows.forEach((row) => Y.applyUpdate(doc, row.bytes, 'log')), 'log');
		const fields = doc.getMap('fields');
		result.acknowledged += keys.length;
		result.lost += keys.filter((key) => !fields.has(key)).length;
		result.unacknowledged += fields.size - keys.length;
	}
	await log.close();
	return result;
}
