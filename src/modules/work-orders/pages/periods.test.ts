import { describe, expect, it } from 'vitest';
import { orderedIn, periodOf } from './periods.ts';

describe('the periods of the search', () => {
	it('go back over months, leap days and the turn of the year', () => {
		expect(orderedIn('today', '2028-03-01').orderedFrom).toBe('2028-03-01');
		expect(orderedIn('week', '2028-03-01').orderedFrom).toBe('2028-02-24');
		expect(orderedIn('month', '2027-01-10').orderedFrom).toBe('2026-12-12');
		expect(orderedIn('year', '2027-01-01').orderedFrom).toBe('2027-01-01');
	});

	it('are as many days long on both sides of a clock change', () => {
		expect(orderedIn('week', '2026-03-30').orderedFrom).toBe('2026-03-24');
		expect(orderedIn('week', '2026-10-26').orderedFrom).toBe('2026-10-20');
	});

	it('ask for nothing by a name that no period has', () => {
		for (const name of ['', 'any', 'own', 'constructor']) {
			expect(orderedIn(name, '2026-11-22')).toEqual({ orderedFrom: '', orderedTo: '' });
		}
	});

	it('are known again in a search, and days of its own are not taken for them', () => {
		const today = '2026-11-22';
		for (const name of ['today', 'week', 'month', 'year']) expect(periodOf(orderedIn(name, today), today)).toBe(name);
		expect(periodOf({}, today)).toBe('any');
		expect(periodOf({ orderedFrom: '2026-11-20' }, today)).toBe('own');
		expect(periodOf({ orderedFrom: today, orderedTo: today }, today)).toBe('own');
	});
});
