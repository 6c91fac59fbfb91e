import { describe, expect, it } from 'vitest';
import { swedishDay, swedishMoment } from '#swedish/dates';
import { REST_RULES, restRulesAt } from './rest-rules-data.ts';
import { type WorkBlock, restReasons } from './rest-rules.ts';
import { momentOf } from '../plan/wall-time.ts';

const rules = REST_RULES[0]!;
const MINUTE = 60_000;

/** A block of work from wall times, `2026-03-28 12:00`. */
function block(from: string, to: string, more: Partial<WorkBlock> = {}): WorkBlock {
	const moment = (text: string) => swedishMoment(text.slice(0, 10), text.slice(11)) ?? Number.NaN;
	return { from: moment(from), to: moment(to), kind: 'work', ...more };
}

/** The days that blocks lie on. */
function daysOf(blocks: readonly WorkBlock[]): { firstDay: string; lastDay: string } {
	if (blocks.length === 0) return { firstDay: '2026-11-23', lastDay: '2026-11-23' };
	const from = Math.min(...blocks.map((one) => one.from));
	const to = Math.max(...blocks.map((one) => one.to));
	return { firstDay: swedishDay(from), lastDay: swedishDay(to) };
}

function broken(blocks: readonly WorkBlock[], dayBreak = 0, changes: Partial<typeof rules> = {}): string[] {
	return restReasons(blocks, { rules: { ...rules, ...changes }, dayBreak, ...daysOf(blocks) }).map(({ rule }) => rule);
}

interface Case {
	name: string;
	blocks: readonly WorkBlock[];
	gap: number;
	r2: boolean;
	r3: boolean;
	/** The hours at which the person's 24 hours may begin for R1 to hold. */
	r1: readonly number[];
}

const hours = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_unused, index) => from + index);
const monday = (time: string) => `2026-11-23 ${time}`;
const tuesday = (time: string) => `2026-11-24 ${time}`;

const CASES: readonly Case[] = [
	{
		name: '14–22, then 07–16',
		blocks: [block(monday('14:00'), monday('22:00')), block(tuesday('07:00'), tuesday('16:00'))],
		gap: 9,
		r2: false,
		r3: true,
		r1: [3]
	},
	{
		name: '12–20:30, then from 07:30',
		blocks: [block(monday('12:00'), monday('20:30')), block(tuesday('07:30'), tuesday('16:30'))],
		gap: 11,
		r2: true,
		r3: true,
		r1: hours(8, 20)
	},
	{
		name: '12–21, then 06–12: R1 alone is not enough',
		blocks: [block(monday('12:00'), monday('21:00')), block(tuesday('06:00'), tuesday('12:00'))],
		gap: 9,
		r2: false,
		r3: true,
		r1: [0, 1, 23]
	},
	{
		name: '14 hours 07–21, then 08–12: R2 alone is not enough',
		blocks: [block(monday('07:00'), monday('21:00')), block(tuesday('08:00'), tuesday('12:00'))],
		gap: 11,
		r2: true,
		r3: false,
		r1: [...hours(8, 21), 23]
	},
	{
		name: 'a split shift 07–11 and 16–20, then from 07: one pass',
		blocks: [
			block(monday('07:00'), monday('11:00')),
			block(monday('16:00'), monday('20:00')),
			block(tuesday('07:00'), tuesday('16:00'))
		],
		gap: 11,
		r2: true,
		r3: true,
		r1: hours(7, 20)
	},
	{
		name: 'clocks go forward: 20:00 to 07:00 is 10 hours',
		blocks: [block('2026-03-28 12:00', '2026-03-28 20:00'), block('2026-03-29 07:00', '2026-03-29 15:00')],
		gap: 10,
		r2: false,
		r3: true,
		r1: [1]
	},
	{
		name: 'clocks go back: 21:00 to 07:00 is 11 hours',
		blocks: [block('2026-10-24 12:00', '2026-10-24 21:00'), block('2026-10-25 07:00', '2026-10-25 16:00')],
		gap: 11,
		r2: true,
		r3: true,
		r1: hours(8, 21)
	},
	{
		name: 'a night 21–07, then another',
		blocks: [block(monday('21:00'), tuesday('07:00')), block(tuesday('21:00'), '2026-11-25 07:00')],
		gap: 14,
		r2: true,
		r3: true,
		r1: [...hours(0, 10), ...hours(18, 23)]
	}
];

