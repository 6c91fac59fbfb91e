import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	OUTCOMES,
	addVisit,
	assign,
	cancelVisit,
	changeVisit,
	moveVisit,
	openFlags,
	pinVisit,
	readPlan,
	registerVisit,
	restoreVisit,
	setAbsence,
	settle,
	splitVisit,
	swap,
	undo,
	unpinVisit,
	writeSource
} from '#modules/visits/domain/index.ts';
import { DAY, Person, imported, samePlan } from './plans.ts';
import { Replicas } from './replicas.ts';
import { tries } from '../support/size.ts';

const VISITS = ['v0', 'v1', 'v2', 'v3', 'v4'];
const ACTS = [
	'assign',
	'second',
	'move',
	'length',
	'cancel',
	'restore',
	'pin',
	'unpin',
	'split',
	'swap',
	'add',
	'register',
	'need',
	'absence',
	'undo',
	'undo-parts',
	'settle',
	'import'
] as const;

interface Step {
	act: (typeof ACTS)[number] | 'sync';
	who: number;
	/** How far the clock of the device goes on, or back, before this step. */
	tick: number;
	visit: number;
	n: number;
}

const step: fc.Arbitrary<Step> = fc.record({
	act: fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom(...ACTS) },
		{ weight: 2, arbitrary: fc.constant('sync' as const) }
	),
	who: fc.nat(2),
	tick: fc.integer({ min: -60_000, max: 60_000 }),
	visit: fc.nat(VISITS.length - 1),
	n: fc.nat(8)
});

/** Three devices, what they have done, and what must never be lost of it. */
class World {
	readonly replicas = new Replicas(3);
	readonly people = ['ann', 'bo', 'cia'].map((name, index) => new Person(name, 1e9 + index * 3_600_000));
	readonly visits = new Set<string>(VISITS);
	readonly keys = new Set<string>();
	#made = 0;

	constructor() {
		writeSource(
			this.replicas.at(0),
			VISITS.map((id, index) => imported(id, { start: 400 + index * 40, a: `E${index}` }))
		);
		this.replicas.syncAll();
	}

	play({ act, who, tick, visit, n }: Step): void {
		const author = this.people[who];
		if (act === 'sync') {
			this.replicas.sync(who, n % 3);
			return;
		}
		if (!author) return;
		author.now += tick;
		const doc = this.replicas.at(who);
		const id = [...this.visits].filter((one) => readPlan(doc, DAY).byId.has(one))[visit] ?? 'v0';
		this.#act(act, { doc, author, id, n, who });
		for (const root of ['ops', 'registrations'])
			for (const key of doc.getMap(root).keys()) this.keys.add(`${root} ${key}`);
	}

	#act(
		act: Exclude<Step['act'], 'sync'>,
		{ doc, author, id, n, who }: { doc: Replicas['docs'][0]; author: Person; id: string; n: number; who: number }
	): void {
		const carer = n === 8 ? null : `E${n}`;
		const fresh = `${who}${this.#made}`.padStart(32, '0');
		const acts: Record<typeof act, () => unknown> = {
			assign: () => assign(doc, author, id, 'a', carer),
			second: () => assign(doc, author, id, 'b', carer),
			move: () => moveVisit(doc, author, id, { start: 300 + n * 60, carer }),
			length: () => changeVisit(doc, author, id, { length: 15 + n * 5 }),
			cancel: () => cancelVisit(doc, author, id, 'sjukhus'),
			restore: () => restoreVisit(doc, author, id),
			pin: () => pinVisit(doc, author, id),
			unpin: () => unpinVisit(doc, author, id),
			split: () =>
				this.#added(
					fresh,
					splitVisit(doc, author, id, (readPlan(doc, DAY).byId.get(id)?.start.value ?? 0) + 5 + n, fresh).ok
				),
			swap: () => swap(doc, author, { visit: id, slot: 'a' }, { visit: VISITS[n % VISITS.length] ?? 'v0', slot: 'a' }),
			add: () =>
				this.#added(fresh, addVisit(doc, author, { id: fresh, recipient: 'elsa', start: 400 + n * 20, length: 30 }).ok),
			register: () =>
				registerVisit(doc, author, id, { person: `E${n}`, outcome: OUTCOMES[n % OUTCOMES.length] ?? 'done' }),
			need: () => changeVisit(doc, author, id, { needs: n % 2 === 0 ? [`krav-${n % 3}`] : [] }),
			absence: () => setAbsence(doc, author, `E${n}`, DAY, n % 2 === 0 ? { from: 0, to: 720 } : null),
			undo: () => undo(doc, author),
			'undo-parts': () => undo(doc, author, 'parts'),
			settle: () => {
				const [flag] = openFlags(readPlan(doc, DAY));
				return flag && settle(doc, author, DAY, flag, n % 2 === 0 ? flag.winner.op : (flag.losers[0]?.op ?? ''));
			},
			import: () => writeSource(doc, [imported(VISITS[n % VISITS.length] ?? 'v0', { start: 400 + n * 10, a: `E${n}` })])
		};
		acts[act]();
	}

	#added(id: string, ok: boolean): void {
		this.#made += 1;
		if (ok) this.visits.add(id);
	}
}

describe('any edits on three copies, with clocks that are wrong', () => {
	it('[VI8] agree in the end: each field has one value, nothing is lost, and everything can be settled', () => {
		fc.assert(
			fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), fc.boolean(), (steps, first) => {
				const world = new World();
				for (const one of steps) world.play(one);
				world.replicas.syncAll();
				const plan = samePlan(world.replicas);
				expect([...plan.byId.keys()].sort()).toEqual([...world.visits].sort());
				const kept = new Set(
					['ops', 'registrations'].flatMap((root) =>
						[...world.replicas.at(0).getMap(root).keys()].map((key) => `${root} ${key}`)
					)
				);
				expect([...world.keys].filter((key) => !kept.has(key))).toEqual([]);
				for (const visit of plan.visits) {
					for (const field of [visit.start, visit.length, visit.a, visit.b, visit.cancel, visit.pin]) {
						expect(field.heads.filter(({ op }) => op === field.set?.op)).toHaveLength(field.heads.length > 0 ? 1 : 0);
						// What is not shown is told: every setting that stands says the same, or is among the losers.
						expect(field.heads.filter(({ value }) => value !== field.value)).toHaveLength(field.losers.length);
					}
				}
				settleAll(world, first);
			}),
			{ numRuns: tries(100, 3000) }
		);
	});
});

function settleAll(world: World, first: boolean): void {
	const [author] = world.people;
	const doc = world.replicas.at(0);
	if (!author) return;
	let tries = 300;
	for (
		let flags = openFlags(readPlan(doc, DAY));
		flags[0] && tries > 0;
		flags = openFlags(readPlan(doc, DAY)), tries -= 1
	) {
		const choice = first ? flags[0].winner.op : (flags[0].losers[0]?.op ?? '');
		expect(settle(doc, author, DAY, flags[0], choice)).toMatchObject({ ok: true });
	}
	expect(openFlags(readPlan(doc, DAY))).toEqual([]);
	world.replicas.syncAll();
	expect(openFlags(samePlan(world.replicas))).toEqual([]);
}
