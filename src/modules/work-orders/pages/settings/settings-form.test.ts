import { describe, expect, it } from 'vitest';
import { readForm, segmentsOf } from './settings-form.ts';

type Form = Parameters<typeof readForm>[0];
const form = (information: string) =>
	({ information, question: '', contractorsMayRegister: false, sms: {} }) as unknown as Form;

describe('the phrases of the settings', () => {
	it('are one a line, each once, without empty ones', () => {
		expect(readForm(form(' Bokat \n\nBokat\nVäntar\n')).phrases?.information).toEqual(['Bokat', 'Väntar']);
		expect(readForm(form('')).phrases?.information).toEqual([]);
	});

	it('are no longer and no more than may be kept', () => {
		const phrases = readForm(form(Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(90, 'x')).join('\n'))).phrases;
		expect(phrases?.information).toHaveLength(40);
		expect(phrases?.information[0]).toHaveLength(80);
	});
});

describe('how many SMS a text becomes', () => {
	it('is one up to 160 characters, then one for each 153', () => {
		expect(segmentsOf('')).toBe(1);
		expect(segmentsOf('å'.repeat(160))).toBe(1);
		expect(segmentsOf('å'.repeat(161))).toBe(2);
		expect(segmentsOf('å'.repeat(307))).toBe(3);
	});

	it('is more with a character outside the alphabet of SMS', () => {
		expect(segmentsOf(`${'a'.repeat(70)}”`)).toBe(2);
		expect(segmentsOf(`${'a'.repeat(70)}\u00a0`)).toBe(2);
	});

	it('counts what is filled in, not its name', () => {
		expect(segmentsOf(`${'a'.repeat(153)} {ao}`)).toBe(1);
		expect(segmentsOf(`${'a'.repeat(155)} {ao}`)).toBe(2);
	});
});
