import { describe, expect, it } from 'vitest';
import { parseStamp } from '#core/clock';
import { DAY, Scene, imported, visitOf } from '#tests/merge/plans.ts';
import { BOX_CODES, type SheetCode, sheetHint } from '../../copies/index.ts';
import { assign, cancelVisit } from '../../plan/edit.ts';
import { openFlags } from '../../plan/conflicts.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { standing } from '../../plan/read-visit.ts';
import { nearPlanned } from '../../plan/wall-time.ts';
import { registerVisit } from '../register-visit.ts';
import { type AfterwardsEntry, afterwardsLines, openLines, registerAfterwards } from './index.ts';
import {
	type BoxReading,
	type SheetRow,
	confirmedEntry,
	isRegistered,
	proposeRow,
	rowsOfSheet
} from './sheets/index.ts';

const scene = (...visits: ReturnType<typeof imported>[]) => new Scene([1, 2, 3], true, visits);
const linesOf = ({ doc }: Scene) => afterwardsLines(readPlan(doc, DAY));
const told = (of: Scene) => linesOf(of).map(({ key, state, said }) => `${key} ${state} ${said?.person ?? '-'}`);
const entry = (visit: string, more: Partial<AfterwardsEntry> = {}): AfterwardsEntry => ({
	visit,
	person: 'E1',
	outcome: 'done',
	start: 480,
	end: 510,
	...more
});

