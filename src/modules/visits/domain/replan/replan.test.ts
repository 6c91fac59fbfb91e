import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person, imported } from '#tests/merge/plans.ts';
import { largeTeam } from '#tests/support/large-team.ts';
import { ticking } from '#tests/support/ticks.ts';
import { changeVisit } from '../plan/change-visit.ts';
import { assign, cancelVisit, moveVisit, pinVisit, setAbsence } from '../plan/edit.ts';
import { readTeam } from '../team/facts.ts';
import type { SourceVisit } from '../plan/model.ts';
import { readPlan } from '../plan/read-plan.ts';
import { registerVisit } from '../registering/register-visit.ts';
import { travelByDistance } from '../plan/travel.ts';
import { undo } from '../plan/undo.ts';
import { writeSource } from '../plan/write-source.ts';
import {
	type Proposal,
	type ReplanDay,
	type ReplanWish,
	askedPlace,
	assumeAway,
	breachesOf,
	buildProblem,
	objectiveOf,
	readProposal,
	reasonsFor,
	stateOf,
	useProposal,
	whyNot,
	withChanges
} from './index.ts';
import { seededRandom } from './solver/random.ts';
import { solve } from './solver/index.ts';

const hours = { from: 420, to: 960 };
const carers = {
	E1: { name: 'Eva', skills: ['läkemedel'] },
	E2: { name: 'Bo', skills: ['läkemedel'] },
	E3: { name: 'Örjan', skills: [] }
};
const AWAY: ReplanWish = { away: ['E1'], wide: false };
const tenMinutes = () => 10;

interface Setting {
	shifts?: Record<string, unknown>;
	recipients?: Record<string, unknown>;
	now?: number;
	around?: readonly Y.Doc[];
	travel?: ReplanDay['travel'];
}

function docOf(...visits: SourceVisit[]): Y.Doc {
	const doc = new Y.Doc();
	writeSource(doc, visits);
	return doc;
}

function dayOf(
	doc: Y.Doc,
	{ shifts, recipients = {}, now, around = [], travel = tenMinutes }: Setting = {}
): ReplanDay {
	const usual = Object.fromEntries(Object.keys(carers).map((id) => [`${id}/${DAY}`, hours]));
	const map = (entries: Record<string, unknown>) => new Map(Object.entries(entries));
	const team = readTeam({ carers: map(carers), recipients: map(recipients), shifts: map({ ...usual, ...shifts }) });
	const plan = readPlan(doc, DAY);
	const others = around.map((other, index) => readPlan(other, `2026-11-${22 - index}`));
	return { plan, team, travel, around: [...others, plan], now: now ?? null };
}

function propose(day: ReplanDay, wish: ReplanWish = AWAY, budget = 60): Proposal {
	const built = buildProblem(assumeAway(day, wish.away), wish.wide);
	return readProposal(day, wish, built, solve(built.problem, { budget, seed: 1, clock: ticking() }));
}

const moves = ({ changes }: Proposal) =>
	changes.map(({ visit, start, places }) => [visit, start.to, ...places.map(({ to }) => to)]);

