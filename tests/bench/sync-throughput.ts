import { documentName } from '../sync/support/server.ts';
import { MESSAGE, RawClient, fieldEdits, markFrame, updateFrame } from './sync-raw-client.ts';
import { type ServerProcess, startServerProcess } from './sync-server-process.ts';

const CLIENTS = 50;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ROUND = 2_000; // milliseconds
const WARM_UP = 500; // milliseconds
const EDITS = 1_500; // prepared per client: more than a round takes
const LATENCY_EDITS = 60; // at 20 a second

/** One line of the benchmark's result. */
export interface BenchRow {
	name: string;
	ours: number;
	peer: number;
	peerName: string;
	unit: string;
	/** ours ÷ peer */
	ratio: number;
	better: 'higher' | 'lower';
	conditions: string;
}

type Acknowledgement = 'status' | 'mark';

/** Edits per second with every edit durable before the next, and how long an edit takes to the last colleague. */
export async function syncThroughput(): Promise<BenchRow[]> {
	const ours = await startServerProcess('ours');
	const plain = await startServerProcess('plain');
	try {
		return [...(await throughput(ours, plain)), ...(await latency(ours, plain))];
	} finally {
		await Promise.all([ours.stop(), plain.stop()]);
	}
}

async function throughput(ours: ServerProcess, plain: ServerProcess): Promise<BenchRow[]> {
	const rates = { ours: [] as Measured[], plain: [] as Measured[], marked: [] as Measured[] };
	for (let round = 0; round < ROUNDS; round += 1) {
		rates.ours.push(await measureRate(ours, 'status', round));
		rates.plain.push(await measureRate(plain, 'status', round));
		rates.marked.push(await measureRate(ours, 'mark', round));
	}
	const conditions = `1 document, ${CLIENTS} clients, 1 edit each outstanding, ${ROUNDS} rounds of ${ROUND} ms, medians`;
	const row = (name: string, mine: number, theirs: number, unit: string): BenchRow => ({
		name,
		ours: mine,
		peer: theirs,
		peerName: 'Hocuspocus in memory',
		unit,
		ratio: mine / theirs,
		better: 'higher',
		conditions
	});
	const perSecond = (measured: Measured[]) => median(measured.map(({ rate }) => rate));
	const perCpu = (measured: Measured[]) => median(measured.map(({ rateByCpu }) => rateByCpu));
	return [
		row('durable edits per second (SyncStatus)', perSecond(rates.ours), perSecond(rates.plain), 'edits/s'),
		row('durable edits per second (mark and ack)', perSecond(rates.marked), perSecond(rates.plain), 'edits/s'),
		row('durable edits per server-CPU-second', perCpu(rates.ours), perCpu(rates.plain), 'edits/CPU-s')
	];
}

interface Measured {
	rate: number; // edits per second
	rateByCpu: number; // edits per second of the server's processor time
}

async function measureRate(server: ServerProcess, by: Acknowledgement, round: number): Promise<Measured> {
	const name = documentName('diary', `20${10 + round}-${by === 'mark' ? '02' : '01'}`);
	const clients = await openClients(server, name);
	let acknowledged = 0;
	let running = true;
	for (const client of clients) {
		const frames = fieldEdits(EDITS).map((update) => updateFrame(name, update));
		let next = 0;
		const send = () => {
			const frame = frames[next];
			if (!running || !frame) return;
			client.send(frame);
			next += 1;
			if (by === 'mark') client.send(markFrame(name, next));
		};
		const answer = by === 'mark' ? MESSAGE.stateless : MESSAGE.syncStatus;
		client.onMessage = (type) => {
			if (type !== answer) return;
			acknowledged += 1;
			send();
		};
		send();
	}
	await pause(WARM_UP);
	const [before, cpuBefore, start] = [acknowledged, await server.cpu(), performance.now()];
	await pause(ROUND);
	const edits = acknowledged - before;
	const seconds = (performance.now() - start) / 1000;
	const cpuSeconds = ((await server.cpu()) - cpuBefore) / 1000;
	running = false;
	await closeAll(clients);
	return { rate: edits / seconds, rateByCpu: edits / cpuSeconds };
}

async function latency(ours: ServerProcess, plain: ServerProcess): Promise<BenchRow[]> {
	const times = { ours: [] as number[], plain: [] as number[] };
	for (let round = 0; round < ROUNDS; round += 1) {
		times.ours.push(...(await measureLatency(ours, round)));
		times.plain.push(...(await measureLatency(plain, round)));
	}
	const [mine, theirs] = [median(times.ours), median(times.plain)];
	return [
		{
			name: 'edit to the last colleague, p50',
			ours: mine,
			peer: theirs,
			peerName: 'Hocuspocus in memory',
			unit: 'ms',
			ratio: mine / theirs,
			better: 'lower',
			conditions: `${CLIENTS} clients, 20 edits/s, ${ROUNDS * LATENCY_EDITS} edits; p95 ${percentile(times.ours, 0.95).toFixed(2)} against ${percentile(times.plain, 0.95).toFixed(2)} ms`
		}
	];
}

async function measureLatency(server: ServerProcess, round: number): Promise<number[]> {
	const name = documentName('diary', `20${10 + round}-03`);
	const clients = await openClients(server, name);
	const [writer] = clients;
	if (!writer) throw new Error('No clients');
	const times: number[] = [];
	for (const update of fieldEdits(LATENCY_EDITS)) {
		const start = performance.now();
		const arrived = Promise.all(clients.map((client) => nextSyncMessage(client)));
		writer.send(updateFrame(name, update));
		await arrived;
		times.push(performance.now() - start);
		await pause(Math.max(0, 50 - (performance.now() - start)));
	}
	await closeAll(clients);
	return times;
}

function nextSyncMessage(client: RawClient): Promise<void> {
	return new Promise((resolve) => {
		client.onMessage = (type) => {
			if (type === MESSAGE.sync) resolve();
		};
	});
}

async function openClients(server: ServerProcess, name: string): Promise<RawClient[]> {
	const members = Array.from({ length: CLIENTS }, (_, index) => `m${index}`);
	return Promise.all(members.map((member) => new RawClient(server.url, name, member).open()));
}

async function closeAll(clients: readonly RawClient[]): Promise<void> {
	for (const client of clients) client.close();
	await pause(200);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The middle one of some numbers. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The number below which a part of them lies. */
export function percentile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

if (process.argv[1] === import.meta.filename)
	process.stdout.write(`${JSON.stringify(await syncThroughput(), null, '\t')}\n`);
