import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { PLAN_DAYS, readPlan, writeSource } from '#modules/visits/domain/index.ts';
import { dayAfter } from '#swedish/dates';
import { imported } from '#tests/merge/plans.ts';
import { getsRecurring, isOnItsWay } from './recurring-days.ts';

const MONDAY = '2026-11-23';
const weekly = [
	{
		id: 'r1',
		weekdays: [1],
		everyWeeks: 1,
		from: '2026-01-05',
		to: null,
		exceptions: ['2026-11-30'],
		visit: { recipient: 'r', start: 480, length: 30 }
	}
] as unknown as Parameters<typeof isOnItsWay>[1];

function plan(day: string, ...ids: string[]) {
	const doc = new Y.Doc();
	writeSource(
		doc,
		ids.map((id) => imported(id))
	);
	return readPlan(doc, day);
}

describe('the days of recurring visits', () => {
	it('are written from today, as far ahead as plans are made', () => {
		expect(getsRecurring(MONDAY, MONDAY)).toBe(true);
		expect(getsRecurring(dayAfter(MONDAY, -1), MONDAY)).toBe(false);
		expect(getsRecurring(dayAfter(MONDAY, PLAN_DAYS.ahead), MONDAY)).toBe(true);
		expect(getsRecurring(dayAfter(MONDAY, PLAN_DAYS.ahead + 1), MONDAY)).toBe(false);
	});

	it('are waited for while they are empty', () => {
		expect(isOnItsWay(plan(MONDAY), weekly, MONDAY)).toBe(true);
		expect(isOnItsWay(plan(MONDAY, 'v1'), weekly, MONDAY)).toBe(false);
	});

	it('are not waited for when nothing recurs on them, or they are over', () => {
		expect(isOnItsWay(plan('2026-11-24'), weekly, MONDAY)).toBe(false);
		expect(isOnItsWay(plan('2026-11-30'), weekly, MONDAY)).toBe(false);
		expect(isOnItsWay(plan(MONDAY), weekly, '2026-11-24')).toBe(false);
	});
});
