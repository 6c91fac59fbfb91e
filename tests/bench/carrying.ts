import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import { FrameReader, FrameSource } from '#carrying/fountain';
import { writeBundle } from '#carrying/bundle';
import { KEEP_BUNDLE } from '#carrying/bundle-content';
import { HybridClock } from '#core/clock';
import { newId } from '#core/id';
import { setRegister } from '#core/register';
import { frameToModules, modulesToPixels, pixelsToFrame } from '#device/carrying/qr-pixels.ts';

const FRAMES_A_SECOND = 10;
const LOST = 1 / 3;

/** Prints what it takes to show a team's day to another phone. Started by hand: `node tests/bench/carrying.ts`. */
for (const visits of [100, 300, 600]) await measureDay(visits);

async function measureDay(visits: number): Promise<void> {
	const doc = planOf(visits);
	const changes = Y.encodeStateAsUpdate(doc);
	const [member, device, team] = [newId(), newId(), newId()];
	const written = await writeBundle(
		{
			team,
			sender: { member, name: 'Sara Lind', device },
			madeAt: 1,
			expiresAt: 1 + KEEP_BUNDLE,
			documents: [{ name: `plan:${team}:2026-11-23:1`, changes, vector: Y.encodeStateVector(doc) }],
			cards: [],
			commands: [],
			updates: [],
			received: []
		},
		{ kind: 'team-key', key: new Uint8Array(32) }
	);
	if (!written.ok) throw new Error(written.code);
	const source = await FrameSource.of(written.value);
	if (!source.ok) throw new Error(source.code);
	const times: Record<'draw' | 'read' | 'take', number[]> = { draw: [], read: [], take: [] };
	const frames = show(source.value, times);
	const seconds = frames / FRAMES_A_SECOND;
	const each = (name: keyof typeof times) => {
		const sorted = times[name].sort((a, b) => a - b);
		return `${(sorted[sorted.length >> 1] ?? 0).toFixed(1)} (p95 ${(sorted[Math.floor(sorted.length * 0.95)] ?? 0).toFixed(1)}) ms`;
	};
	console.log(
		`${visits} visits: ${Math.round(changes.length / 1000)} kB of Yjs, ${Math.round(written.value.length / 1000)} kB as a bundle, ` +
			`${source.value.blocks} blocks, ${frames} frames shown = ${seconds.toFixed(1)} s; ` +
			`draw ${each('draw')}, read ${each('read')}, take ${each('take')}`
	);
}

/** Shows frames, of which a third get lost, until the reader has it all. */
function show(source: FrameSource, times: Record<'draw' | 'read' | 'take', number[]>): number {
	const reader = new FrameReader();
	for (let index = 0; ; index += 1) {
		const start = performance.now();
		const pixels = modulesToPixels(frameToModules(source.frame(index)), 4);
		times.draw.push(performance.now() - start);
		if (Math.random() < LOST) continue;
		const seen = performance.now();
		const frame = pixelsToFrame(pixels);
		times.read.push(performance.now() - seen);
		if (!frame) continue;
		const read = performance.now();
		reader.take(frame);
		times.take.push(performance.now() - read);
		const { known, needed } = reader.progress;
		if (known === needed) return index + 1;
	}
}

/** A team's day as the visits module writes it: what the source says of each visit, and a setting for every second. */
function planOf(visits: number): Y.Doc {
	const doc = new Y.Doc();
	const device = newId();
	const clock = new HybridClock({ now: () => 1_795_000_000_000 }, device);
	const carers = Array.from({ length: 30 }, () => newId());
	const [map, ops] = [doc.getMap('visits'), doc.getMap('ops')];
	for (let n = 0; n < visits; n += 1) {
		const visit = newId();
		doc.transact(() => {
			map.set(`${visit}/src.recipient`, newId());
			map.set(`${visit}/src.start`, 420 + n);
			map.set(`${visit}/src.duration`, 30);
			map.set(`${visit}/src.window`, { from: 400 + n, to: 480 + n });
			map.set(`${visit}/src.tasks`, ['Morgonhjälp', 'Medicin', 'Frukost'].slice(n % 3));
			map.set(`${visit}/src.carer`, carers[n % 30]);
		});
		if (n % 2 === 0) {
			const setting = { to: carers[(n * 7) % 30] ?? null, at: clock.next(), by: newId(), device };
			setRegister(ops, `${visit}/a`, setting);
		}
	}
	return doc;
}
