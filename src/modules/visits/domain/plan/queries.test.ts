import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person, imported, visitOf } from '#tests/merge/plans.ts';
import { Replicas } from '#tests/merge/replicas.ts';
import { changesSince, isWithin, summariseOutage, unregisteredVisits } from './changes.ts';
import { continuityOf, continuityWith } from './continuity.ts';
import { addVisit, assign, cancelVisit, moveVisit, setAbsence } from './edit.ts';
import { readTeam } from '../team/facts.ts';
import { clientList, overviewRows, unassignedVisits, weekView } from './queries.ts';
import { readPlan } from './read-plan.ts';
import { registerVisit } from '../registering/register-visit.ts';
import { writeSource } from './write-source.ts';

const TEAM = readTeam({
	carers: new Map<string, unknown>([
		['E1', { name: 'Åsa' }],
		['E2', { name: 'Bo' }],
		['E3', { name: 'Örjan' }]
	]),
	recipients: new Map([['r-v1', { name: 'Elsa', address: 'Storgatan 1', keyInformation: true }]]),
	shifts: new Map<string, unknown>([
		[`E1/${DAY}`, { from: 420, to: 720, lunch: { from: 660, to: 720, length: 30 } }],
		[`E3/${DAY}`, { from: 420, to: 480 }]
	])
});
const tenMinutes = () => 10;

function docOf(...visits: ReturnType<typeof imported>[]): Y.Doc {
	const doc = new Y.Doc();
	writeSource(doc, visits);
	return doc;
}

describe('lists', () => {
	it('[VI30] a carer’s list is in time order, with the way, what is left over, address and key', () => {
		const doc = docOf(
			imported('v2', { start: 540, address: 'Biblioteket', b: 'E2', double: true }),
			imported('v1'),
			imported('v3', { start: 500 }),
			imported('v4', { a: 'E2' })
		);
		cancelVisit(doc, new Person('ann'), 'v3', 'sjukhus');
		const lines = clientList(readPlan(doc, DAY), TEAM, 'E1', tenMinutes);
		expect(lines.map(({ visit, ...line }) => [visit.id, line])).toEqual([
			['v1', { contested: false, together: null, address: 'Storgatan 1', key: true, travel: null, slack: null }],
			['v2', { contested: false, together: 'E2', address: 'Biblioteket', key: false, travel: 10, slack: 20 }]
		]);
	});

	it('[VI31] the overview has everybody who works or has a visit, by name, with free time and load', () => {
		const doc = docOf(imported('v1'), imported('v2', { start: 540 }), imported('v3', { a: 'E9', start: 600 }));
		const rows = overviewRows(readPlan(doc, DAY), TEAM, tenMinutes);
		expect(rows.map(({ carer, visits }) => [carer, visits.length])).toEqual([
			['E1', 2],
			['E3', 0],
			['E9', 1]
		]);
		expect(rows[0]).toMatchObject({
			name: 'Åsa',
			visitMinutes: 60,
			travelMinutes: 10,
			load: 70 / 270,
			free: [
				{ from: 420, to: 480 },
				{ from: 510, to: 540 },
				{ from: 570, to: 720 }
			]
		});
		expect(rows[2]?.load).toBeNull();
	});

	it('[VI31] what lacks a carer, or the second one, stands apart', () => {
		const doc = docOf(imported('v1', { a: null }), imported('v2', { double: true }), imported('v3'));
		expect(unassignedVisits(readPlan(doc, DAY), TEAM).map(({ id }) => id)).toEqual(['v1', 'v2']);
	});

	it('[VI32] the week counts by carer and day, and what nobody has, and says who is away and what waits', () => {
		const [first, second] = [docOf(imported('v1'), imported('v2', { a: null })), docOf(imported('v3', { a: 'E2' }))];
		setAbsence(first, new Person('ann'), 'E2', DAY, { from: 0, to: 1440 });
		const rows = weekView([readPlan(first, DAY), readPlan(second, '2026-11-24')], TEAM);
		expect(rows.map(({ carer, cells }) => [carer, ...cells.map(({ visits }) => visits)])).toEqual([
			[null, 1, 0],
			['E2', 0, 1],
			['E1', 1, 0],
			['E3', 0, 0]
		]);
		expect(rows[1]?.cells[0]?.away).toEqual({ from: 0, to: 1440 });
		expect(rows[2]?.cells[0]).toMatchObject({ minutes: 30, shifts: [{ from: 420 }] });
	});
});

describe('continuity', () => {
	const days = () => {
		const one = docOf(
			imported('v1', { recipient: 'elsa', a: 'E1' }),
			imported('v2', { recipient: 'elsa', a: 'E2', start: 1350 }),
			imported('v3', { recipient: 'elsa', a: 'E4', kind: 'alarm' }),
			imported('v4', { recipient: 'karl', a: 'E5' })
		);
		const two = docOf(
			imported('w1', { recipient: 'elsa', a: 'E1' }),
			imported('w2', { recipient: 'elsa', a: 'E2', b: 'E3', start: 700 })
		);
		return [one, two] as const;
	};

	it('[VI33] counts different carers, by day, without alarms; who registered was there', () => {
		const [one, two] = days();
		const plans = () => [readPlan(one, DAY), readPlan(two, '2026-11-24')];
		expect(continuityOf(plans(), 'elsa')).toEqual({ carers: ['E1', 'E2', 'E3'], counts: false });
		registerVisit(one, new Person('ann'), 'v1', { person: 'E7', outcome: 'done' });
		expect(continuityOf(plans(), 'elsa').carers).toEqual(['E1', 'E2', 'E3', 'E7']);
	});

	it('[VI33] a move says which number the carer would be, or that the two have met', () => {
		const [one, two] = days();
		const plans = [readPlan(one, DAY), readPlan(two, '2026-11-24')];
		const visit = visitOf(plans[0]!, 'v1');
		expect(continuityWith(plans, visit, 'E8')).toEqual({ number: 4, isNew: true });
		expect(continuityWith(plans, visit, 'E2')).toEqual({ number: 3, isNew: false });
	});
});