describe('what a proposal gives out', () => {
	it('[VI80] as many visits as trying everything does, in small cases', () => {
		const random = seededRandom(7);
		for (let round = 0; round < 5; round += 1) {
			const visits = Array.from({ length: 8 }, (_unused, index) =>
				imported(`v${index}`, {
					start: 480 + Math.floor(random() * 20) * 10,
					a: index < 4 ? 'E1' : `E${2 + (index % 2)}`,
					needs: random() < 0.4 ? ['läkemedel'] : [],
					recipient: `r${index % 3}`
				})
			);
			const day = dayOf(docOf(...visits));
			const proposal = propose(day);
			expect(objectiveOf(day, AWAY, proposal.changes).unassigned).toBe(fewestUnassigned(day, ['v0', 'v1', 'v2', 'v3']));
		}
	});

	it('[VI83] what is without a carer or whose carer is away, and nothing else unless it is asked for', () => {
		const doc = docOf(
			imported('v1'),
			imported('v2', { a: null, start: 600 }),
			imported('v3', { a: 'E3', start: 700 }),
			imported('v4', { a: 'E2', start: 800 })
		);
		setAbsence(doc, new Person('ann'), 'E3', DAY, { from: 690, to: 2880 });
		expect(moves(propose(dayOf(doc))).map(([visit]) => visit)).toEqual(['v1', 'v2', 'v3']);
	});

	it('[VI83] when asked, visits near in time make room, as few as possible', () => {
		const doc = docOf(
			imported('v1', { needs: ['läkemedel'], window: { from: 480, to: 510 } }),
			imported('v2', { a: 'E2', window: { from: 480, to: 510 } }),
			imported('v3', { a: 'E2', start: 560 })
		);
		const day = dayOf(doc);
		expect(propose(day).left).toEqual([{ visit: 'v1', why: 'nobody-can' }]);
		const wide = propose(day, { ...AWAY, wide: true }, 200);
		expect(moves(wide)).toEqual([
			['v1', 480, 'E2'],
			['v2', 480, 'E3']
		]);
		expect(objectiveOf(day, { ...AWAY, wide: true }, wide.changes)).toMatchObject({ unassigned: 0, changed: 1 });
	});

	it('[VI82] nothing that has begun, is pinned, contested or cancelled, or whose time has passed', () => {
		const doc = docOf(...['v1', 'v2', 'v3', 'v4', 'v5'].map((id, at) => imported(id, { start: 480 + at * 60 })));
		const ann = new Person('ann');
		registerVisit(doc, ann, 'v1', { person: 'E1', outcome: 'started' });
		pinVisit(doc, ann, 'v2', 'insulin');
		cancelVisit(doc, ann, 'v4', 'sjukhus');
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		moveVisit(doc, ann, 'v3', { start: 605 });
		moveVisit(copy, new Person('bo'), 'v3', { start: 610 });
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy));
		const proposal = propose(dayOf(doc));
		expect(moves(proposal)).toEqual([['v5', 720, 'E2']]);
		expect(proposal.left).toEqual([
			{ visit: 'v1', why: 'begun' },
			{ visit: 'v2', why: 'pinned' },
			{ visit: 'v3', why: 'to-decide' }
		]);
		expect(propose(dayOf(doc, { now: 800 })).left).toContainEqual({ visit: 'v5', why: 'past' });
	});

	it('[VI84] both places of a visit together or not at all, to two people', () => {
		const double = imported('v1', { double: true, b: 'E1' });
		expect(moves(propose(dayOf(docOf(double))))).toEqual([['v1', 480, expect.any(String), expect.any(String)]]);
		const [change] = propose(dayOf(docOf(double))).changes;
		expect(new Set(change?.places.map(({ to }) => to))).toEqual(new Set(['E2', 'E3']));
		const busy = docOf(double, imported('v2', { a: 'E2', start: 470, length: 120 }));
		expect(propose(dayOf(busy)).left).toEqual([{ visit: 'v1', why: 'nobody-can' }]);
	});

	it('[VI84] a visit with one of two keeps its time; what comes after another stays after it', () => {
		const half = docOf(imported('v1', { double: true, b: 'E2' }), imported('v2', { a: 'E3', start: 450, length: 45 }));
		expect(propose(dayOf(half)).left).toHaveLength(1);
		const turn = { after: 'v1', least: 30, most: 60 };
		const doc = docOf(
			imported('v1', { a: 'E2' }),
			imported('v2', { start: 530, sequence: turn, recipient: 'r-v1' }),
			imported('v3', { a: 'E3', start: 520, length: 15 })
		);
		for (const { start } of propose(dayOf(doc)).changes) {
			expect(start.to - 480).toBeGreaterThanOrEqual(30);
			expect(start.to - 480).toBeLessThanOrEqual(60);
		}
	});

	it('[VI85] to somebody known before a stranger, at the planned time before another', () => {
		const known = docOf(imported('v9', { recipient: 'elsa', a: 'E3' }));
		const doc = docOf(imported('v1', { recipient: 'elsa' }));
		expect(moves(propose(dayOf(doc, { around: [known] })))).toEqual([['v1', 480, 'E3']]);
		// The known one is busy at the planned time: a moved start costs less than a new face.
		const busy = docOf(imported('v1', { recipient: 'elsa' }), imported('v2', { a: 'E3', start: 460, length: 25 }));
		expect(moves(propose(dayOf(busy, { around: [known] })))).toEqual([['v1', 495, 'E3']]);
		// An alarm is no meeting: anybody comes at once.
		const alarm = docOf(
			imported('v1', { recipient: 'elsa', kind: 'alarm' }),
			imported('v2', { a: 'E3', start: 460, length: 25 })
		);
		expect(moves(propose(dayOf(alarm, { around: [known] })))).toEqual([['v1', 480, 'E2']]);
	});

	it('[VI85] one new carer for a recipient’s two visits, rather than two', () => {
		const doc = docOf(imported('v1', { recipient: 'elsa' }), imported('v2', { recipient: 'elsa', start: 700 }));
		const day = dayOf(doc);
		const { changes } = propose(day);
		expect(objectiveOf(day, AWAY, changes)).toMatchObject({ unassigned: 0, newFaces: 1, movedStarts: 0 });
	});
});

