import { describe, expect, it } from 'vitest';
import { easterSunday, isSwedishHoliday, isWorkingDay, workingDayBefore } from './holidays.ts';

describe('holidays', () => {
	it.each([
		[2024, '2024-03-31'],
		[2025, '2025-04-20'],
		[2026, '2026-04-05'],
		[2027, '2027-03-28'],
		[2038, '2038-04-25']
	])('[CO15] Easter %i is %s', (year, day) => {
		expect(easterSunday(year)).toBe(day);
	});

	it.each([
		'2026-01-01',
		'2026-01-06',
		'2026-04-03',
		'2026-04-06',
		'2026-05-01',
		'2026-05-14',
		'2026-05-24',
		'2026-06-06',
		'2026-06-19',
		'2026-06-20',
		'2026-10-31',
		'2026-12-24',
		'2026-12-25',
		'2026-12-26',
		'2026-12-31'
	])('[CO15] %s is free', (day) => {
		expect(isSwedishHoliday(day)).toBe(true);
	});

	it.each(['2026-04-02', '2026-05-15', '2026-06-18', '2026-06-26', '2026-11-06', '2026-12-23'])(
		'[CO15] %s is worked',
		(day) => {
			expect(isWorkingDay(day)).toBe(true);
		}
	);

	it.each([
		['2026-11-24', '2026-11-23'],
		['2026-11-23', '2026-11-20'],
		['2026-04-07', '2026-04-02'],
		['2027-01-04', '2026-12-30']
	])('[CO15] the working day before %s is %s', (day, before) => {
		expect(workingDayBefore(day)).toBe(before);
	});
});