describe('what happened meanwhile', () => {
	function outage() {
		const replicas = new Replicas(2);
		const [mine, theirs] = [replicas.at(0), replicas.at(1)];
		writeSource(mine, [imported('v1'), imported('v2', { start: 600 })]);
		replicas.syncAll();
		const [ann, bo] = [new Person('ann'), new Person('bo', 2_000_000)];
		assign(mine, ann, 'v1', 'a', 'E2');
		assign(theirs, bo, 'v1', 'a', 'E3', 'Eva är sjuk');
		bo.now += 1000;
		moveVisit(theirs, bo, 'v2', { start: 660 });
		bo.now += 1000;
		addVisit(theirs, bo, { id: 'x1', recipient: 'karl', start: 700, length: 15 });
		bo.now += 1000;
		registerVisit(theirs, bo, 'v2', { person: 'E1', outcome: 'done' });
		replicas.syncAll();
		return mine;
	}

	it('[VI34] is told in its order: who, what, from what to what, and whether it is what is shown', () => {
		const mine = outage();
		const changes = changesSince(mine, DAY, 0);
		expect(
			changes.map(({ kind, visit, field, from, to, by, kept }) => [kind, visit, field, from, to, by, kept])
		).toEqual([
			['field', 'v1', 'a', 'E1', 'E2', 'ann', false],
			['field', 'v1', 'a', 'E1', 'E3', 'bo', true],
			['field', 'v2', 'start', 600, 660, 'bo', true],
			['added', 'x1', '', null, 700, 'bo', true],
			['registration', 'v2', '', null, 'done', 'bo', true]
		]);
		expect(changes[0]?.winner).toMatchObject({ by: 'bo', to: 'E3' });
		expect(changes[1]).toMatchObject({ why: 'Eva är sjuk', winner: null });
	});

	it('[VI34] can be asked for by time, and is empty when nothing is new', () => {
		const mine = outage();
		expect(changesSince(mine, DAY, 2_000_500).map(({ by }) => by)).toEqual(['bo', 'bo', 'bo']);
		expect(changesSince(mine, DAY, 3_000_000)).toEqual([]);
	});

	it('[VI35] is put together after an outage: changes by person, what waits, what nobody registered', () => {
		const mine = outage();
		const summary = summariseOutage([{ doc: mine, day: DAY, since: 0, until: 1440 }]);
		expect(summary.changes.map(({ by, changes }) => [by, changes.length])).toEqual([
			['ann', 1],
			['bo', 4]
		]);
		expect(summary.flags.map(({ day, flag }) => [day, flag.reason])).toEqual([[DAY, 'later-change']]);
		expect(summary.unregistered.map(({ visit, missing }) => [visit.id, missing])).toEqual([
			['v1', ['E3']],
			['x1', []]
		]);
	});

	it('[VI104] after its end changes are no longer the outage’s; those that come in late are', () => {
		const mine = outage();
		const through = (before?: number) =>
			summariseOutage([
				{ doc: mine, day: DAY, since: 0, until: 1440, ...(before !== undefined && { before }) }
			]).changes.map(({ by, changes }) => [by, changes.length]);
		expect(through(2_002_500)).toEqual([
			['ann', 1],
			['bo', 3]
		]);
		expect(through(2_000_000)).toEqual([['ann', 1]]);
		expect(through()).toEqual(through(Infinity));
	});

	it('[VI106] a visit belongs to the outage that it was planned to go on in, also past midnight', () => {
		const doc = docOf(imported('v1', { start: 480, length: 30 }), imported('v2', { start: 1430, length: 30 }));
		const plan = readPlan(doc, DAY);
		const during = (id: string, from: string, until: string) =>
			isWithin(visitOf(plan, id), DAY, { from: Date.parse(from), until: Date.parse(until) });
		expect(during('v1', `${DAY}T08:29:00+01:00`, `${DAY}T09:00:00+01:00`)).toBe(true);
		expect(during('v1', `${DAY}T08:30:00+01:00`, `${DAY}T09:00:00+01:00`)).toBe(false);
		expect(during('v1', `${DAY}T07:00:00+01:00`, `${DAY}T08:00:00+01:00`)).toBe(false);
		expect(during('v2', '2026-11-24T00:10:00+01:00', '2026-11-24T00:15:00+01:00')).toBe(true);
	});

	it('[VI35] a double visit needs both registrations; started is not registered; later visits wait', () => {
		const doc = docOf(
			imported('v1', { b: 'E2', double: true }),
			imported('v2', { a: 'E3' }),
			imported('v3', { start: 900 })
		);
		registerVisit(doc, new Person('ann'), 'v1', { person: 'E1', outcome: 'done' });
		registerVisit(doc, new Person('ann'), 'v2', { person: 'E3', outcome: 'started' });
		const missing = unregisteredVisits(readPlan(doc, DAY), 900).map(({ visit, missing: who }) => [visit.id, who]);
		expect(missing).toEqual([
			['v1', ['E2']],
			['v2', ['E3']]
		]);
	});
});
