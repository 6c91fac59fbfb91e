import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { dayAfter } from '#swedish/dates';
import { imported } from '#tests/merge/plans.ts';
import { CONTINUITY_DAYS, continuityPlans, continuityWith } from './continuity.ts';
import { readPlan } from './read-plan.ts';
import { writeSource } from './write-source.ts';

const FIRST = '2026-11-16';

/** As many days in a row; on each one Elsa is visited by the carer of that day. */
function days(count: number) {
	return Array.from({ length: count }, (_unused, at) => {
		const doc = new Y.Doc();
		writeSource(doc, [imported(`v${at}`, { recipient: 'elsa', a: `E${at}` })]);
		return readPlan(doc, dayAfter(FIRST, at));
	});
}

describe('continuity on another day', () => {
	it('[VI122] is counted over the 14 days that end with it, and leaves out what the visit was on its own day', () => {
		const plans = days(20);
		const [visit] = plans[19]?.visits ?? [];
		if (!visit) throw new Error('No visit');
		const counted = continuityPlans(plans, dayAfter(FIRST, 15));
		expect(counted?.map(({ day }) => day).sort()).toEqual(
			Array.from({ length: CONTINUITY_DAYS }, (_unused, at) => dayAfter(FIRST, at + 2))
		);
		expect(continuityWith(counted ?? [], visit, 'E1')).toEqual({ number: 15, isNew: true });
		expect(continuityWith(counted ?? [], visit, 'E2')).toEqual({ number: 14, isNew: false });
		const later = continuityPlans(plans, dayAfter(FIRST, 19));
		expect(continuityWith(later ?? [], visit, 'E19')).toEqual({ number: 14, isNew: true });
	});

	it('[VI122] is not told before all of them are here', () => {
		const plans = days(20);
		expect(continuityPlans(plans, dayAfter(FIRST, 12))).toBeNull();
		expect(
			continuityPlans(
				plans.filter((_plan, at) => at !== 9),
				dayAfter(FIRST, 15)
			)
		).toBeNull();
		expect(continuityPlans([...plans, ...plans.slice(0, 3)], dayAfter(FIRST, 15))).toHaveLength(CONTINUITY_DAYS);
	});
});
