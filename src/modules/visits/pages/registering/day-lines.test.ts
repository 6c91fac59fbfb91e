import { describe, expect, it } from 'vitest';
import type { AfterwardsLine } from '#modules/visits/domain/registering/afterwards/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { EVERYBODY, NOBODY, linesFor, markOf, minuteNow, timesOf } from './day-lines.ts';

const DAY = '2026-10-25'; // the clock is set back at 03:00
const line = (more: object) =>
	({ person: 'E1', state: 'open', said: null, visit: { status: 'planned' }, ...more }) as unknown as AfterwardsLine;

describe('the minute of a day', () => {
	it('is what the clock on the wall says, also after it was changed', () => {
		expect(minuteNow(DAY, Date.parse('2026-10-25T06:00:00Z'))).toBe(7 * 60);
		expect(minuteNow('2026-03-29', Date.parse('2026-03-29T05:00:00Z'))).toBe(7 * 60);
	});
	it('is more than a day’s for days that are over, and less than none for those ahead', () => {
		const midnight = Date.parse('2026-10-24T22:00:00Z');
		expect(minuteNow(DAY, midnight)).toBe(0);
		expect(minuteNow('2026-10-24', midnight)).toBe(1440);
		expect(minuteNow('2026-10-26', midnight - 1)).toBe(-2880 + 1439);
	});
});

describe('the lines of a day', () => {
	it('are a carer’s when planned, and when said by that carer', () => {
		const [own, nobodys, stepped] = [line({}), line({ person: null }), line({ person: 'E2', said: { person: 'E1' } })];
		const all = [own, nobodys, stepped];
		expect(linesFor(all, EVERYBODY)).toEqual(all);
		expect(linesFor(all, NOBODY)).toEqual([nobodys]);
		expect(linesFor(all, 'E1')).toEqual([own, stepped]);
	});

	it('are marked by what was said, else by whether their time is over', () => {
		expect(markOf(line({}), false)).toEqual({ tone: 'plain', text: t.afterwards.later });
		expect(markOf(line({}), true)).toEqual({ tone: 'wait', text: t.afterwards.open });
		expect(markOf(line({ said: { outcome: 'done' } }), true).tone).toBe('done');
		expect(markOf(line({ said: { outcome: 'not-home' } }), false).tone).toBe('stop');
		expect(markOf(line({ state: 'differs', said: { outcome: 'done' } }), true).tone).toBe('stop');
		expect(markOf(line({ state: 'started' }), true).tone).toBe('accepted');
	});

	it('write only the times that are known', () => {
		expect(timesOf({ start: 451, end: null })).toBe('07:31–');
		expect(timesOf({ start: null, end: 0 })).toBe('–00:00');
		expect(timesOf({ start: null, end: null })).toBe('');
	});
});
