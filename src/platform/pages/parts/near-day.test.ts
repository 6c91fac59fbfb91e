import { describe, expect, it } from 'vitest';
import { dayInWords, nearDay } from './near-day.ts';

describe('a moment as lists write it', () => {
	it('is of today or yesterday by the day in Sweden', () => {
		const now = Date.parse('2026-11-23T23:30:00Z'); // 00:30 on the 24th
		expect(nearDay('2026-11-23T23:10:00Z', now)).toBe('i dag 00:10');
		expect(nearDay('2026-11-23T22:50:00Z', now)).toBe('i går 23:50');
	});
	it('is of yesterday also across a clock change', () => {
		expect(nearDay('2026-10-24T22:30:00Z', Date.parse('2026-10-25T23:30:00Z'))).toBe('i går 00:30');
	});
	it('is told by its day of the week for a plan', () => {
		expect(dayInWords('2026-11-24')).toBe('tisdag 24 november');
	});
});
