import { describe, expect, it } from 'vitest';
import { AT_FIRST, daysOf, isPeriod, selectionOf } from './period.ts';

const at = (moment: string) => Date.parse(moment);
const chosen = (period: (typeof AT_FIRST)['period']) => ({ ...AT_FIRST, period, from: '2026-01-02', to: '2026-01-03' });

describe('the period of the reports', () => {
	it('is counted from the day in Sweden, which begins before that of UTC', () => {
		const newYear = at('2026-12-31T23:30:00Z');
		expect(daysOf(chosen('this-year'), newYear)).toEqual({ from: '2027-01-01', to: '2027-01-01' });
		expect(daysOf(chosen('last-year'), newYear)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
	});

	it('has ninety days in a quarter, also over a clock change', () => {
		expect(daysOf(chosen('quarter'), at('2026-05-01T10:00:00Z'))).toEqual({ from: '2026-02-01', to: '2026-05-01' });
	});

	it('is without end for all, and as it was written for one of its own', () => {
		expect(daysOf(chosen('all'), at('2026-05-01T10:00:00Z'))).toEqual({ from: '', to: '' });
		expect(daysOf(chosen('own'), at('2026-05-01T10:00:00Z'))).toEqual({ from: '2026-01-02', to: '2026-01-03' });
	});

	it('leaves out what is no type and no status', () => {
		const asked = { ...chosen('all'), type: 'nothing', status: 'done', contractor: 'x' };
		expect(selectionOf(asked, 0)).toEqual({ from: '', to: '', type: '', status: 'done', contractor: 'x' });
		expect(isPeriod('quarter')).toBe(true);
		expect(isPeriod('toString')).toBe(false);
	});
});
