import { describe, expect, it } from 'vitest';
import { t } from '#modules/visits/words/index.ts';
import { type ShiftForm, hoursInWords, readShift, shiftForm } from './shift-form.ts';

const DAY = '2026-11-23';
const form = (more: Partial<ShiftForm>): ShiftForm => ({ ...shiftForm(null, DAY), carer: 'E1', once: true, ...more });
const { problems } = t.careTeam;

describe('working hours as written', () => {
	it('say who, and when', () => {
		expect(readShift(form({ carer: '' }))).toEqual({ problem: problems.carer });
		expect(readShift(form({ from: '' }))).toEqual({ problem: problems.time });
		expect(readShift(form({ from: '07:00', to: '07:00' }))).toEqual({ problem: problems.time });
	});

	it('end on the next day for a night, whose lunch may be after midnight', () => {
		const night = form({ from: '21:00', to: '07:00', lunchFrom: '01:00', lunchTo: '03:00', lunchLength: '30' });
		const read = readShift(night);
		expect(read).toEqual({ value: { from: 1260, to: 1860, lunch: { from: 1500, to: 1620, length: 30 } } });
		if ('value' in read) {
			expect(hoursInWords(read.value as Parameters<typeof hoursInWords>[0])).toContain('21:00–07:00');
		}
		expect(readShift({ ...night, lunchFrom: '23:00' })).toMatchObject({ value: { lunch: { from: 1380, to: 1620 } } });
	});

	it('have lunch when all of it is written', () => {
		expect(readShift(form({ lunchFrom: '11:00', lunchTo: '13:00' }))).toMatchObject({ value: { lunch: null } });
		expect(readShift(form({ lunchFrom: '11:00', lunchTo: '13:00', lunchLength: '30' }))).toMatchObject({
			value: { lunch: { from: 660, to: 780, length: 30 } }
		});
	});

	it('are none on a free day, whatever else stands in the form', () => {
		expect(readShift(form({ free: true, from: '' }))).toEqual({ value: { off: true } });
	});

	it('come again on the days of their rhythm', () => {
		expect(readShift(form({ once: false, free: true }))).toMatchObject({
			value: { weekdays: [1, 2, 3, 4, 5], from: DAY, to: null, shift: { from: 420, to: 960 } }
		});
	});
});
