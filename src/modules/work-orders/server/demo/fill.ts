import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { newId } from '#core/id';
import { dayAfter, swedishDay } from '#swedish/dates';
import {
	type ActWithPayload,
	type Author,
	DEFAULT_SETTINGS,
	type WholeOrder,
	type WorkOrder,
	applyChanges,
	decide,
	newOrderSchema,
	registerOrder
} from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { insertOrder, saveChanges } from '../order/stored-orders.ts';
import { DEMO_API_KEY, DEMO_COMPANIES, DEMO_MEMBERS, DEMO_ORGANISATION } from './people.ts';
import { demoId } from '#server/demo/accounts';
import { markBehind } from '#server/facts/behind';
import { giveRoles, scopeOf } from '#server/people/grants';
import { bundleStart, demoOrder } from './orders.ts';

const FIRST_NUMBER = 476_501;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Between two orders; more orders come closer together, so that the history stays as long. */
const LONGEST_PAUSE = 0.35 * DAY;
const HISTORY = 180 * DAY;

const PLANNED_DAYS = 10;
const WINDOWS = [
	['08:00', '10:00'],
	['10:00', '12:00'],
	['13:00', '15:00'],
	['15:00', '']
] as const;

/** How many orders a demo installation holds when nothing else is asked for. */
export const DEMO_ORDERS = 90;

/** Inserts the demo landlord, its contractors and so many orders. */
export async function insertDemoOrders(
	trx: Connection,
	{ passwordHash, now, size }: { passwordHash: string; now: number; size: number | null }
): Promise<void> {
	const count = size ?? DEMO_ORDERS;
	await insertPeople(trx, passwordHash, new Date(now).toISOString());
	let bundle: WorkOrder[] = [];
	for (let index = 0; index < count; index += 1) {
		if (bundleStart(index) === index) bundle = [];
		const { order } = await insertDemoOrder(trx, { index, count, now, bundle });
		bundle.push(order);
	}
}

async function insertPeople(trx: Connection, passwordHash: string, now: string): Promise<void> {
	const { id: organisation, name } = DEMO_ORGANISATION;
	await trx.insertInto('organisations').values({ id: organisation, name, settings_json: '{}' }).execute();
	await markBehind(trx, organisation);
	for (const company of DEMO_COMPANIES) {
		await trx
			.insertInto('companies')
			.values({
				id: company.id,
				organisation_id: organisation,
				name: company.name,
				organisation_number: company.number,
				areas_json: JSON.stringify(company.areas)
			})
			.execute();
	}
	for (const member of DEMO_MEMBERS) {
		const id = demoId(member.username);
		const company = member.company === null ? null : (DEMO_COMPANIES[member.company]?.id ?? null);
		await trx
			.insertInto('members')
			.values({
				id,
				organisation_id: organisation,
				company_id: company,
				username: member.username,
				password_hash: passwordHash,
				name: member.name,
				email: member.username.includes('@') ? member.username : '',
				phone: '08-465 004 00',
				mobile: '070-174 06 60',
				other_phone: '',
				first_sign_in_done: member.firstSignInDone ? 1 : 0,
				removed_at: null
			})
			.execute();
		await giveRoles(trx, id, scopeOf({ organisation, company }), member.roles);
	}
	await trx
		.insertInto('api_keys')
		.values({
			id: newId(),
			organisation_id: organisation,
			member_id: demoId('sofia@bjorkhem.example'),
			key_hash: createHash('sha256').update(DEMO_API_KEY).digest('hex'),
			prefix: DEMO_API_KEY.slice(0, 8),
			name: 'Fastighetssystemet',
			created_at: now,
			revoked_at: null
		})
		.execute();
}

interface DemoOrder {
	index: number;
	count: number;
	now: number;
	/** The orders of its bundle that come before it. */
	bundle: readonly WorkOrder[];
}

