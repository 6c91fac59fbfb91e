import { describe, expect, it } from 'vitest';
import { headingsKey, headingsOf, isEnough, knownColumns, readChosenColumns, withColumns } from './chosen-columns.ts';
import { readTeam } from '../team/facts.ts';
import { readImport } from './import-plan.ts';

const TEAM = readTeam({ recipients: new Map([['r1', { name: 'Elsa Andersson' }]]), carers: new Map() });
const CELLS = [
	['Planeringsdatum', 'Insatstid', 'Tidsomfång', 'Person', 'Utförare', '', 'Tom'],
	['2026-11-23', '07:30', '', 'Elsa Andersson', 'Anna Ek', 'Dusch'],
	['2026-11-24', '08:00', '30', 'Elsa Andersson', '', '']
];
const CHOSEN = { day: 0, start: 1, length: 2, recipient: 3 };

describe('columns that a person chooses', () => {
	it('[VI118] are offered by their headings, with what stands beneath; known ones are chosen already', () => {
		expect(headingsOf(CELLS).map(({ place, text, example }) => [place, text, example])).toEqual([
			[0, 'Planeringsdatum', '2026-11-23'],
			[1, 'Insatstid', '07:30'],
			[2, 'Tidsomfång', '30'],
			[3, 'Person', 'Elsa Andersson'],
			[4, 'Utförare', 'Anna Ek'],
			[5, '', 'Dusch'],
			[6, 'Tom', '']
		]);
		expect(knownColumns(CELLS)).toEqual({ carer: 4 });
		expect([headingsOf([]), knownColumns([])]).toEqual([[], {}]);
	});

	it('[VI118] are read as if the file had called them so, in the rows that people see; others are left out', () => {
		const { days, faults } = readImport(withColumns(CELLS, CHOSEN), TEAM);
		expect([...days].map(([day, visits]) => [day, visits.map(({ start, length }) => [start, length])])).toEqual([
			['2026-11-24', [[480, 30]]]
		]);
		expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([[2, 'length', 'missing']]);
		expect(readImport(withColumns(CELLS, { ...CHOSEN, tasks: 5 }), TEAM).faults).toHaveLength(1);
		expect(readImport(withColumns([['x']], { ...CHOSEN, day: 9 }), TEAM).faults).toEqual([]);
	});

	it('[VI118] are enough with who, which day, from when, and how long or until when', () => {
		expect([isEnough(CHOSEN), isEnough({ day: 0, start: 1, end: 2, recipient: 3 })]).toEqual([true, true]);
		expect([isEnough({ day: 0, start: 1, recipient: 3 }), isEnough({})]).toEqual([false, false]);
	});

	it('[VI118] are remembered for files with the same headings, however they are written, and only when they hold', () => {
		const key = headingsKey(CELLS);
		expect(headingsKey([['PLANERINGSDATUM ', ...(CELLS[0] ?? []).slice(1)], ['annat']])).toBe(key);
		expect(headingsKey([['Dag', ...(CELLS[0] ?? []).slice(1)]])).not.toBe(key);
		expect(key).not.toContain('plan');
		expect(readChosenColumns({ ...CHOSEN, unknown: 7 })).toEqual(CHOSEN);
		for (const kept of [
			undefined,
			null,
			'x',
			{ ...CHOSEN, day: -1 },
			{ ...CHOSEN, day: 1 },
			{ day: 0 },
			{ ...CHOSEN, start: 0.5 }
		]) {
			expect(readChosenColumns(kept)).toBeNull();
		}
	});
});
