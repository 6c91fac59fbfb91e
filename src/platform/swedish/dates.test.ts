import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { swedishDay, swedishDayAndTime, swedishMoment, swedishMonth, swedishNearDay, swedishTime } from './dates.ts';

const at = (iso: string) => Date.parse(iso);
const MINUTE = 60 * 1000;
const zone = process.env['TZ'];
afterAll(() => {
	if (zone === undefined) delete process.env['TZ'];
	else process.env['TZ'] = zone;
});

// The machine's zone must not matter: a server runs in UTC, a phone may be set to anything.
describe.each(['Europe/Stockholm', 'UTC', 'America/New_York', 'Pacific/Kiritimati'])(
	'on a machine in %s',
	(machine) => {
		const here = <Value>(read: () => Value): Value => {
			process.env['TZ'] = machine;
			return read();
		};

		it.each([
			['2026-11-22T22:59:59Z', '2026-11-22 23:59'],
			['2026-11-22T23:00:00Z', '2026-11-23 00:00'],
			['2026-06-21T21:59:00Z', '2026-06-21 23:59'],
			['2026-06-21T22:00:00Z', '2026-06-22 00:00'],
			['2026-12-31T22:59:00Z', '2026-12-31 23:59'],
			['2026-12-31T23:00:00Z', '2027-01-01 00:00'],
			['2028-02-28T23:30:00Z', '2028-02-29 00:30'],
			['2026-03-29T00:59:00Z', '2026-03-29 01:59'],
			['2026-03-29T01:00:00Z', '2026-03-29 03:00'],
			['2026-10-25T00:59:00Z', '2026-10-25 02:59'],
			['2026-10-25T01:00:00Z', '2026-10-25 02:00']
		])('[CO13] %s is %s in Sweden', (moment, expected) => {
			expect(here(() => swedishDayAndTime(moment))).toBe(expected);
			expect(here(() => swedishDay(at(moment)))).toBe(expected.slice(0, 10));
			expect(here(() => swedishTime(at(moment)))).toBe(expected.slice(11));
			expect(here(() => swedishMonth(moment))).toBe(expected.slice(0, 7));
		});

		it.each([
			['2026-11-22T06:31:00Z', '2026-11-22T15:00:00Z', 'i dag 07:31'],
			['2026-11-21T15:02:00Z', '2026-11-22T15:00:00Z', 'i går 16:02'],
			['2026-11-20T15:02:00Z', '2026-11-22T15:00:00Z', '20 nov'],
			['2026-01-15T11:00:00Z', '2026-11-22T15:00:00Z', '15 jan'],
			['2024-01-15T11:00:00Z', '2026-11-22T15:00:00Z', '2024-01-15'],
			['2026-12-31T12:00:00Z', '2026-12-31T23:30:00Z', 'i går 13:00'],
			// The day of 25 hours and the day of 23: a day ago is not 24 hours ago.
			['2026-10-24T10:00:00Z', '2026-10-25T22:30:00Z', 'i går 12:00'],
			['2026-10-25T10:00:00Z', '2026-10-25T22:30:00Z', 'i dag 11:00'],
			['2026-03-29T10:00:00Z', '2026-03-29T22:15:00Z', 'i går 12:00'],
			['2026-03-28T22:30:00Z', '2026-03-29T22:15:00Z', '28 mars']
		])('[CO13] %s seen at %s is “%s”', (moment, now, expected) => {
			expect(here(() => swedishNearDay(moment, at(now)))).toBe(expected);
		});

		it.each([
			['2026-11-23', '00:00', '2026-11-22T23:00:00.000Z'],
			['2026-06-22', '00:30', '2026-06-21T22:30:00.000Z'],
			['2027-01-01', '00:00', '2026-12-31T23:00:00.000Z'],
			['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
			['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
			['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
			['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
			['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z']
		])('[CO13] %s %s in Sweden is %s', (day, time, expected) => {
			expect(new Date(here(() => swedishMoment(day, time)) ?? 0).toISOString()).toBe(expected);
		});

		it('[CO13] a moment and its Swedish day and time lead to each other', () => {
			const range = { min: at('2020-01-01T00:00:00Z') / MINUTE, max: at('2040-01-01T00:00:00Z') / MINUTE };
			fc.assert(
				fc.property(fc.integer(range), (minute) => {
					const written = here(() => swedishDayAndTime(minute * MINUTE));
					const [day = '', time = ''] = written.split(' ');
					const moment = here(() => swedishMoment(day, time)) ?? 0;
					expect(here(() => swedishDayAndTime(moment))).toBe(written);
					expect([0, 60]).toContain(Math.abs(moment / MINUTE - minute));
				})
			);
		});
	}
);

describe('days that do not exist', () => {
	it.each(['2026-02-29', '2026-02-31', '2026-13-01', '2026-00-10', '2026-11-31', 'i går', ''])('[CO13] %j', (day) => {
		expect(swedishMoment(day)).toBeNull();
	});

	it.each(['24:30', '12:60', 'kl 12', ''])('[CO13] the time %j', (time) => {
		expect(swedishMoment('2026-11-22', time)).toBeNull();
	});
});
