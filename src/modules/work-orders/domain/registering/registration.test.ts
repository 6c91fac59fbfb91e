import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
	DEFAULT_SETTINGS,
	type RegistrationInput,
	changeSettings,
	completeSettings,
	decideRegistration,
	registrationSchema
} from '../index.ts';
import { AMIR, KARIN, NOON, PAINTERS, PIPES, testId } from '#tests/support/work-orders.ts';

const contractors = new Map([
	[PIPES, 'Söder Rör AB'],
	[PAINTERS, 'Måla AB']
]);
const state = { author: KARIN, settings: DEFAULT_SETTINGS, contractors, number: 500 };
const moment = { command: testId('9'), at: '2026-11-22T11:00:00.000Z', now: NOON };
const place = { number: '61380004', address: 'Montörsvägen 2' };
const one = (letter: string, contractor = PIPES, more = {}): RegistrationInput['orders'][number] => ({
	id: testId(letter),
	order: { contractor, type: 'unplanned', place },
	...more
});
const register = (orders: RegistrationInput['orders'], more: Partial<typeof state> = {}) =>
	decideRegistration(v.parse(registrationSchema, { orders }), { ...state, ...more }, moment);

describe('registering', () => {
	it('[WO24] several orders for an object become a bundle, numbered in their order', () => {
		const verdict = register([one('1'), one('2', PAINTERS, { waitsFor: [testId('1')] })]);
		if (verdict.verdict !== 'accepted') throw new Error(verdict.code);
		const [first, second] = verdict.orders.map(({ order }) => order);
		expect(first).toMatchObject({
			number: 500,
			bundle: '61380004-20261122',
			contractorName: 'Söder Rör AB',
			orderer: { name: 'Karin Ekvall', email: 'karin@bjorkhem.example' }
		});
		expect(second).toMatchObject({ number: 501, bundle: '61380004-20261122', waitsFor: [{ number: 500 }] });
		expect(verdict.orders[0]?.log).toMatchObject({ type: 'registered', name: 'Karin Ekvall' });
	});

	it('[WO24] an order never waits for itself or for one after it', () => {
		const verdict = register([one('1', PIPES, { waitsFor: [testId('1'), testId('2')] }), one('2')]);
		expect(verdict).toMatchObject({ orders: [{ order: { waitsFor: [] } }, {}] });
	});

	it('[WO24] a bundle is about one object, and goes to contractors of the landlord', () => {
		const elsewhere = { ...one('2'), order: { ...one('2').order, place: { ...place, number: '1' } } };
		expect(register([one('1'), elsewhere])).toMatchObject({ code: 'malformed', detail: 'place.number' });
		expect(register([one('1', testId('8'))])).toMatchObject({ code: 'unknown-contractor' });
	});

	it('[WO25] contractors register where the landlord allows it, for themselves', () => {
		const settings = { ...DEFAULT_SETTINGS, contractorsMayRegister: true };
		expect(register([one('1')], { author: AMIR })).toMatchObject({ code: 'may-not-register' });
		expect(register([one('1')], { author: AMIR, settings })).toMatchObject({ verdict: 'accepted' });
		expect(register([one('1', PAINTERS)], { author: AMIR, settings })).toMatchObject({ code: 'may-not-register' });
	});
});

describe('settings', () => {
	const set = { contractorsMayRegister: true };

	it('[WO34] a change counts when it was made on the settings that hold', () => {
		expect(changeSettings(DEFAULT_SETTINGS, { version: 0, set })).toMatchObject({ ...set, version: 1 });
		expect(changeSettings({ ...DEFAULT_SETTINGS, version: 1 }, { version: 0, set })).toBeNull();
	});

	it('[WO34] what is not set holds as before', () => {
		const changed = changeSettings(DEFAULT_SETTINGS, { version: 0, set: { ...set, sms: undefined } });
		expect(changed?.sms).toEqual(DEFAULT_SETTINGS.sms);
		expect(completeSettings({})).toEqual(DEFAULT_SETTINGS);
	});
});
