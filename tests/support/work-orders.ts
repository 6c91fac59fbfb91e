import * as v from 'valibot';
import {
	type Act,
	type ActWithPayload,
	type Author,
	COMMAND_PREFIX,
	DEFAULT_SETTINGS,
	type NewOrderInput,
	type OrderState,
	type Verdict,
	type WholeOrder,
	applyChanges,
	decide,
	newOrderSchema,
	type payloads,
	readAct,
	registerOrder
} from '#modules/work-orders/domain/index.ts';

/** Ids that are easy to tell apart in a failing test. */
export const testId = (letter: string): string => letter.repeat(32).slice(0, 32);

export const LANDLORD = testId('a');
export const PIPES = testId('b');
export const PAINTERS = testId('c');

export const AMIR: Author = {
	member: testId('1'),
	name: 'Amir Haddad',
	email: 'amir@soderror.example',
	company: PIPES,
	companyName: 'Söder Rör AB',
	organisation: LANDLORD
};
export const LENA: Author = { ...AMIR, member: testId('2'), name: 'Lena Forsberg' };
export const PAINTER: Author = {
	...AMIR,
	member: testId('3'),
	name: 'Måla AB',
	company: PAINTERS,
	companyName: 'Måla AB'
};
export const KARIN: Author = {
	member: testId('4'),
	name: 'Karin Ekvall',
	email: 'karin@bjorkhem.example',
	company: null,
	companyName: 'Björkhem',
	organisation: LANDLORD
};

export const NOON = '2026-11-22T12:00:00.000Z';

/** An order as it is right after registering, with what the test cares about. */
export function testOrder(more: Partial<NewOrderInput> = {}, number = 583214): WholeOrder {
	const asked = v.parse(newOrderSchema, {
		contractor: PIPES,
		type: 'fault',
		phrase: 'Läckage under diskbänk',
		place: { number: '61380004', address: 'Montörsvägen 2' },
		tenant: { name: 'Alma Sundin', otherPhone: '070-174 06 05', use: 'otherPhone' },
		orderer: { name: 'Karin Ekvall', email: 'karin@bjorkhem.example' },
		...more
	});
	const { order, log } = registerOrder(asked, {
		id: testId('d').slice(0, 26) + String(number).padStart(6, '0'),
		number,
		organisation: LANDLORD,
		contractorName: 'Söder Rör AB',
		now: '2026-11-21T08:00:00.000Z',
		name: 'Karin Ekvall',
		member: null
	});
	return { order, log: [log], files: [] };
}

let commands = 0;

/** Decides an act of somebody on an order at noon. */
export function act(
	{ order, files }: WholeOrder,
	author: Author,
	asked: AskedAct,
	more: Partial<OrderState> = {}
): Verdict {
	commands += 1;
	const command = commands.toString(16).padStart(32, '0');
	const told = { arrived: null, settings: DEFAULT_SETTINGS, contractorEmail: 'firma@soderror.example', bundle: [] };
	const state = { order, files, author, ...told, ...more };
	return decide(complete(asked), state, { command, at: NOON, now: NOON });
}

/** An act as a device writes it, before the defaults of its payload are filled in. */
export type AskedAct = { [Name in Act]: { act: Name; payload: v.InferInput<(typeof payloads)[Name]> } }[Act];

function complete({ act: name, payload }: AskedAct): ActWithPayload {
	const asked = readAct(`${COMMAND_PREFIX}${name}`, payload);
	if (!asked) throw new Error(`This is no payload of ${name}`);
	return asked;
}

/** The order after acts that must all be accepted. */
export function after(whole: WholeOrder, ...acts: [Author, AskedAct][]): WholeOrder {
	return acts.reduce((state, [author, asked]) => {
		const verdict = act(state, author, asked);
		if (verdict.verdict !== 'accepted') throw new Error(`${asked.act} was refused: ${verdict.code}`);
		return applyChanges(state, verdict.changes);
	}, whole);
}
