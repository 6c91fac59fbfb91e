import { describe, expect, it } from 'vitest';
import { madeVisits } from '../support/made-visits.ts';
import { repairDay } from '../support/replan-day.ts';
import { DAY } from './plans.ts';

describe('a whole day with one carer after the other away', () => {
	for (const seed of [1, 2, 3]) {
		it(`[VI81] day ${seed} is repaired without breaking a rule`, () => {
			const { instance, solved } = madeVisits(seed);
			const repaired = repairDay(instance, solved, DAY);
			expect(repaired.flatMap(({ breaches }) => breaches)).toEqual([]);
			for (const { helped } of repaired) expect(helped).toBeGreaterThan(0);
		});
	}
});
