import { newId } from '#core/id';
import type { Clock } from '#core/clock';
import {
	type ActWithPayload,
	type LogEntry,
	type Refusal,
	type WholeOrder,
	type WorkOrder,
	completeOrder,
	invoiceReference
} from '#modules/work-orders/domain/index.ts';
import { type Result, ok, refuse } from '#core/result';
import { decideAct } from '../order/decide-act.ts';
import type { Connection } from '#server/database/open';
import type { KeyCaller } from '#server/people/api-keys';
import { loadOrder } from '../order/stored-orders.ts';

/** An order as the property system reads it: everything but the ids of people and devices. */
export type ApiOrder = Omit<WorkOrder, 'organisation'> & { invoiceReference: string };

/** A line of the log, as the property system reads it. */
export type ApiLogLine = Omit<LogEntry, 'member' | 'command'>;

/** How an order is found: by its number, or by the id that the property system gave it. */
export type OrderName = { number: number } | { externalId: string };

const MAX_NUMBER = 2 ** 31 - 1; // of an integer column on PostgreSQL

/** What the API says of an order. */
export function toApiOrder({ organisation: _organisation, ...order }: WorkOrder): ApiOrder {
	return { ...order, invoiceReference: invoiceReference(order) };
}

/** What the API says of an order with its log. */
export function toApiOrderWithLog({ order, log }: Pick<WholeOrder, 'order' | 'log'>): ApiOrder & { log: ApiLogLine[] } {
	return { ...toApiOrder(order), log: log.map(({ member: _member, command: _command, ...line }) => line) };
}

/** The id of a landlord's order, or null. */
export async function findOrder(db: Connection, organisation: string, name: OrderName): Promise<string | null> {
	const query = db.selectFrom('work_orders').select('id').where('organisation_id', '=', organisation);
	const named =
		'number' in name ? query.where('number', '=', name.number) : query.where('external_id', '=', name.externalId);
	return (await named.executeTakeFirst())?.id ?? null;
}

/** Orders by number after a cursor. */
export async function listByNumber(
	db: Connection,
	organisation: string,
	{ after, limit }: { after: number; limit: number }
): Promise<ApiOrder[]> {
	const rows = await db
		.selectFrom('work_orders')
		.select('body_json')
		.where('organisation_id', '=', organisation)
		.where('number', '>', Math.min(after, MAX_NUMBER))
		.orderBy('number')
		.limit(limit)
		.execute();
	return rows.map(({ body_json }) => toApiOrder(completeOrder(JSON.parse(body_json) as WorkOrder)));
}

/** The orders that were written after a change number, the one that has waited longest first, with their log. */
export async function listChanged(
	db: Connection,
	organisation: string,
	{ after, limit }: { after: number; limit: number }
): Promise<{ orders: ReturnType<typeof toApiOrderWithLog>[]; last: number }> {
	const rows = await db
		.selectFrom('work_orders')
		.select(['id', 'changed', 'body_json'])
		.where('organisation_id', '=', organisation)
		.where('changed', '>', Math.min(after, MAX_NUMBER))
		.orderBy('changed')
		.limit(limit)
		.execute();
	const logs = await logsOf(
		db,
		rows.map(({ id }) => id)
	);
	const orders = rows.map(({ id, body_json }) =>
		toApiOrderWithLog({ order: completeOrder(JSON.parse(body_json) as WorkOrder), log: logs.get(id) ?? [] })
	);
	return { orders, last: rows.at(-1)?.changed ?? after };
}

async function logsOf(db: Connection, orders: readonly string[]): Promise<Map<string, LogEntry[]>> {
	const logs = new Map<string, LogEntry[]>(orders.map((id) => [id, []]));
	if (orders.length === 0) return logs;
	const rows = await db
		.selectFrom('work_order_log')
		.select(['order_id', 'body_json'])
		.where('order_id', 'in', orders)
		.orderBy('order_id')
		.orderBy('seq')
		.execute();
	for (const { order_id, body_json } of rows) logs.get(order_id)?.push(JSON.parse(body_json) as LogEntry);
	return logs;
}

/** What the property system does with an order. */
export type ApiAct = Extract<ActWithPayload, { act: 'cancel' | 'invoice' }>;

/**
 * Carries out an act of the property system by the same rules as everybody's. What has been done before is done: the
 * order is given back as it is.
 */
export async function actByKey(
	db: Connection,
	caller: KeyCaller,
	{ id, asked, clock }: { id: string; asked: ApiAct; clock: Clock }
): Promise<Result<WholeOrder, Refusal>> {
	const done = asked.act === 'cancel' ? 'cancelled' : 'invoiced';
	const { actor, name, organisationName } = caller;
	const contact = { name, email: '', phone: '', mobile: '', otherPhone: '' };
	return db.transaction().execute(async (trx) => {
		const whole = await loadOrder(trx, id, true);
		if (whole?.order.organisation !== actor.organisation) return refuse('unknown-order');
		if (whole.order.status === done) return ok(whole);
		const now = new Date(clock.now()).toISOString();
		const author = { actor, name, companyName: organisationName, contact };
		const act = { asked, whole, author, command: newId(), at: now, now, arrived: null };
		const verdict = await decideAct(trx, act);
		if (verdict.verdict === 'refused') return refuse(verdict.code);
		return ok((await loadOrder(trx, id)) ?? whole);
	});
}
