import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type TeamFacts, readPlan, writeSource } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { DAY, imported } from '#tests/merge/plans.ts';
import { carerChoices, changesOf, emptyForm, fillForm, linesOf, needChoices, readForm } from './visit-form.ts';

function visit(planned: object = { window: { from: 420, to: 540 } }) {
	const doc = new Y.Doc();
	writeSource(doc, [imported('v1', { ...planned, tasks: ['Frukost'] })]);
	return readPlan(doc, DAY).visits[0]!;
}
const carer = (id: string, name: string, more: object = {}) => [
	id,
	{ id, name, skills: [], delegations: [], languages: [], ended: null, ...more }
];
const team = (...carers: ReturnType<typeof carer>[]) =>
	({ carers: new Map(carers as [string, never][]), recipients: new Map() }) as unknown as TeamFacts;

describe('the form of a visit', () => {
	it('changes nothing that nobody touched', () => {
		const form = fillForm(visit());
		expect(changesOf(form, { ...form })).toEqual({});
	});

	it('changes only the field that was touched, also to nothing', () => {
		const form = fillForm(visit());
		expect(changesOf(form, { ...form, start: '08:30' })).toEqual({ start: 510 });
		expect(changesOf(form, { ...form, a: '' })).toEqual({ a: null });
		expect(changesOf(form, { ...form, windowFrom: '', windowTo: '' })).toEqual({ window: null });
		expect(changesOf(form, { ...form, tasks: 'Frukost\n\n' })).toEqual({});
	});

	it('[VI125] keeps a visit of the night on its night when its time is changed', () => {
		const form = fillForm(visit({ start: 1470, window: { from: 1440, to: 1500 } }));
		expect(changesOf(form, { ...form })).toEqual({});
		expect(changesOf(form, { ...form, start: '00:45' })).toEqual({ start: 1485 });
		expect(changesOf(form, { ...form, start: '23:50' })).toEqual({ start: 1430 });
		expect(changesOf(form, { ...form, windowFrom: '00:15' })).toEqual({ window: { from: 1455, to: 1500 } });
	});

	it('[VI125] moves a visit of the evening over midnight, not to the night before', () => {
		const form = fillForm(visit({ start: 1420, window: null }));
		expect(changesOf(form, { ...form, start: '00:10' })).toEqual({ start: 1450 });
		const overnight = { ...form, windowFrom: '22:00', windowTo: '02:00' };
		expect(changesOf(form, overnight)).toEqual({ window: { from: 1320, to: 1560 } });
	});

	it.each([
		['no time', { start: '' }],
		['no length', { length: '' }],
		['a length of nothing', { length: '0' }],
		['half a minute', { length: '1.5' }],
		['half a window', { windowFrom: '07:00' }],
		['a window that ends before it begins', { windowFrom: '09:00', windowTo: '07:00' }]
	])('is not read with %s', (_what, wrong) => {
		expect(readForm({ ...emptyForm('08:00'), ...wrong })).toBeNull();
		expect(changesOf(emptyForm('08:00'), { ...emptyForm('08:00'), ...wrong })).toBeNull();
	});

	it('is read at midnight', () => {
		expect(readForm(emptyForm('00:00'))).toMatchObject({ start: 0, length: 30, window: null });
	});

	it('reads a text by its lines', () => {
		expect(linesOf(' a \n\n\tb\n')).toEqual(['a', 'b']);
		expect(linesOf(' \n')).toEqual([]);
	});
});

describe('the choices of a visit', () => {
	it('keep who was chosen: who has left the team, and whom nobody knows', () => {
		const known = team(carer('a', 'Anna'), carer('b', 'Bo', { ended: '2026-01-01' }));
		expect(carerChoices(known, DAY).map(({ value }) => value)).toEqual(['', 'a']);
		expect(carerChoices(known, DAY, ['b', 'x', '']).map(({ text }) => text)).toEqual([
			t.visits.unassigned,
			'Anna',
			'Bo',
			t.visits.unknownCarer
		]);
	});

	it('name each need once, in Swedish order', () => {
		const skilled = carer('a', 'Anna', { skills: ['ångest', 'lyft'], languages: ['finska'] });
		const values = needChoices(team(skilled, carer('b', 'Bo', { skills: ['lyft'] })), ['lyft', 'ärr']);
		expect(new Set(values.map(({ value }) => value)).size).toBe(values.length);
		expect(values.map(({ value }) => value).indexOf('ångest')).toBeLessThan(
			values.map(({ value }) => value).indexOf('ärr')
		);
	});
});
