import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { newId } from '#core/id';
import type { BenchRow } from './sync-throughput.ts';

/** The running server that is measured. */
export interface PicturesBenchServer {
	/** Scheme, host and port, also sent as Origin. */
	baseUrl: string;
	/** The Cookie header of a signed-in member. */
	cookie: string;
	/** The server's process; its children (the picture decoder) are counted in. */
	pid: number;
	/** Has the server finish an upload, for example by a signed attach command; resolves when the file is stored. */
	finish(upload: { id: string; sha256: string }): Promise<void>;
	/** What somebody else asks for meanwhile. */
	probePath?: string;
}

const PICTURES = 20;
const PROBE_EVERY = 20; // milliseconds
const MEGABYTE = 1024 * 1024;

interface Measured {
	/** Growth of resident memory, bytes. */
	memory: number;
	/** The 99th percentile of another request's time, milliseconds. */
	p99: number;
	/** Until the last picture is stored, milliseconds. */
	total: number;
}

/** Twenty 12 megapixel pictures at once: what it costs the server, and what somebody else notices of it. */
export async function picturesBench(server: PicturesBenchServer): Promise<BenchRow[]> {
	const pictures = await Promise.all(Array.from({ length: PICTURES }, () => photograph()));
	const probe = `${server.baseUrl}${server.probePath ?? '/healthz'}`;
	const ours = await measure(server.pid, probe, () => Promise.all(pictures.map((each) => uploadOne(server, each))));
	const peer = await measurePeer(pictures);
	const size = Math.round((pictures[0]?.length ?? 0) / 1024);
	const conditions = `${PICTURES} pictures of 4000 × 3000 and ${size} kB at once, each anew on one machine with the client`;
	const row = (name: string, mine: number, theirs: number, unit: string): BenchRow => ({
		name,
		ours: Math.round(mine),
		peer: Math.round(theirs),
		peerName: 'sharp in the server process',
		unit,
		ratio: mine / theirs,
		better: 'lower',
		conditions
	});
	return [
		row('memory growth during 20 uploads (target 400)', ours.memory / MEGABYTE, peer.memory / MEGABYTE, 'MB'),
		row('p99 of the sign-in page during 20 uploads (target 300)', ours.p99, peer.p99, 'ms'),
		row('until all 20 pictures are stored', ours.total, peer.total, 'ms')
	];
}

/** Sends one picture as the app does, and has it finished. */
async function uploadOne({ baseUrl, cookie, finish }: PicturesBenchServer, picture: Buffer): Promise<void> {
	const id = newId();
	const own = { 'Tus-Resumable': '1.0.0', Origin: baseUrl, Cookie: cookie };
	const metadata = Object.entries({ id, type: 'image/jpeg' }).map(([key, value]) => `${key} ${btoa(value)}`);
	const begin = { ...own, 'Upload-Length': String(picture.length), 'Upload-Metadata': metadata.join(',') };
	await expectStatus(fetch(`${baseUrl}/upload`, { method: 'POST', headers: begin }), 201);
	const headers = { ...own, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
	const body = Uint8Array.from(picture);
	await expectStatus(fetch(`${baseUrl}/upload/${id}`, { method: 'PATCH', headers, body }), 204);
	await finish({ id, sha256: createHash('sha256').update(picture).digest('hex') });
}

async function expectStatus(answer: Promise<Response>, status: number): Promise<void> {
	const response = await answer;
	if (response.status !== status)
		throw new Error(`Expected ${status}, got ${response.status}: ${await response.text()}`);
}

async function measurePeer(pictures: readonly Buffer[]): Promise<Measured> {
	const program = fileURLToPath(new URL('./pictures-peer.ts', import.meta.url));
	const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [port] = (await once(child.stdout, 'data')) as [Buffer];
	const url = `http://127.0.0.1:${port.toString()}`;
	const post = (picture: Buffer) => expectStatus(fetch(url, { method: 'POST', body: Uint8Array.from(picture) }), 200);
	try {
		return await measure(child.pid ?? 0, url, () => Promise.all(pictures.map(post)));
	} finally {
		child.kill('SIGKILL');
	}
}

async function measure(pid: number, probeUrl: string, work: () => Promise<unknown>): Promise<Measured> {
	for (let warm = 0; warm < 20; warm += 1) await fetch(probeUrl).then((response) => response.text());
	const before = await residentMemory(pid);
	const running = { done: false };
	const peak = watchMemory(pid, running);
	const times = probeMeanwhile(probeUrl, running);
	const startedAt = performance.now();
	await work();
	const total = performance.now() - startedAt;
	running.done = true;
	return { memory: (await peak) - before, p99: percentile(await times, 0.99), total };
}

async function watchMemory(pid: number, running: { done: boolean }): Promise<number> {
	let peak = 0;
	while (!running.done) {
		peak = Math.max(peak, await residentMemory(pid));
		await pause(25);
	}
	return peak;
}

/** Asks at a steady rhythm, not one after the other: otherwise a slow answer hides how many would have waited. */
async function probeMeanwhile(url: string, running: { done: boolean }): Promise<number[]> {
	const asked: Promise<number>[] = [];
	while (!running.done) {
		const startedAt = performance.now();
		asked.push(
			fetch(url)
				.then((response) => response.text())
				.then(() => performance.now() - startedAt)
		);
		await pause(PROBE_EVERY);
	}
	return Promise.all(asked);
}

function percentile(times: number[], share: number): number {
	const sorted = times.sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Resident memory of a process and its children in bytes, by /proc. */
async function residentMemory(pid: number): Promise<number> {
	const statuses = await Promise.all(
		(await readdir('/proc'))
			.filter((name) => /^\d+$/.test(name))
			.map((name) => readFile(`/proc/${name}/status`, 'utf8').catch(() => ''))
	);
	const field = (status: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
	const own = statuses.filter((status) => field(status, 'Pid') === pid || field(status, 'PPid') === pid);
	return own.reduce((sum, status) => sum + field(status, 'VmRSS') * 1024, 0);
}

/** A 4000 × 3000 JPEG of some megabytes: noise under a blur is about as hard as a photograph. */
async function photograph(): Promise<Buffer> {
	const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
	const size = { width: 4000, height: 3000, channels: 3, background: 'grey', noise } as const;
	return sharp({ create: size }).blur(1).jpeg({ quality: 88 }).toBuffer();
}