describe('rules', () => {
	it('[VI81] a full day of 12 carers: nothing is broken by the findings, also when everything near may be moved', () => {
		const { plan, team } = largeTeam(12, DAY);
		const day: ReplanDay = { plan, team, travel: travelByDistance(team), around: [plan], now: null };
		for (const wide of [false, true]) {
			const wish = { away: ['c0', 'c5'], wide };
			const proposal = propose(day, wish, 40);
			expect(proposal.changes.length).toBeGreaterThan(0);
			expect(breachesOf(assumeAway(day, wish.away), proposal.changes)).toEqual([]);
		}
	});

	it('[VI81] lunch, working hours and the longest work without a break hold', () => {
		const lunch = { from: 660, to: 780, length: 60 };
		const doc = docOf(imported('v1', { start: 700, window: { from: 700, to: 730 } }));
		const shifts = {
			[`E2/${DAY}`]: { ...hours, lunch: { ...lunch, to: 750 } },
			[`E3/${DAY}`]: { from: 720, to: 960 }
		};
		expect(propose(dayOf(doc, { shifts })).left).toEqual([{ visit: 'v1', why: 'nobody-can' }]);
		const row = [440, 500, 560, 650, 710].map((start, at) => imported(`w${at}`, { a: 'E2', start, length: 50 }));
		const full = docOf(...row, imported('v1', { start: 620, length: 20, window: { from: 620, to: 640 } }));
		const alone = { [`E3/${DAY}`]: { off: true } };
		expect(propose(dayOf(full, { shifts: alone })).left).toEqual([{ visit: 'v1', why: 'nobody-can' }]);
	});

	it('[VI81] what is broken already stops nothing else', () => {
		const doc = docOf(
			imported('v1', { start: 700 }),
			imported('v2', { a: 'E2', start: 480 }),
			imported('v3', { a: 'E2', start: 490 })
		);
		const shifts = { [`E3/${DAY}`]: { off: true } };
		expect(moves(propose(dayOf(doc, { shifts })))).toEqual([['v1', 700, 'E2']]);
	});
});

describe('why and why not', () => {
	const doc = docOf(
		imported('v1', { recipient: 'elsa', needs: ['läkemedel'] }),
		imported('v2', { recipient: 'elsa', a: 'E3', start: 475 }),
		imported('v3', { recipient: 'karl', a: 'E2', start: 540 })
	);
	const day = dayOf(doc);

	it('[VI86] a change says the number, what is needed, the way and the time to spare', () => {
		const { changes } = propose(day);
		expect(reasonsFor(day, changes, { visit: 'v1', slot: 'a', start: 480 }, 'E2')).toEqual({
			carer: 'E2',
			faces: [{ recipient: 'elsa', number: 2, isNew: true }],
			has: ['läkemedel'],
			travel: 10,
			slack: { before: null, after: 20 }
		});
	});

	it('[VI86] for every other carer all rules in the way are told, with figures', () => {
		const { changes } = propose(day);
		const asked = askedPlace(day, AWAY, changes, 'v1');
		const told = asked ? whyNot(day, AWAY, changes, asked) : [];
		expect(told.map(({ carer, breaches }) => [carer, breaches.map(({ code, numbers }) => [code, numbers])])).toEqual([
			['E1', [['absent', {}]]],
			[
				'E3',
				[
					['missing-need', {}],
					['overlap', { minutes: 25 }]
				]
			]
		]);
	});

	it('[VI86] somebody who could is told apart, with what it would bring', () => {
		const free = dayOf(docOf(imported('v1', { recipient: 'elsa' })));
		const { changes } = propose(free);
		const asked = askedPlace(free, AWAY, changes, 'v1');
		const [first] = asked ? whyNot(free, AWAY, changes, asked) : [];
		expect(first).toMatchObject({ carer: 'E3', breaches: [], reasons: { faces: [{ number: 1, isNew: true }] } });
	});
});

