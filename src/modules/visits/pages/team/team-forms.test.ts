import { describe, expect, it } from 'vitest';
import { t } from '#modules/visits/words/index.ts';
import {
	carerForm,
	readCarer,
	readCodes,
	readRecipient,
	readRhythm,
	recipientForm,
	rhythmForm,
	rhythmInWords
} from './team-forms.ts';

const { problems } = t.careTeam;
const carer = (more: object) => ({ ...carerForm(null), name: 'Anna Ek', ...more });
const recipient = (more: object) => ({ ...recipientForm(null), name: 'Elsa Alm', ...more });
const rhythm = (more: object) => ({ ...rhythmForm(null, '2026-11-23'), ...more });

describe('a person of the team as written', () => {
	it('has a name', () => {
		expect(readCarer(carer({ name: ' ' }))).toEqual({ problem: problems.name });
		expect(readRecipient(recipient({ name: '' }))).toEqual({ problem: problems.name });
	});

	it('is the same after being filled in and read', () => {
		const read = readCarer(
			carer({
				delegations: 'Insulin 2027-01-31\nSår',
				skills: 'Lyft, lyft; Två språk',
				home: '59,33; 18,06',
				ended: ''
			})
		);
		expect(read).toMatchObject({
			value: {
				skills: ['lyft', 'två-språk'],
				delegations: [
					{ code: 'insulin', until: '2027-01-31' },
					{ code: 'sår', until: null }
				],
				home: { latitude: 59.33, longitude: 18.06 },
				phone: null,
				ended: null
			}
		});
		if ('value' in read) expect(readCarer(carerForm(read.value))).toEqual(read);
	});

	it.each(['59.33 18.06', '59,33 18,06', '59.33, 18.06', '59,33;18,06'])('lives at %s', (home) => {
		expect(readCarer(carer({ home }))).toMatchObject({ value: { home: { latitude: 59.33, longitude: 18.06 } } });
	});

	it.each(['59,33', '95 18', '59 181', 'Storgatan 1', '1 2 3'])('does not live at %s', (home) => {
		expect(readCarer(carer({ home }))).toEqual({ problem: problems.position });
	});

	it('has no door code in what everybody reads', () => {
		expect(readRecipient(recipient({ entrance: 'Portkod 1234' }))).toEqual({ problem: problems.code });
		expect(readRecipient(recipient({ notes: 'portkod: 4711' }))).toEqual({ problem: problems.code });
		expect(readRecipient(recipient({ entrance: 'Ringklocka till höger' }))).toHaveProperty('value');
	});

	it('has codes that may stand in keys', () => {
		expect(readCodes(' Språk: Finska!,, -,;\n å ')).toEqual(['språk-finska', 'å']);
		expect(readCodes('x'.repeat(50))[0]).toHaveLength(40);
	});
});

describe('what comes again', () => {
	it('comes on some day, every so many weeks', () => {
		expect(readRhythm(rhythm({ weekdays: [] }))).toEqual({ problem: problems.weekdays });
		for (const everyWeeks of ['0', '1.5', '', 'x'])
			expect(readRhythm(rhythm({ everyWeeks }))).toEqual({ problem: problems.other });
		expect(readRhythm(rhythm({ weekdays: [7, 1] }))).toMatchObject({ value: { weekdays: [1, 7] } });
	});

	it('has days of the calendar: 29 February in leap years, and never the 30th', () => {
		expect(readRhythm(rhythm({ from: '2028-02-29' }))).toHaveProperty('value');
		for (const from of ['2026-02-29', '2028-02-30', '2026-13-01', '26-01-01', ''])
			expect(readRhythm(rhythm({ from })), from).toEqual({ problem: problems.day });
		expect(readRhythm(rhythm({ exceptions: '2026-12-24\n2026-02-31' }))).toEqual({ problem: problems.day });
	});

	it('is told with its days, and with its weeks where they are more than one', () => {
		expect(rhythmInWords({ weekdays: [1, 3], everyWeeks: 1 })).not.toContain('·');
		expect(rhythmInWords({ weekdays: [1, 2, 3, 4, 5, 6, 7], everyWeeks: 2 })).toBe(
			`${t.careTeam.everyDay} · ${t.careTeam.everyWeeksWords(2)}`
		);
	});
});
