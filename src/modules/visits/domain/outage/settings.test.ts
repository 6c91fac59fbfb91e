import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import {
	ROUTINE_ITEMS,
	USUAL_OUTAGE_SETTINGS,
	changeOutageSettings,
	itemsOf,
	outageSettingsChangeSchema,
	readOutageSettings,
	shouldPrint
} from './index.ts';

const NUMBER = { about: 'it-service', name: '', number: '0980-31 92 04' } as const;
const SET = { numbers: [NUMBER], copiesAt: 'I skåpet', checklist: null, remindFrom: 900 };

describe('settings for outages', () => {
	it('[OM19] a change names its version, and overwrites nothing that it has not seen', () => {
		const first = changeOutageSettings(USUAL_OUTAGE_SETTINGS, { version: 0, set: SET });
		expect(first).toEqual({ ok: true, value: { ...SET, version: 1 } });
		if (!first.ok) return;
		expect(changeOutageSettings(first.value, { version: 0, set: SET })).toEqual({
			ok: false,
			code: 'settings-changed'
		});
	});

	it('[OM20] what is stored is read with patience', () => {
		expect(readOutageSettings(undefined, [{ about: 'supplier', number: '020-465 004' }])).toEqual({
			...USUAL_OUTAGE_SETTINGS,
			numbers: [{ about: 'supplier', name: '', number: '020-465 004' }]
		});
		const odd = [null, 7, { about: 'pizza', number: '1' }, { about: 'other', number: 'javascript:alert(1)' }, NUMBER];
		const read = readOutageSettings({ version: 3, numbers: odd, copiesAt: 7, checklist: 'x', remindFrom: -1 });
		expect(read).toEqual({ ...USUAL_OUTAGE_SETTINGS, version: 3, numbers: [NUMBER] });
		expect(readOutageSettings('nothing').numbers).toEqual([]);
		expect(itemsOf(read).map(({ id }) => id)).toEqual([...ROUTINE_ITEMS]);
		const own = [{ id: 'own-1', text: 'Hämta nycklarna' }];
		expect(itemsOf({ checklist: own })).toEqual(own);
	});

	it.each([
		[{ ...SET, numbers: Array.from({ length: 21 }, () => NUMBER) }],
		[{ ...SET, numbers: [{ ...NUMBER, number: '<b>112</b>' }] }],
		[{ ...SET, copiesAt: 'x'.repeat(301) }],
		[{ ...SET, checklist: [{ id: '../x', text: 'y' }] }],
		[{ ...SET, remindFrom: 1440 }]
	])('[OM19] a change with %j is refused as a whole', (set) => {
		expect(v.safeParse(outageSettingsChangeSchema, { version: 0, set }).success).toBe(false);
	});
});

describe('the reminder before the end of a shift', () => {
	const question = {
		today: '2026-11-23',
		tomorrow: '2026-11-24',
		minute: 900,
		from: 900,
		since: 1000,
		doneOn: null,
		copies: []
	};
	const copy = { from: '2026-11-24', to: '2026-11-24', madeAt: 1000 };

	it('[OM27] comes from its time of the day until tomorrow is printed or somebody says that it is', () => {
		expect(shouldPrint(question)).toBe(true);
		expect(shouldPrint({ ...question, minute: 899 })).toBe(false);
		expect(shouldPrint({ ...question, from: null })).toBe(false);
		expect(shouldPrint({ ...question, doneOn: '2026-11-23' })).toBe(false);
		expect(shouldPrint({ ...question, doneOn: '2026-11-22' })).toBe(true);
		expect(shouldPrint({ ...question, copies: [copy] })).toBe(false);
		expect(shouldPrint({ ...question, copies: [{ ...copy, from: '2026-11-20', to: '2026-11-26' }] })).toBe(false);
		expect(shouldPrint({ ...question, copies: [{ ...copy, madeAt: 999 }] })).toBe(true);
		expect(shouldPrint({ ...question, copies: [{ ...copy, from: '2026-11-23', to: '2026-11-23' }] })).toBe(true);
	});
});
