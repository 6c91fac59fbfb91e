import { describe, expect, it } from 'vitest';
import { swedishMoment } from '#swedish/dates';
import { type FactsMaps, readTeam } from './facts.ts';
import { dayWorkedOn } from './worked-day.ts';

const NIGHT = { from: 1290, to: 1860 }; // 21:30–07:00
const at = (day: string, time: string) => swedishMoment(day, time) ?? 0;

/** A team in which `c1` works these hours on these days. */
function team(shifts: Record<string, { from: number; to: number }>) {
	const written = Object.entries(shifts).map(([day, hours]) => [`c1/${day}/s1`, { ...hours }] as const);
	const maps: FactsMaps = { shifts: new Map(written) };
	return readTeam(maps);
}

describe('the day that a carer works on', () => {
	it.each([
		['2026-12-01', '22:00', '2026-12-01'],
		['2026-12-02', '00:15', '2026-12-01'],
		['2026-12-02', '07:40', '2026-12-01'],
		['2026-12-02', '08:01', '2026-12-02'],
		['2026-12-02', '21:00', '2026-12-02']
	])('[VI132] %s %s is the night of %s', (day, time, worked) => {
		expect(dayWorkedOn(team({ '2026-12-01': NIGHT }), 'c1', at(day, time))).toBe(worked);
	});

	it('[VI132] a shift of the new day ends the night, and who works by day, or is no carer, has today', () => {
		const both = team({ '2026-12-01': NIGHT, '2026-12-02': { from: 435, to: 960 } });
		expect(dayWorkedOn(both, 'c1', at('2026-12-02', '07:10'))).toBe('2026-12-01');
		expect(dayWorkedOn(both, 'c1', at('2026-12-02', '07:15'))).toBe('2026-12-02');
		const days = team({ '2026-12-01': { from: 420, to: 1440 } });
		expect(dayWorkedOn(days, 'c1', at('2026-12-02', '00:10'))).toBe('2026-12-02');
		expect(dayWorkedOn(both, null, at('2026-12-02', '00:15'))).toBe('2026-12-02');
	});

	it.each([
		['2027-03-27', '2027-03-28', '07:50'],
		['2026-10-24', '2026-10-25', '07:50']
	])('[VI132] holds in the night from %s when clocks change', (evening, day, late) => {
		expect(dayWorkedOn(team({ [evening]: NIGHT }), 'c1', at(day, '03:30'))).toBe(evening);
		expect(dayWorkedOn(team({ [evening]: NIGHT }), 'c1', at(day, late))).toBe(evening);
		expect(dayWorkedOn(team({ [evening]: NIGHT }), 'c1', at(day, '08:10'))).toBe(day);
	});
});
