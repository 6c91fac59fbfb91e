import { describe, expect, it } from 'vitest';
import { t } from '#modules/visits/words/index.ts';
import {
	awayInWords,
	cancelledInWords,
	readClock,
	refusalOf,
	shortName,
	undoneInWords,
	windowInWords
} from './visit-words.ts';

describe('times of visits', () => {
	it('are read as written, midnight included', () => {
		expect(readClock('00:00')).toBe(0);
		expect(readClock('23:59')).toBe(1439);
	});
	it.each(['', '7:30', '24:00', '12:60', '99:99', '07:30:00', 'nu'])('are not %j', (text) => {
		expect(readClock(text)).toBeNull();
	});
	it('are written as a window, or that there is none', () => {
		expect(windowInWords('420-540')).toBe('07:00–09:00');
		for (const none of ['', null, 'x']) expect(windowInWords(none)).toBe(t.visitPlan.noWindow);
	});
});

describe('words of the plan', () => {
	it('shorten a name to what it is known by', () => {
		expect(shortName('Elsa Andersson')).toBe('Elsa A.');
		expect(shortName('Elsa')).toBe('Elsa');
		expect(shortName('')).toBe('');
	});
	it('say since when somebody is away', () => {
		expect(awayInWords(null)).toBe(t.visitPlan.absence.here);
		expect(awayInWords('0-1440')).toBe(t.visitPlan.absence.wholeDay);
		expect(awayInWords('600-1440')).toBe(t.visitPlan.absence.since('10:00'));
	});
	it('take a reason of people for their own, whatever it is called', () => {
		expect(cancelledInWords('toString')).toBe(t.visits.flags.cancelled('toString'));
	});
	it('are silent about an edit that was made', () => {
		expect(refusalOf({ ok: true })).toBe('');
		expect(refusalOf({ ok: false, code: 'unknown-visit' })).toBe(t.visits.refusals['unknown-visit']);
	});
	it('say what an undo did, and why it did nothing', () => {
		type Undone = Parameters<typeof undoneInWords>[0];
		const left = (reason: string) => ({ undone: 0, left: [{ reason }] }) as unknown as Undone;
		expect(undoneInWords({ undone: 1, left: [] } as unknown as Undone)).toBe(t.visits.undone);
		expect(undoneInWords(left('chosen-between-days'))).toBe(t.visits.undoneChoice);
		expect(undoneInWords(left('changed'))).toBe(t.visits.undoneBlocked);
	});
});