/** Older orders have come further: the last third is new, the middle accepted, the first done. */
async function insertDemoOrder(trx: Connection, { index, count, now, bundle }: DemoOrder): Promise<WholeOrder> {
	const start = bundleStart(index);
	const age = (count - start) * Math.min(LONGEST_PAUSE, HISTORY / count) + (start % 5) * HOUR;
	const orderedAt = new Date(now - age);
	const { company, order: input } = demoOrder(index, orderedAt);
	const contractor = DEMO_COMPANIES[company] ?? DEMO_COMPANIES[0];
	const registered = registerOrder(v.parse(newOrderSchema, { ...input, contractor: contractor.id }), {
		id: demoId(`order ${index}`),
		number: FIRST_NUMBER + index,
		organisation: DEMO_ORGANISATION.id,
		contractorName: contractor.name,
		now: orderedAt.toISOString(),
		name: input.orderer?.name ?? '',
		member: null
	});
	await insertOrder(trx, registered);
	let whole: WholeOrder = { order: registered.order, log: [registered.log], files: [] };
	for (const [step, asked] of demoHistory(index / count, { whole, bundle, now }).entries()) {
		const author = asked.act === 'sequence' ? demoOrderer() : demoAuthor(company);
		const at = new Date(orderedAt.getTime() + (step + 1) * 3 * HOUR).toISOString();
		const { order, files } = whole;
		const told = { arrived: null, settings: DEFAULT_SETTINGS, contractorEmail: null, bundle };
		const state = { order, files, author, ...told };
		const verdict = decide(asked, state, { command: demoId(`command ${index} ${step}`), at, now: at });
		await saveChanges(trx, whole, verdict.changes);
		whole = applyChanges(whole, verdict.changes);
	}
	return whole;
}

const demoOrderer = () => demoAuthor(null);

/** Somebody of a company, or of the landlord. */
function demoAuthor(company: number | null): Author {
	const member = DEMO_MEMBERS.find((candidate) => candidate.company === company) ?? DEMO_MEMBERS[0];
	return {
		member: demoId(member?.username ?? ''),
		name: member?.name ?? '',
		email: '',
		company: company === null ? null : (DEMO_COMPANIES[company]?.id ?? null),
		companyName: company === null ? DEMO_ORGANISATION.name : (DEMO_COMPANIES[company]?.name ?? ''),
		organisation: DEMO_ORGANISATION.id
	};
}

/** What has happened to an order, and what it waits for. */
function demoHistory(
	progress: number,
	{ whole: { order }, bundle, now }: Pick<DemoOrder, 'bundle' | 'now'> & { whole: WholeOrder }
): ActWithPayload[] {
	const before = bundle.at(-1);
	const first: ActWithPayload[] = before ? [{ act: 'sequence', payload: { waitsFor: [before.id] } }] : [];
	const newFrom = order.priority === 'urgent' ? 0.85 : 0.66;
	if (progress > newFrom) return first;
	return [...first, ...(progress > 0.38 ? demoAccepted(order, now) : demoDone(order))];
}

/** Two of three accepted orders are planned, within the coming days. */
function demoAccepted({ number }: WorkOrder, now: number): ActWithPayload[] {
	const booked: ActWithPayload = {
		act: 'note',
		payload: { event: 'information', phrase: 'Tid är bokad med kund', text: '' }
	};
	if (number % 3 === 0) return [{ act: 'accept', payload: {} }];
	const [from, to] = WINDOWS[number % WINDOWS.length] ?? WINDOWS[0];
	const planned = { day: dayAfter(swedishDay(now), number % PLANNED_DAYS), from, to };
	return [{ act: 'accept', payload: {} }, booked, { act: 'plan', payload: { planned } }];
}

function demoDone(order: WorkOrder): ActWithPayload[] {
	const newUnit = order.newUnit && { note: 'Enligt beställning', properties: '', serialNumber: `SN${order.number}` };
	return [
		{ act: 'accept', payload: {} },
		{ act: 'done', payload: { action: `${order.phrase}: åtgärdat och provkört.`, ...(newUnit && { newUnit }) } }
	];
}
