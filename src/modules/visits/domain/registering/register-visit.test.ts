import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, imported } from '#tests/merge/plans.ts';
import { dayAfter, swedishMoment } from '#swedish/dates';
import { readPlan } from '../plan/read-plan.ts';
import { windowBetween } from '../plan/wall-time.ts';
import { writeSource } from '../plan/write-source.ts';
import { registrationOf, whoRegisters } from './register-visit.ts';

function visitAt(start: number, length: number, more: object = {}) {
	const doc = new Y.Doc();
	writeSource(doc, [imported('v1', { start, length, ...more })]);
	return readPlan(doc, DAY).visits[0]!;
}
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const said = (from: string, to: string) =>
	({ person: 'E2', outcome: 'done', from: clock(from), to: clock(to), documentation: '', own: null, now: 0 }) as const;

describe('what is registered at a visit', () => {
	it.each([
		['over midnight', 1420, 40, '23:40', '00:20', 1420, 1460],
		['over midnight, late', 1420, 40, '00:05', '00:50', 1445, 1490],
		['after midnight', 1470, 30, '00:30', '01:00', 1470, 1500],
		['after midnight, begun before it', 1450, 30, '23:55', '00:30', 1435, 1470],
		['in the small hours', 1740, 30, '05:05', '05:30', 1745, 1770],
		['by day', 450, 30, '07:35', '08:00', 455, 480],
		['early in the morning of its own day', 10, 30, '00:10', '00:40', 10, 40]
	])('[VI124] %s has the minutes that are nearest to the plan', (_when, start, length, from, to, began, ended) => {
		const registration = registrationOf(visitAt(start, length), DAY, said(from, to));
		expect(registration).toMatchObject({ start: began, end: ended });
		const day = began < 1440 ? DAY : dayAfter(DAY, 1);
		expect(registration?.happened).toBe(swedishMoment(day, from));
	});

	it('[VI124] what ended before it began is refused, by night as by day', () => {
		expect(registrationOf(visitAt(450, 30), DAY, said('08:00', '07:30'))).toBeNull();
		expect(registrationOf(visitAt(1420, 40), DAY, said('00:20', '23:40'))).toBeNull();
	});

	it('[VI124] a visit that has only begun has no end', () => {
		const begun = { ...said('07:35', '08:00'), outcome: 'started' } as const;
		expect(registrationOf(visitAt(450, 30), DAY, begun)).toMatchObject({ start: 455, end: null });
	});

	it.each([
		['visit', 'E2', '08:10'],
		['afterwards', 'E2', '09:00'],
		['afterwards', 'E1', '08:10']
	])('[VI127] counts as %s when %s tells it at %s', (way, own, time) => {
		const now = swedishMoment(DAY, time) ?? 0;
		expect(registrationOf(visitAt(450, 30), DAY, { ...said('07:30', '08:00'), own, now })).toMatchObject({ way });
	});

	it('[VI126] it is whoever is signed in who registers, planned or not; without a carer of their own it is the planned one', () => {
		const visit = visitAt(450, 30, { a: 'E1', b: 'E2', double: true });
		expect(whoRegisters(visit, 'E2')).toBe('E2');
		expect(whoRegisters(visit, 'E9')).toBe('E9');
		expect(whoRegisters(visit, null)).toBe('E1');
		expect(whoRegisters(visitAt(450, 30, { a: null }), null)).toBe('');
	});
});

describe('a window', () => {
	it('[VI125] goes over midnight where it ends before it begins', () => {
		expect(windowBetween(1320, 420)).toEqual({ from: 1320, to: 1860 });
		expect(windowBetween(420, 1320)).toEqual({ from: 420, to: 1320 });
	});

	it('[VI125] is refused when it is empty, or longer than a night', () => {
		expect(windowBetween(420, 420)).toBeNull();
		expect(windowBetween(540, 420)).toBeNull();
	});
});
