import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { guardUpdate } from '#sync/guard/judge';
import { scanUpdate } from '#sync/guard/scan';
import { Replica, editDishonestly, editHonestly } from '../sync/support/editing.ts';
import { Random } from '../sync/support/random.ts';
import { copyOf, shadowVerdict } from '../sync/support/shadow.ts';
import { testKind } from '../sync/support/server.ts';
import { tries } from '../support/size.ts';

const RUNS = tries(30, 2000); // about ten judged updates each
const SEED = Number(process.env['GUARD_FUZZ_SEED'] ?? 20261122);
const rootRule = (root: string) => testKind('notes')?.rootRule(root) ?? null;
const author = { member: 'm', device: 'd' };

const judge = (document: Y.Doc, bytes: Uint8Array) =>
	guardUpdate(bytes, { document, kind: { rootRule }, claims: new Map(), author });

/** What a device sends at some point: one update, several merged, a diff, or everything. */
function sending(replica: Replica, server: Y.Doc, random: Random): Uint8Array {
	const last = replica.made.at(-1);
	const choice = random.below(5);
	if (last && choice === 0) return last;
	if (replica.made.length > 1 && choice === 1) return Y.mergeUpdates(replica.made.slice(-3));
	if (choice === 2) return Y.encodeStateAsUpdate(replica.doc);
	return Y.encodeStateAsUpdate(replica.doc, Y.encodeStateVector(server));
}

interface Round {
	seed: number;
	dishonest: number; // part of the edits that break a rule
	seen: { judged: number; refused: number; gaps: number };
}

function play({ seed, dishonest, seen }: Round): void {
	const random = new Random(seed);
	const server = new Y.Doc({ gc: random.chance(0.7) });
	const replicas = Array.from({ length: 4 }, () => new Replica(random.chance(0.7)));
	let counter = 0;
	const unique = () => `k${(counter += 1)}`;
	for (let step = 0; step < 30; step += 1) {
		const index = random.below(replicas.length);
		const replica = replicas[index];
		if (!replica) continue;
		if (random.chance(0.3)) replica.pull(server);
		if (random.chance(dishonest)) editDishonestly(replica.doc, random, unique);
		else editHonestly(replica.doc, random, unique);
		if (random.chance(0.6)) continue;
		const bytes = sending(replica, server, random);
		if (!deliver(server, bytes, seed, seen)) {
			replicas[index] = new Replica(random.chance(0.7)); // a refused device begins anew
			replicas[index].pull(server);
		}
	}
	for (const replica of replicas) if (dishonest === 0) deliver(server, Y.encodeStateAsUpdate(replica.doc), seed, seen);
}

/** Judges an update by guard and by shadow; applies it when both agree that it is fine. False when a rule was broken. */
function deliver(server: Y.Doc, bytes: Uint8Array, seed: number, seen: Round['seen']): boolean {
	const truth = shadowVerdict(server, bytes, rootRule);
	const verdict = judge(server, bytes);
	seen.judged += 1;
	if (!verdict.ok && verdict.code === 'gap') {
		expect(truth.gap, `seed ${seed}: false gap`).toBe(true);
		seen.gaps += 1;
		return true;
	}
	if (!verdict.ok) {
		seen.refused += 1;
		const said = `seed ${seed}: ${verdict.code}, shadow: ${[...truth.broken].join()}`;
		expect([...truth.broken], said).toContain(verdict.code);
		return false;
	}
	expect(truth.gap, `seed ${seed}: gap not seen`).toBe(false);
	expect([...truth.broken], `seed ${seed}: breach not seen`).toEqual([]);
	expect(verdict.value.news, `seed ${seed}: news`).toBe(truth.news);
	Y.applyUpdate(server, bytes, 'accepted');
	for (const [client, clock] of verdict.value.ends) expect(Y.getState(server.store, client)).toBe(clock);
	return true;
}

test('[SY10] honest devices are never refused, and gaps are seen exactly when Yjs would wait', () => {
	const seen = { judged: 0, refused: 0, gaps: 0 };
	for (let run = 0; run < RUNS; run += 1) play({ seed: SEED + run, dishonest: 0, seen });
	expect(seen.refused).toBe(0);
	expect(seen.judged).toBeGreaterThan(RUNS * 5);
	expect(seen.gaps).toBeGreaterThan(0);
});

test('[SY11] the guard and a shadow document agree on which rules an update breaks', () => {
	const seen = { judged: 0, refused: 0, gaps: 0 };
	for (let run = 0; run < RUNS; run += 1) play({ seed: SEED + 10_000 + run, dishonest: 0.25, seen });
	expect(seen.refused).toBeGreaterThan(RUNS / 2);
});

test('[SY12] what the scan lets through Yjs can decode, whatever bytes were damaged on the way', () => {
	const random = new Random(SEED);
	const replica = new Replica(true);
	for (let edit = 0; edit < 30; edit += 1) editHonestly(replica.doc, random, () => `k${edit}`);
	const honest = Y.encodeStateAsUpdate(replica.doc);
	for (let run = 0; run < RUNS * 20; run += 1) {
		const bytes = honest.slice();
		for (let flips = 1 + random.below(3); flips > 0; flips -= 1) bytes[random.below(bytes.length)] = random.below(256);
		if (scanUpdate(bytes).ok) expect(() => Y.decodeUpdate(bytes)).not.toThrow();
	}
});

test('[SY12] a damaged update that passes the guard leaves a document that can be encoded and written to', () => {
	const random = new Random(SEED + 1);
	const replica = new Replica(true);
	for (let edit = 0; edit < 30; edit += 1) editHonestly(replica.doc, random, () => `k${edit}`);
	const known = Y.encodeStateAsUpdate(replica.doc);
	const vector = Y.encodeStateVector(replica.doc);
	for (let edit = 0; edit < 10; edit += 1) editHonestly(replica.doc, random, () => `l${edit}`);
	const honest = Y.encodeStateAsUpdate(replica.doc, vector);
	const server = new Y.Doc();
	Y.applyUpdate(server, known, 'known');
	for (let run = 0; run < RUNS * 5; run += 1) {
		const bytes = honest.slice();
		bytes[random.below(bytes.length)] = random.below(256);
		if (!judge(server, bytes).ok) continue;
		const copy = copyOf(server);
		Y.applyUpdate(copy, bytes, 'damaged');
		expect(copy.store.pendingStructs).toBeNull();
		expect(copyOf(copy).store.pendingStructs).toBeNull();
	}
});
