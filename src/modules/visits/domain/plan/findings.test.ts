import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person, imported } from '#tests/merge/plans.ts';
import { acknowledge, cancelVisit, setAbsence } from './edit.ts';
import { readTeam } from '../team/facts.ts';
import { aboutOf, findingsOf } from './findings.ts';
import type { PlanDay } from './model.ts';
import { readPlan } from './read-plan.ts';
import { metresBetween, travelByDistance } from './travel.ts';
import { writeSource } from './write-source.ts';

const carers = {
	E1: { name: 'Eva', skills: ['lift'], delegations: [{ code: 'insulin', until: '2026-11-22' }], languages: ['fi'] },
	E2: { name: 'Åke', skills: [], delegations: [{ code: 'insulin', until: DAY }], licence: true },
	E3: { name: 'Örjan' }
};
const recipients = {
	elsa: { name: 'Elsa', position: { latitude: 57.1, longitude: 12.7 } },
	karl: { name: 'Karl', position: { latitude: 57.1, longitude: 12.8 }, double: true }
};
const lunch = { from: 660, to: 780, length: 30 };

function team(shifts: Record<string, unknown> = {}) {
	const map = (entries: Record<string, unknown>) => new Map(Object.entries(entries));
	return readTeam({ carers: map(carers), recipients: map(recipients), shifts: map(shifts) });
}

function docOf(...visits: ReturnType<typeof imported>[]): Y.Doc {
	const doc = new Y.Doc();
	writeSource(doc, visits);
	return doc;
}

function found(doc: Y.Doc, { shifts = {}, before }: { shifts?: Record<string, unknown>; before?: PlanDay } = {}) {
	const facts = team(shifts);
	const travel = travelByDistance(facts);
	return findingsOf(readPlan(doc, DAY), { team: facts, travel, ...(before ? { before } : {}) });
}

const codes = (findings: ReturnType<typeof found>) => findings.map(({ code }) => code);

describe('findings of staffing and routes', () => {
	it('[VI20] no carer, one of two, one in both places', () => {
		const doc = docOf(
			imported('v1', { a: null }),
			imported('v2', { double: true, start: 600 }),
			imported('v3', { recipient: 'karl', start: 700 }),
			imported('v4', { a: 'E2', b: 'E2', double: true, start: 800 }),
			imported('v5', { a: null, start: 900 })
		);
		cancelVisit(doc, new Person('ann'), 'v5', 'sjukhus');
		expect(found(doc).map(({ code, visits, carers: who }) => [code, visits[0], who])).toEqual([
			['unassigned', 'v1', []],
			['half-staffed', 'v2', ['E1']],
			['half-staffed', 'v3', ['E1']],
			['same-carer-twice', 'v4', ['E2']]
		]);
	});

	it('[VI20] two places at once, also after a night', () => {
		const doc = docOf(
			imported('v1', { start: 480, length: 60 }),
			imported('v2', { start: 500, length: 10 }),
			imported('v3', { start: 530 })
		);
		expect(found(doc).map(({ code, visits, numbers }) => [code, visits, numbers])).toEqual([
			['overlap', ['v2', 'v1'], { minutes: 10 }],
			['overlap', ['v3', 'v1'], { minutes: 10 }]
		]);
		const before = readPlan(docOf(imported('n1', { start: 1400, length: 120 })), '2026-11-22');
		const morning = docOf(imported('v1', { start: 60 }), imported('v2', { start: 80 }), imported('v3', { start: 300 }));
		expect(found(morning, { before }).map(({ visits, numbers }) => [visits, numbers])).toEqual([
			[['v1', 'n1'], { minutes: 20 }],
			[['v2', 'v1'], { minutes: 10 }]
		]);
	});

	it('[VI20] too little time for the way, by distance; none within a home', () => {
		const doc = docOf(
			imported('v1', { recipient: 'elsa' }),
			imported('v2', { recipient: 'karl', start: 520, b: 'E2' })
		);
		const [finding] = found(doc);
		expect(metresBetween(recipients.elsa.position, recipients.karl.position)).toBeCloseTo(6040, -2);
		expect(finding).toMatchObject({
			code: 'travel-short',
			visits: ['v2', 'v1'],
			numbers: { between: 10, needed: 18, missing: 8 }
		});
		const home = docOf(imported('v1', { recipient: 'elsa' }), imported('v2', { recipient: 'elsa', start: 510 }));
		expect(found(home)).toEqual([]);
	});
});

