import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person, imported } from '#tests/merge/plans.ts';
import { dayAfter } from '#swedish/dates';
import { readTeam } from '../team/facts.ts';
import { moveVisit } from '../plan/edit.ts';
import { overviewRows, steadyRows } from '../plan/queries.ts';
import { previewMove } from '../plan/move-preview.ts';
import { readPlan } from '../plan/read-plan.ts';
import { restOfDays } from './week-rest.ts';
import { writeSource } from '../plan/write-source.ts';

function planOf(day: string, ...visits: ReturnType<typeof imported>[]) {
	const doc = new Y.Doc();
	writeSource(doc, visits);
	return readPlan(doc, day);
}
const tenMinutes = () => 10;

describe('a visit that is dragged', () => {
	const plan = planOf(
		DAY,
		imported('v1', { start: 480 }),
		imported('v2', { start: 540 }),
		imported('v3', { start: 700 })
	);
	const [first, second, third] = plan.visits;
	if (!first || !second || !third) throw new Error('The day is empty');
	const length = second.length.value;

	it('[VI90] says the way and what is left on both sides', () => {
		const preview = previewMove(second, 600, plan.visits, tenMinutes);
		expect(preview).toMatchObject({
			start: 600,
			end: 600 + length,
			before: { visit: first, travel: 10, slack: 600 - 480 - first.length.value - 10 },
			after: { visit: third, travel: 10, slack: 700 - 600 - length - 10 },
			overlaps: []
		});
	});

	it('[VI90] says what it would overlap, and that the way does not fit', () => {
		const preview = previewMove(second, 485, plan.visits, tenMinutes);
		expect(preview.overlaps).toEqual([first]);
		expect(preview.before?.slack).toBeLessThan(0);
	});

	it('[VI91] is not its own neighbour; the first and the last of a day have one', () => {
		expect(previewMove(first, 480, plan.visits, tenMinutes)).toMatchObject({ before: null, after: { visit: second } });
		expect(previewMove(third, 700, plan.visits, tenMinutes)).toMatchObject({ before: { visit: second }, after: null });
		expect(previewMove(first, 480, [], tenMinutes)).toMatchObject({ before: null, after: null, overlaps: [] });
	});
});

describe('the rows of the overview', () => {
	it('[VI93] are the same objects where nothing happened', () => {
		const team = readTeam({
			carers: new Map([
				['E1', { name: 'Åsa' }],
				['E2', { name: 'Bo' }]
			])
		});
		const doc = new Y.Doc();
		writeSource(doc, [imported('v1'), imported('v2', { a: 'E2' }), imported('v3', { a: 'E2', start: 700 })]);
		const before = steadyRows([], overviewRows(readPlan(doc, DAY), team, tenMinutes));
		moveVisit(doc, new Person('ann'), 'v3', { start: 800 });
		const after = steadyRows(before, overviewRows(readPlan(doc, DAY), team, tenMinutes));
		const rowOf = (rows: typeof before, carer: string) => rows.find((row) => row.carer === carer);
		expect(rowOf(after, 'E1')).toBe(rowOf(before, 'E1'));
		expect(rowOf(after, 'E2')).not.toBe(rowOf(before, 'E2'));
		expect(rowOf(after, 'E2')?.visits.at(-1)?.start.value).toBe(800);
	});
});

describe('a week', () => {
	const monday = '2026-11-23';
	const days = Array.from({ length: 9 }, (_unused, at) => dayAfter(monday, at - 1));
	const week = { firstDay: monday, lastDay: dayAfter(monday, 6) };
	const teamWith = (shifts: Record<string, [from: number, to: number]>) =>
		readTeam({
			carers: new Map([['E1', { name: 'Åsa' }]]),
			shifts: new Map(Object.entries(shifts).map(([day, [from, to]]) => [`E1/${day}`, { from, to }]))
		});

	it('[VI92] finds too little rest between two shifts', () => {
		const team = teamWith({ [monday]: [840, 1320], [dayAfter(monday, 1)]: [420, 960] });
		const found = restOfDays(
			days.map((day) => planOf(day)),
			team,
			week
		);
		expect(found.get('E1')).toEqual(
			expect.arrayContaining([expect.objectContaining({ rule: 'R2', minutes: 540, required: 660 })])
		);
	});

	it('[VI92] counts what is planned outside of a shift, also on the day before the week', () => {
		const team = teamWith({ [monday]: [420, 960] });
		const before = planOf(dayAfter(monday, -1), imported('v1', { start: 1350, length: 30 }));
		const plans = [before, ...days.slice(1).map((day) => planOf(day))];
		const rules = (restOfDays(plans, team, week).get('E1') ?? []).map(({ rule, minutes }) => [rule, minutes]);
		expect(rules).toContainEqual(['R2', 480]);
	});

	it('[VI92] says nothing of a week that keeps the rules', () => {
		const team = teamWith(Object.fromEntries(days.slice(1, 6).map((day) => [day, [420, 960] as [number, number]])));
		expect(
			restOfDays(
				days.map((day) => planOf(day)),
				team,
				week
			).size
		).toBe(0);
	});
});
