import { describe, expect, it } from 'vitest';
import { badRows, emptyRow, fillForm, readForm } from './outage-form.ts';

type Settings = Parameters<typeof fillForm>[0];
const before = {
	numbers: [{ about: 'it-service', name: 'IT', number: '08-123 45 67' }],
	copiesAt: '',
	checklist: [
		{ id: 'own-1', text: 'Ring IT' },
		{ id: 'own-3', text: 'Hämta pärmen' }
	],
	remindFrom: null
} as unknown as Settings;

describe('the settings for outages', () => {
	it('are the same when nothing was changed', () => {
		expect(readForm(fillForm(before), before)).toEqual({ ...before });
	});

	it('let an item that stays keep its id, and give a new one an id that nobody has had', () => {
		const form = { ...fillForm(before), checklist: 'Hämta pärmen\nSätt upp lappen\n Ring IT \nRing IT' };
		expect(readForm(form, before).checklist).toEqual([
			{ id: 'own-3', text: 'Hämta pärmen' },
			{ id: 'own-4', text: 'Sätt upp lappen' },
			{ id: 'own-1', text: 'Ring IT' }
		]);
	});

	it('mean the routine’s own list when there is none', () => {
		expect(readForm({ ...fillForm(before), checklist: ' \n' }, before).checklist).toBeNull();
	});

	it('remind from midnight, which is not the same as never', () => {
		expect(readForm({ ...fillForm(before), remindFrom: '00:00' }, before).remindFrom).toBe(0);
		expect(readForm({ ...fillForm(before), remindFrom: '' }, before).remindFrom).toBeNull();
	});

	it('leave out a row that says nothing, and point at one that cannot be dialled', () => {
		const named = { ...emptyRow(), name: 'Växeln' };
		const form = { ...fillForm(before), numbers: [emptyRow(), named] };
		expect(badRows(form)).toEqual(new Set([named.key]));
	});
});