describe('rest rules', () => {
	it.each(CASES)('[VI24] $name', ({ blocks, gap, r2, r3, r1 }) => {
		const last = blocks.at(-1)!;
		expect((last.from - blocks.at(-2)!.to) / MINUTE / 60).toBe(gap);
		expect(broken(blocks).includes('R2')).toBe(!r2);
		expect(broken(blocks).includes('R3')).toBe(!r3);
		expect(hours(0, 23).filter((hour) => !broken(blocks, hour * 60).includes('R1'))).toEqual(r1);
	});

	it('[VI24] the hole of a split shift fails as rest when it is counted as two passes', () => {
		const halves = [
			block(monday('07:00'), monday('11:00'), { pass: 'one' }),
			block(monday('16:00'), monday('20:00'), { pass: 'two' })
		];
		expect(broken(halves)).toContain('R2');
		expect(broken(halves.map((half) => ({ ...half, pass: 'same' })))).not.toContain('R2');
	});

	it('[VI24] one minute either side of each limit', () => {
		const rest = (start: string) =>
			broken([block(monday('12:00'), monday('20:00')), block(tuesday(start), tuesday('14:00'))], 600);
		expect([rest('07:00').includes('R2'), rest('06:59').includes('R2')]).toEqual([false, true]);
		expect([rest('07:00').includes('R1'), rest('06:59').includes('R1')]).toEqual([false, true]);
		const span = (end: string) =>
			broken([block(monday('07:00'), monday('11:00')), block(monday('16:00'), monday(end))]);
		expect([span('20:00').includes('R3'), span('20:01').includes('R3')]).toEqual([false, true]);
		const work = (end: string) => broken([block(monday('07:00'), monday(end))]);
		expect([work('12:00').includes('R14'), work('12:01').includes('R14')]).toEqual([false, true]);
		const lunch = (start: string) =>
			broken([block(monday('07:00'), monday('11:00')), block(monday(start), monday('15:00'))]);
		expect([lunch('11:30').includes('R14'), lunch('11:29').includes('R14')]).toEqual([false, true]);
	});

	it('[VI24] weekly rest is 36 hours in each seven days; waiting at home is not free', () => {
		const day = (offset: number) => `2026-11-${String(23 + offset)}`;
		const week = (start: string) => [
			...hours(0, 4).map((offset) => block(`${day(offset)} 08:00`, `${day(offset)} 20:00`)),
			block(`${day(6)} ${start}`, `${day(6)} 20:00`)
		];
		expect([broken(week('08:00')).includes('R6'), broken(week('07:59')).includes('R6')]).toEqual([false, true]);
		expect(broken(week('08:00'), 0, { includesDailyRest: false })).toContain('R6');
		const waiting = block(`${day(5)} 12:00`, `${day(5)} 18:00`, { kind: 'beredskap' });
		const others = broken([...week('08:00'), waiting]);
		expect(others).toContain('R6');
		expect(others.filter((rule) => rule === 'R3')).toEqual([]);
	});

	it('[VI24] jour is no rest; where an exemption allows a longer pass, the rest after it is as long', () => {
		const pass = [block(monday('08:00'), monday('16:00')), block(monday('16:00'), tuesday('02:00'), { kind: 'jour' })];
		const next = block(tuesday('19:00'), tuesday('23:00'));
		const exempt = { longestSpanWithJour: 20 * 60 * MINUTE };
		expect(broken([...pass, next])).toContain('R3');
		expect(broken([...pass, next], 0, exempt)).not.toContain('R3');
		expect(broken([...pass, next], 0, exempt)).toContain('R2');
	});

	it('[VI24] a reason says the rule, the figures, when, and where it is written', () => {
		const blocks = [block(monday('14:00'), monday('22:00')), block(tuesday('07:00'), tuesday('11:00'))];
		const reasons = restReasons(blocks, { rules, dayBreak: 180, firstDay: '2026-11-23', lastDay: '2026-11-24' });
		expect(reasons.find(({ rule }) => rule === 'R2')).toEqual({
			rule: 'R2',
			minutes: 540,
			required: 660,
			from: blocks[0]!.to,
			to: blocks[1]!.from,
			source: 'AB § 13',
			version: 'AB-2023-10'
		});
	});

	it('[VI24] work before the days that are judged counts in the first of them', () => {
		const before = block('2026-11-22 14:00', '2026-11-22 23:00');
		const first = block(monday('07:00'), monday('11:00'));
		const setting = { rules, dayBreak: 0, firstDay: '2026-11-23', lastDay: '2026-11-23' };
		expect(restReasons([before, first], setting).map(({ rule }) => rule)).toContain('R2');
	});

	it('[VI25] the rules of a day are the latest that held then; none before the first, none of an unknown agreement', () => {
		expect(restRulesAt('AB', '2026-11-23')?.version).toBe('AB-2023-10');
		expect(restRulesAt('AB', '2023-10-01')?.version).toBe('AB-2023-10');
		expect(restRulesAt('AB', '2023-09-30')).toBeNull();
		expect(restRulesAt('XY', '2026-11-23')).toBeNull();
	});
});

describe('minutes of a plan', () => {
	const elapsed = (day: string, from: number, to: number) =>
		((momentOf(day, to) ?? 0) - (momentOf(day, from) ?? 0)) / MINUTE;

	it('[VI26] are wall time: as many minutes as elapse on usual nights, other ones when clocks change', () => {
		expect(elapsed('2026-11-23', 60, 240)).toBe(180);
		expect(elapsed('2026-03-29', 60, 240)).toBe(120);
		expect(elapsed('2026-10-25', 60, 240)).toBe(240);
		expect(elapsed('2026-03-28', 1320, 1860)).toBe(480); // 22:00 to 07:00 the next morning
	});

	it('[VI26] after midnight lie on the next day', () => {
		expect(momentOf('2026-12-31', 1560)).toBe(swedishMoment('2027-01-01', '02:00'));
		expect(momentOf('no day', 60)).toBeNull();
	});
});