describe('using a proposal', () => {
	const visits = () => docOf(imported('v1'), imported('v2', { start: 600 }));

	it('[VI87] is one act that one undo takes back; nothing is written before', () => {
		const [doc, ann] = [visits(), new Person('ann')];
		const day = dayOf(doc);
		const before = Y.encodeStateVector(doc);
		const { changes } = propose(day);
		expect(Y.encodeStateVector(doc)).toEqual(before);
		const used = useProposal(doc, ann, changes, 'förslag');
		expect(used.ok).toBe(true);
		const after = readPlan(doc, DAY).visits.map(({ id, a }) => [id, a.value, a.set?.group, a.set?.why]);
		const group = used.ok ? used.value.group : '';
		expect(after).toEqual(withChanges(day.plan, changes).visits.map(({ id, a }) => [id, a.value, group, 'förslag']));
		expect(undo(doc, ann)).toMatchObject({ ok: true, value: { undone: 2 } });
		expect(readPlan(doc, DAY).visits.map(({ a }) => a.value)).toEqual(['E1', 'E1']);
	});

	it('[VI87] writes what is chosen alone, and nothing when a visit is not as it was', () => {
		const [doc, ann] = [visits(), new Person('ann')];
		const { changes } = propose(dayOf(doc));
		assign(doc, new Person('bo'), 'v2', 'a', 'E3');
		const before = Y.encodeStateVector(doc);
		expect(useProposal(doc, ann, changes, '')).toMatchObject({ ok: false, code: 'outdated' });
		expect(Y.encodeStateVector(doc)).toEqual(before);
		expect(useProposal(doc, ann, changes.slice(0, 1), '').ok).toBe(true);
		expect(readPlan(doc, DAY).visits.map(({ a }) => a.value)).toEqual([changes[0]?.places[0]?.to, 'E3']);
	});

	it('[VI88] its state is another when something that it depends on changes, and only then', () => {
		const [doc, ann] = [visits(), new Person('ann')];
		const { state } = propose(dayOf(doc));
		changeVisit(doc, ann, 'v1', { tasks: ['Hälsa på hunden'] });
		expect(stateOf(dayOf(doc))).toBe(state);
		expect(stateOf(dayOf(doc, { shifts: { [`E2/${DAY}`]: { off: true } } }))).not.toBe(state);
		for (const change of [
			() => moveVisit(doc, ann, 'v1', { start: 485 }),
			() => setAbsence(doc, ann, 'E2', DAY, { from: 0, to: 2880 }),
			() => registerVisit(doc, ann, 'v2', { person: 'E1', outcome: 'done' })
		]) {
			const was = stateOf(dayOf(doc));
			change();
			expect(stateOf(dayOf(doc))).not.toBe(was);
		}
	});
});

/** Tries every carer at every permitted start for every visit. */
function fewestUnassigned(day: ReplanDay, visits: readonly string[]): number {
	const assumed = assumeAway(day, AWAY.away);
	let fewest = visits.length;
	const place = (at: number, changes: Proposal['changes']) => {
		const id = visits[at];
		if (id === undefined) {
			fewest = Math.min(fewest, visits.length - changes.length);
			return;
		}
		if (fewest === 0 || visits.length - at + changes.length <= visits.length - fewest) return;
		const from = day.plan.byId.get(id)?.start.value ?? 0;
		for (const to of ['E2', 'E3']) {
			for (let moved = -30; moved <= 30; moved += 10) {
				const change = {
					visit: id,
					start: { from, to: from + moved },
					places: [{ slot: 'a', from: 'E1', to } as const]
				};
				if (!lacks(assumed, change.visit, to) && breachesOf(assumed, [...changes, change]).length === 0) {
					place(at + 1, [...changes, change]);
				}
			}
		}
		place(at + 1, changes);
	};
	place(0, []);
	return fewest;
}

function lacks({ plan, team }: ReplanDay, visit: string, carer: string): boolean {
	const needs = plan.byId.get(visit)?.needs ?? [];
	return needs.some((need) => !team.carers.get(carer)?.skills.includes(need));
}