describe('the lines of a day', () => {
	it('[VI70] a visit is a line a carer; nobody’s, unplanned and cancelled ones are lines too', () => {
		const of = scene(
			imported('v1'),
			imported('v2', { start: 540, b: 'E2', double: true }),
			imported('v3', { start: 600, a: null }),
			imported('v4', { start: 660 })
		);
		cancelVisit(of.doc, of.ann, 'v4', 'sjukhus');
		registerVisit(of.doc, of.ann, 'v2', { person: 'E2', outcome: 'started' });
		expect(told(of)).toEqual(['v1/E1 open -', 'v2/E1 open -', 'v2/E2 started -', 'v3/ open -', 'v4/E1 cancelled -']);
		registerVisit(of.doc, of.ann, 'v1', { person: 'E9', outcome: 'done' });
		registerVisit(of.doc, of.ann, 'v3', { person: 'E8', outcome: 'not-home' });
		registerVisit(of.doc, of.ann, 'v3', { person: 'E7', outcome: 'not-home' });
		expect(told(of)).toEqual([
			'v1/E1 registered E9',
			'v2/E1 open -',
			'v2/E2 started -',
			'v3/ differs E8',
			'v3/E7 differs E7',
			'v4/E1 cancelled -'
		]);
	});

	it('[VI71] what is over and open is registered as planned in one act, and once', () => {
		const of = scene(imported('v1'), imported('v2', { start: 540 }), imported('v3', { start: 600 }));
		registerVisit(of.doc, of.ann, 'v2', { person: 'E1', outcome: 'refused' });
		const open = openLines(linesOf(of), 630);
		expect(open.map(({ visit }) => visit.id)).toEqual(['v1', 'v3']);
		expect(openLines(linesOf(of), 629).map(({ visit }) => visit.id)).toEqual(['v1']);
		const entries = open.map(({ visit }) => entry(visit.id, { start: visit.start.value, end: visit.start.value + 30 }));
		let transactions = 0;
		of.doc.on('afterTransaction', ({ changed }) => (transactions += changed.size > 0 ? 1 : 0));
		expect(registerAfterwards(of.doc, of.ann, DAY, entries)).toMatchObject({ ok: true });
		expect(transactions).toBe(1);
		expect(registerAfterwards(of.doc, of.ann, DAY, entries)).toEqual({ ok: false, code: 'nothing-to-change' });
		expect(openLines(linesOf(of), 1440)).toEqual([]);
		expect(visitOf(readPlan(of.doc, DAY), 'v2').status).toBe('refused');
	});

	it('[VI71] an impossible entry among others registers none of them', () => {
		const of = scene(imported('v1'));
		const result = registerAfterwards(of.doc, of.ann, DAY, [entry('gone'), entry('v1')]);
		expect(result).toEqual({ ok: false, code: 'unknown-visit' });
		expect(told(of)).toEqual(['v1/E1 open -']);
	});

	it('[VI72] it says for whom, when it happened, when it was registered, and by whom', () => {
		const of = scene(imported('v1', { start: 1560 }));
		of.ann.now = Date.parse('2026-11-24T08:00:00Z');
		registerAfterwards(of.doc, of.ann, DAY, [entry('v1', { start: 1565, end: 1590, documentation: 'Sov gott.' })]);
		const [said] = visitOf(readPlan(of.doc, DAY), 'v1').registrations;
		expect(said).toMatchObject({ person: 'E1', by: 'ann', way: 'afterwards', start: 1565, documentation: 'Sov gott.' });
		expect(said?.happened).toBe(Date.parse('2026-11-24T01:05:00Z'));
		expect(parseStamp(said?.at ?? '')).toMatchObject({ ok: true, value: { wall: of.ann.now } });
	});

	it.each([
		[125, 1560, 1565],
		[1430, 1560, 1430],
		[450, 480, 450],
		[5, 1430, 1445]
	])('[VI72] the clock’s %i near the planned %i is the minute %i', (clock, planned, minute) => {
		expect(nearPlanned(clock, planned)).toBe(minute);
	});

	it('[VI73] what was said otherwise is corrected, also when another carer was there', () => {
		const of = scene(imported('v1'));
		registerAfterwards(of.doc, of.ann, DAY, [entry('v1')]);
		registerAfterwards(of.doc, of.ann, DAY, [entry('v1', { outcome: 'not-home' })]);
		const [said] = standing(visitOf(readPlan(of.doc, DAY), 'v1').registrations);
		expect(said?.outcome).toBe('not-home');
		registerAfterwards(of.doc, of.ann, DAY, [entry('v1', { person: 'E5', corrects: said?.keys ?? [] })]);
		expect(told(of)).toEqual(['v1/E1 registered E5']);
		expect(openFlags(readPlan(of.doc, DAY))).toEqual([]);
		expect(visitOf(readPlan(of.doc, DAY), 'v1').registrations).toHaveLength(3);
	});

	it('[VI73] two who register apart and differently are shown as that, and nothing is lost', () => {
		const of = scene(imported('v1'));
		of.apart(
			(doc, ann) => registerAfterwards(doc, ann, DAY, [entry('v1')]),
			(doc, bo) => registerAfterwards(doc, bo, DAY, [entry('v1', { outcome: 'refused' })])
		);
		const plan = of.meet();
		expect(afterwardsLines(plan).map(({ state }) => state)).toEqual(['differs']);
		expect(openFlags(plan).map(({ reason }) => reason)).toEqual(['double-registration']);
		expect(visitOf(plan, 'v1').registrations).toHaveLength(2);
	});
});

const code = (visits: readonly string[], more: Partial<SheetCode> = {}): SheetCode => ({
	kind: 'client-list',
	team: sheetHint('T'),
	day: DAY,
	carer: sheetHint('E1'),
	copy: 'ABCDEF-1',
	page: 1,
	pages: 1,
	rows: visits.map((visit, at) => ({ visit: sheetHint(visit), units: at + 1 })),
	...more
});
const rowsOf = (of: Scene, sheet: SheetCode): SheetRow[] => {
	const rows = rowsOfSheet(sheet, 'T', readPlan(of.doc, DAY), ['E1', 'E2']);
	if (typeof rows === 'string') throw new Error(rows);
	return rows;
};
const boxes = (...readings: BoxReading['reading'][]): BoxReading[] =>
	BOX_CODES.map((of, at) => ({ code: of, reading: readings[at] ?? 'empty' }));

