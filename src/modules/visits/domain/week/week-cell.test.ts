import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Person, Scene, imported } from '#tests/merge/plans.ts';
import { assign, cancelVisit } from '../plan/edit.ts';
import { readTeam } from '../team/facts.ts';
import { moveToDay } from './move-day.ts';
import { readPlan } from '../plan/read-plan.ts';
import { cellVisits, slotOf } from './week-cell.ts';
import { writeSource } from '../plan/write-source.ts';

const DAY = '2026-11-23';
const team = readTeam({});

describe('a cell of the week', () => {
	it('[VI116] opens to the visits of its carer in time order, and says where moved ones went', () => {
		const doc = new Y.Doc();
		const ann = new Person('ann');
		writeSource(doc, [
			imported('v1', { start: 600 }),
			imported('v2', { start: 480, a: 'E2', b: 'E1', double: true }),
			imported('v3', { start: 500, a: 'E2' }),
			imported('v4', { start: 520 }),
			imported('v5', { start: 540 }),
			imported('v6', { start: 560, a: null })
		]);
		cancelVisit(doc, ann, 'v4', 'Sjukhus');
		moveToDay(ann, { doc, day: DAY }, 'v5', { doc: new Y.Doc(), day: '2026-11-25' });
		const plan = readPlan(doc, DAY);
		const cell = cellVisits(plan, team, 'E1');
		expect(cell.visits.map(({ id }) => id)).toEqual(['v2', 'v1']);
		expect(cell.movedAway.map(({ visit, to }) => [visit.id, to])).toEqual([['v5', '2026-11-25']]);
		expect(cellVisits(plan, team, null)).toMatchObject({ visits: [{ id: 'v6' }], contested: [], movedAway: [] });
		const [both] = cell.visits;
		expect(both && [slotOf(both, 'E1'), slotOf(both, 'E2'), slotOf(both, 'E9')]).toEqual(['b', 'a', 'a']);
	});

	it('[VI116] has a contested visit in both cells, in the place that it was given', () => {
		const scene = new Scene([1, 2, 3], true, [imported('v1')]);
		scene.apart(
			(doc, author) => assign(doc, author, 'v1', 'a', 'E2'),
			(doc, author) => assign(doc, author, 'v1', 'a', 'E3')
		);
		const plan = scene.meet();
		const [standing, contested] = [cellVisits(plan, team, 'E3'), cellVisits(plan, team, 'E2')];
		expect([standing.visits.length, standing.contested.length]).toEqual([1, 0]);
		expect([contested.visits.length, contested.contested.length]).toEqual([0, 1]);
		const [visit] = contested.contested;
		expect(visit && slotOf(visit, 'E2')).toBe('a');
	});
});
