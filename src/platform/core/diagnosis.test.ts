import { describe, expect, it } from 'vitest';
import {
	type Answers,
	NO_ANSWERS,
	PERSON_ANSWER_HOLDS,
	faultOf,
	holding,
	phonesDown,
	whomToCall
} from './diagnosis.ts';
import type { SupportNumber } from './support-numbers.ts';

const NOW = 1_795_000_000_000;
const said = <Value>(value: Value, at = NOW) => ({ value, at });
const answers = (known: Partial<Answers>): Answers => ({ ...NO_ANSWERS, network: said(true), ...known });
const number = (about: SupportNumber['about']): SupportNumber => ({ about, name: '', number: '0980-31 92 04' });

describe('what is wrong', () => {
	it.each([
		['no-network', { network: said(false), server: said('ours') }],
		['checking', {}],
		['captive', { server: said('stranger') }],
		['unreachable', { server: said('silent') }],
		['cannot-store', { server: said('cannot-store'), account: said('out') }],
		['account', { server: said('ours'), account: said('out') }],
		['account', { server: said('ours'), account: said('nobody') }],
		['line', { server: said('ours'), account: said('in'), line: said(false) }],
		['none', { server: said('ours'), account: said('in'), line: said(true) }],
		['none', { server: said('ours') }]
	] as const)('[OM1] it is %s', (fault, known) => {
		expect(faultOf(answers(known as Partial<Answers>), NOW)).toBe(fault);
	});

	it.each([
		['server', { otherPages: said(true) }],
		['no-network', { otherPages: said(false) }],
		['this-device', { otherDevice: said(true), otherPages: said(true) }],
		['server', { otherDevice: said(false), otherPages: said(true) }],
		['unreachable', { otherDevice: said(false) }]
	] as const)('[OM2] a silent server is %s by what a person says', (fault, known) => {
		expect(faultOf(answers({ server: said('silent'), ...known }), NOW)).toBe(fault);
		// As soon as the server answers, what was said of it is past.
		expect(faultOf(answers({ server: said('ours'), ...known }), NOW)).toBe('none');
	});

	it('[OM3] what a person says holds for half an hour, and phones are down when somebody says so', () => {
		const old = said(true, NOW - PERSON_ANSWER_HOLDS);
		expect(faultOf(answers({ server: said('silent'), otherPages: old }), NOW)).toBe('unreachable');
		expect(holding(old, NOW - 1)).toBe(true);
		expect(phonesDown(answers({}), NOW)).toBe(null);
		expect(phonesDown(answers({ network: said(false), phones: said(true) }), NOW)).toBe(false);
		expect(phonesDown(answers({ server: said('ours'), phones: said(false) }), NOW)).toBe(true);
		expect(phonesDown(answers({ phones: said(false, NOW - PERSON_ANSWER_HOLDS) }), NOW)).toBe(null);
	});

	it('[OM4] whom to call follows from what is wrong', () => {
		const numbers = (['coordinator', 'supplier', 'it-service', 'manager'] as const).map(number);
		const called = (fault: Parameters<typeof whomToCall>[0], of = numbers) =>
			whomToCall(fault, of).map(({ about }) => about);
		expect(called('no-network')).toEqual(['it-service', 'coordinator']);
		expect(called('server')).toEqual(['supplier', 'it-service', 'coordinator']);
		expect(called('phones')).toEqual(['it-service', 'coordinator']);
		expect(called('none')).toEqual([]);
		expect(called('account', [number('manager')])).toEqual(['manager']);
		expect(called('account', [])).toEqual([]);
	});
});
