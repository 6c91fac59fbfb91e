import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Person } from '#tests/merge/plans.ts';
import { cancelVisit, moveVisit } from '../plan/edit.ts';
import { takesPlace } from '../plan/model.ts';
import { readPlan } from '../plan/read-plan.ts';
import {
	type Recurrence,
	followRecurring,
	recurringId,
	recurringVisits,
	splitRecurrence,
	takesPlaceOn
} from './recurring.ts';
import { type KeptEntries, decideTeamChange, teamChange } from './team-change.ts';

const body: Omit<Recurrence, 'id'> = {
	weekdays: [1, 2, 3, 4, 5],
	everyWeeks: 1,
	from: '2026-11-02',
	to: null,
	exceptions: ['2026-11-11', '2026-12-24'],
	visit: { recipient: 'elsa', start: 480, length: 30, tasks: ['Frukost'] }
};
const weekly: Recurrence = { ...body, id: 'r1' };
const later = { ...body, visit: { ...body.visit, start: 540 } };

/** The recurring visits after a split, as the team then has them. */
function split(recurrence: Recurrence, day: string, change: Omit<Recurrence, 'id'>): Recurrence[] {
	const parts = splitRecurrence(recurrence, day, change);
	if (!parts) throw new Error('Not split');
	return [
		{ ...recurrence, to: parts.to },
		{ ...parts.next, id: 'r2' }
	];
}

describe('a recurring visit that is another one from a day on', () => {
	it('[VI117] stays as it was before the day, and goes on from it under the ids of its days', () => {
		const both = split(weekly, '2026-11-25', later);
		const on = (day: string) => recurringVisits(both, day).map(({ id, start }) => [id, start]);
		expect(on('2026-11-24')).toEqual([[recurringId('r1', '2026-11-24'), 480]]);
		expect(on('2026-11-25')).toEqual([[recurringId('r1', '2026-11-25'), 540]]);
		expect(both.map(({ exceptions }) => exceptions)).toEqual([weekly.exceptions, ['2026-12-24']]);
		const [, second] = both;
		const third = second && splitRecurrence(second, '2026-12-01', body)?.next;
		expect(third?.series).toBe('r1');
	});

	it('[VI117] is no split when all of it lies on one side of the day', () => {
		expect(splitRecurrence(weekly, weekly.from, later)).toBeNull();
		expect(splitRecurrence({ ...weekly, to: '2026-11-20' }, '2026-11-21', later)).toBeNull();
	});

	it('[VI117] keeps its weeks when it comes every other one, unless it gets others', () => {
		const same = { ...body, weekdays: [1, 4] as const, everyWeeks: 2 };
		const other = { ...same, id: 'r1' };
		const days = ['2026-11-16', '2026-11-23', '2026-11-26', '2026-11-30', '2026-12-03', '2026-12-14'];
		const taken = (list: Recurrence[]) => days.filter((day) => list.some((each) => takesPlaceOn(each, day)));
		expect(taken(split(other, '2026-11-24', same))).toEqual(taken([other]));
		expect(taken(split(other, '2026-11-18', same))).toEqual(taken([other]));
		expect(splitRecurrence(other, '2026-11-24', { ...same, everyWeeks: 1 })?.next.from).toBe('2026-11-24');
	});

	it('[VI117] leaves what people changed on single days as they left it', () => {
		const days = ['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27'].map((day) => ({ day, doc: new Y.Doc() }));
		for (const { day, doc } of days) followRecurring(doc, [weekly], day);
		const [, cancelled, moved] = days;
		const ann = new Person('ann');
		if (cancelled) cancelVisit(cancelled.doc, ann, recurringId('r1', cancelled.day), 'Sjukhus');
		if (moved) moveVisit(moved.doc, ann, recurringId('r1', moved.day), { start: 700 });
		for (const { day, doc } of days) followRecurring(doc, split(weekly, '2026-11-25', later), day);
		const starts = days.map(({ day, doc }) =>
			readPlan(doc, day)
				.visits.filter(takesPlace)
				.map(({ start }) => start.value)
		);
		expect(starts).toEqual([[480], [], [700], [540]]);
	});

	it('[VI117] takes what it no longer has from the days to come', () => {
		const [day, doc] = ['2026-11-25', new Y.Doc()];
		followRecurring(doc, [weekly], day);
		followRecurring(doc, split(weekly, '2026-11-24', { ...later, weekdays: [1] }), day);
		expect(readPlan(doc, day).visits.map(({ cancel }) => cancel.value)).toEqual(['not-in-source']);
	});

	it('[VI117] never gives one day two of it, also when somebody lets the former go on', () => {
		const [, next] = split(weekly, '2026-11-25', later);
		if (!next) throw new Error('Not split');
		expect(recurringVisits([next, weekly], '2026-11-26').map(({ start }) => start)).toEqual([540]);
	});

	it('[VI117] is one act: who changed it apart meanwhile stands, and nothing is half done', () => {
		const entries = (to: string | null): KeptEntries => ({
			carers: new Map(),
			shifts: new Map(),
			recipients: new Map([['elsa', { name: 'Elsa' }]]),
			recurring: new Map([['r1', { ...body, to }]])
		});
		const parts = splitRecurrence(weekly, '2026-11-25', later);
		const changes = [
			teamChange('recurring', 'r1', body, { ...body, to: parts?.to ?? '' }),
			teamChange('recurring', 'r2', null, parts?.next ?? {})
		].flatMap((change) => change ?? []);
		const decided = decideTeamChange(entries(null), changes);
		expect(decided.ok && decided.value.map(({ key }) => key)).toEqual(['r1', 'r2']);
		expect(decideTeamChange(entries('2026-12-31'), changes)).toMatchObject({ code: 'changed-meanwhile' });
	});
});