describe('findings of what carers may do', () => {
	it('[VI21] a skill, a licence, a language, a delegation and its last day', () => {
		const needs = ['lift', 'licence', 'language-fi', 'insulin'];
		const doc = docOf(imported('v1', { needs, a: 'E1' }), imported('v2', { needs, a: 'E2', start: 600 }));
		expect(found(doc).map(({ code, need, carers: [who] }) => [code, need, who])).toEqual(
			[
				['expired-delegation', 'insulin', 'E1'],
				['missing-need', 'licence', 'E1'],
				['missing-need', 'lift', 'E2'],
				['missing-need', 'language-fi', 'E2']
			].sort(([a = '', b = '', c = ''], [d = '', e = '', f = '']) => (c + a + b < f + d + e ? -1 : 1))
		);
	});

	it('[VI21] an unknown carer is said to be unknown, unless no facts have arrived', () => {
		const doc = docOf(imported('v1', { a: 'E9', needs: ['lift'] }));
		expect(codes(found(doc))).toEqual(['unknown-carer']);
		expect(findingsOf(readPlan(doc, DAY), { team: readTeam({}), travel: () => 0 })).toEqual([]);
	});
});

describe('findings of days', () => {
	const shifts = { [`E1/${DAY}`]: { from: 420, to: 960, lunch } };

	it('[VI22] away, by the plan before the facts', () => {
		const known = { ...shifts, [`absence/E1/${DAY}`]: {} };
		const doc = docOf(imported('v1'), imported('v2', { start: 700 }));
		expect(codes(found(doc, { shifts: known }))).toEqual(['absent', 'absent']);
		setAbsence(doc, new Person('ann'), 'E1', DAY, { from: 0, to: 600 });
		expect(found(doc, { shifts: known }).map(({ code, visits }) => [code, visits[0]])).toEqual([['absent', 'v1']]);
		setAbsence(doc, new Person('ann'), 'E1', DAY, null);
		expect(found(doc, { shifts: known })).toEqual([]);
	});

	it('[VI22] not at work, outside working hours', () => {
		const doc = docOf(
			imported('v1', { start: 410 }),
			imported('v2', { start: 950 }),
			imported('v3', { a: 'E3', start: 600 })
		);
		expect(found(doc, { shifts }).map(({ code, numbers }) => [code, numbers])).toEqual([
			['outside-hours', { minutes: 10 }],
			['off-duty', {}],
			['outside-hours', { minutes: 20 }]
		]);
		const split = { [`E1/${DAY}`]: { from: 400, to: 450 }, [`E1/${DAY}/2`]: { from: 940, to: 1000 } };
		expect(
			codes(found(docOf(imported('v1', { start: 410 }), imported('v2', { start: 950 })), { shifts: split }))
		).toEqual([]);
	});

	it('[VI22] no lunch: the way to the next visit comes out of the pause', () => {
		const visits = [imported('v1', { start: 600, length: 110, recipient: 'elsa' })];
		expect(
			codes(found(docOf(...visits, imported('v2', { start: 755, length: 40, recipient: 'elsa' })), { shifts }))
		).toEqual([]);
		const [finding] = found(docOf(...visits, imported('v2', { start: 755, length: 40, recipient: 'karl', b: 'E2' })), {
			shifts: { ...shifts, [`E2/${DAY}`]: { from: 420, to: 960 } }
		});
		expect(finding).toMatchObject({ code: 'lunch-missed', visits: ['v1', 'v2'], numbers: { longest: 27, needed: 30 } });
	});

	it('[VI22] outside the window, a broken sequence, past midnight', () => {
		const window = { from: 500, to: 520 };
		const doc = docOf(
			imported('v1', { window }),
			imported('v2', { start: 600, sequence: { after: 'v1', least: 30, most: 60 } }),
			imported('v3', { start: 1430 })
		);
		expect(found(doc).map(({ code, numbers }) => [code, numbers])).toEqual([
			['outside-window', { early: 20, late: 0 }],
			['sequence-broken', { between: 120, least: 30, most: 60 }],
			['past-midnight', {}]
		]);
	});
});

describe('what a person lets be', () => {
	it('[VI23] is marked until something that it was about changes', () => {
		const doc = docOf(imported('v1', { window: { from: 500, to: 600 } }));
		const [before] = found(doc);
		if (!before) throw new Error('Nothing found');
		acknowledge(doc, new Person('ann'), 'v1', before.code, aboutOf(before));
		expect(found(doc)).toMatchObject([{ code: 'outside-window', acknowledged: true }]);
		writeSource(doc, [imported('v1', { start: 470, window: { from: 500, to: 600 } })]);
		expect(found(doc)).toMatchObject([{ code: 'outside-window', acknowledged: false }]);
	});
});