describe('sheets that are read back', () => {
	it('[VI74] rows are found again in the plan, and what is not there is not guessed', () => {
		const of = scene(imported('v1'), imported('v2', { start: 540 }));
		expect(
			rowsOf(of, code(['v1', 'gone', 'v2'])).map(({ unit, units, visit, person }) => [unit, units, visit?.id, person])
		).toEqual([
			[0, 1, 'v1', 'E1'],
			[1, 2, undefined, 'E1'],
			[3, 3, 'v2', 'E1']
		]);
		const plan = readPlan(of.doc, DAY);
		expect(rowsOfSheet(code([], { kind: 'overview' }), 'T', plan, [])).toBe('no-client-list');
		expect(rowsOfSheet(code([], { team: sheetHint('U') }), 'T', plan, [])).toBe('other-team');
		expect(rowsOfSheet(code([], { day: '2026-11-24' }), 'T', plan, [])).toBe('other-day');
		expect(rowsOf(of, code(['v1'], { carer: sheetHint('') }))[0]?.person).toBeNull();
		// Two ids with the same sum, found by trying.
		expect(sheetHint('plumless')).toBe(sheetHint('buckeroo'));
		const twins = scene(imported('plumless'), imported('buckeroo', { start: 600 }));
		expect(rowsOf(twins, code(['plumless']))[0]?.visit).toBeNull();
	});

	it.each([
		[boxes(), { kind: 'blank' }],
		[boxes('ticked'), { kind: 'proposed', outcome: 'done' }],
		[boxes('empty', 'empty', 'empty', 'ticked'), { kind: 'proposed', outcome: 'not-home' }],
		[boxes('unsure'), { kind: 'asked', among: ['done'] }],
		[boxes('ticked', 'unsure'), { kind: 'asked', among: ['done', 'part-done'] }],
		[boxes('ticked', 'empty', 'ticked'), { kind: 'asked', among: ['done', 'refused'] }]
	])('[VI75] %j is %j', (readings, row) => {
		expect(proposeRow(readings)).toEqual(row);
	});

	it('[VI76] the same row registers once, on two devices too; another copy adds nothing to what is said already', () => {
		const of = scene(imported('v1'));
		const confirmed = { outcome: 'done', start: null, end: 520, documentation: '' } as const;
		const read = (copy: string) => {
			const [row] = rowsOf(of, code(['v1'], { copy }));
			return row ? confirmedEntry(row, confirmed) : null;
		};
		const [first, second] = [read('ABCDEF-1'), read('ABCDEF-2')];
		expect(first).toMatchObject({ visit: 'v1', person: 'E1', start: 480, end: 520 });
		expect(second?.line).not.toBe(first?.line);
		if (!first || !second) return;
		of.apart(
			(doc, ann) => registerAfterwards(doc, ann, DAY, [first]),
			(doc, bo) => registerAfterwards(doc, bo, DAY, [first])
		);
		const plan = of.meet();
		expect(visitOf(plan, 'v1').registrations).toMatchObject([{ way: 'paper', line: first.line }]);
		expect(openFlags(plan)).toEqual([]);
		expect(rowsOf(of, code(['v1'])).map(isRegistered)).toEqual([true]);
		expect(registerAfterwards(of.doc, of.ann, DAY, [first, second])).toMatchObject({ code: 'nothing-to-change' });
	});

	it('[VI76] a row of nobody’s list needs somebody who was there', () => {
		const of = scene(imported('v1', { a: null }));
		const [row] = rowsOf(of, code(['v1'], { carer: sheetHint('') }));
		const said = { outcome: 'done', start: null, end: null, documentation: '' } as const;
		expect(row && confirmedEntry(row, said)).toBeNull();
		assign(of.doc, of.ann, 'v1', 'a', 'E2');
		const [now] = rowsOf(of, code(['v1'], { carer: sheetHint('') }));
		expect(now && confirmedEntry(now, said)).toMatchObject({ person: 'E2' });
	});
});
