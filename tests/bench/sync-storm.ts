import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { newClientId } from '#core/id';
import { documentName } from '../sync/support/server.ts';
import { MESSAGE, RawClient, syncReplyFrame, syncStep1Frame } from './sync-raw-client.ts';
import { type ServerProcess, startServerProcess } from './sync-server-process.ts';
import { type BenchRow, median } from './sync-throughput.ts';

const DEVICES = 500;
const DOCUMENTS = 50;
const OFFLINE_EDITS = 100;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);

/** A device after a morning without network: its edits in one document. */
interface OfflineDevice {
	name: string;
	member: string;
	client: number;
	vector: Uint8Array;
	edits: Uint8Array;
}

/** How long it takes until 500 devices that come back at once have given and got everything. */
export async function syncStorm(): Promise<BenchRow[]> {
	const ours = await startServerProcess('ours');
	const plain = await startServerProcess('plain');
	const times = { ours: [] as number[], plain: [] as number[] };
	try {
		for (let round = 0; round < ROUNDS; round += 1) {
			times.ours.push(await storm(ours, round));
			times.plain.push(await storm(plain, round));
		}
	} finally {
		await Promise.all([ours.stop(), plain.stop()]);
	}
	const [mine, theirs] = [median(times.ours), median(times.plain)];
	return [
		{
			name: 'reconnect storm until all have everything',
			ours: mine,
			peer: theirs,
			peerName: 'Hocuspocus in memory',
			unit: 's',
			ratio: mine / theirs,
			better: 'lower',
			conditions: `${DEVICES} devices with ${OFFLINE_EDITS} offline edits each, ${DOCUMENTS} documents, ${ROUNDS} rounds, medians`
		}
	];
}

async function storm(server: ServerProcess, round: number): Promise<number> {
	const devices = Array.from({ length: DEVICES }, (_, index) => offlineDevice(index, round));
	const everybody = new Map<string, number[]>();
	for (const { name, client } of devices) everybody.set(name, [...(everybody.get(name) ?? []), client]);
	const start = performance.now();
	const clients = await Promise.all(
		devices.map((device) => comeBack(server.url, device, everybody.get(device.name) ?? []))
	);
	const seconds = (performance.now() - start) / 1000;
	for (const client of clients) client.close();
	await new Promise((resolve) => setTimeout(resolve, 500));
	return seconds;
}

function offlineDevice(index: number, round: number): OfflineDevice {
	const month = `${String(1950 + (index % DOCUMENTS))}-${String(1 + round).padStart(2, '0')}`;
	const doc = new Y.Doc();
	doc.clientID = newClientId();
	for (let edit = 0; edit < OFFLINE_EDITS; edit += 1) doc.getMap('fields').set(`${index}/${edit % 20}`, edit);
	return {
		name: documentName('diary', month),
		member: `m${index}`,
		client: doc.clientID,
		vector: Y.encodeStateVector(doc),
		edits: Y.encodeStateAsUpdate(doc)
	};
}

/** Resolves when the device's edits are taken and everybody's have arrived. */
async function comeBack(url: string, device: OfflineDevice, everybody: readonly number[]): Promise<RawClient> {
	const client = await new RawClient(url, device.name, device.member).open();
	const missing = new Set(everybody);
	missing.delete(device.client);
	let taken = false;
	return new Promise((resolve) => {
		client.onMessage = (type, body) => {
			if (type === MESSAGE.syncStatus) taken = decoding.readVarUint(body()) === 1 || taken;
			if (type === MESSAGE.sync || type === MESSAGE.syncReply) receiveSync(body(), client, device, missing);
			if (taken && missing.size === 0) resolve(client);
		};
		client.send(syncStep1Frame(device.name, device.vector));
	});
}

function receiveSync(body: decoding.Decoder, client: RawClient, device: OfflineDevice, missing: Set<number>): void {
	const step = decoding.readVarUint(body);
	const payload = decoding.readVarUint8Array(body);
	if (step === 0) client.send(syncReplyFrame(device.name, device.edits));
	else for (const [author, clock] of Y.parseUpdateMeta(payload).to) if (clock >= OFFLINE_EDITS) missing.delete(author);
}

if (process.argv[1] === import.meta.filename)
	process.stdout.write(`${JSON.stringify(await syncStorm(), null, '\t')}\n`);
