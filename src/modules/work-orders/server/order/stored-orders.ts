import type { Change, LogEntry, OrderFile, WholeOrder, WorkOrder } from '#modules/work-orders/domain/index.ts';
import { applyChanges, completeOrder } from '#modules/work-orders/domain/index.ts';
import { swedishMonth } from '#swedish/dates';
import { type Connection, isPostgres } from '#server/database/open';

/** A work order with its log and files, or null. `lock` keeps others from deciding on it until the transaction ends. */
export async function loadOrder(db: Connection, id: string, lock = false): Promise<WholeOrder | null> {
	if (lock) await lockChanges(db, id);
	let query = db.selectFrom('work_orders').select('body_json').where('id', '=', id);
	if (lock && isPostgres(db)) query = query.forUpdate();
	const row = await query.executeTakeFirst();
	if (!row) return null;
	const log = await db
		.selectFrom('work_order_log')
		.select('body_json')
		.where('order_id', '=', id)
		.orderBy('seq')
		.execute();
	const files = await db.selectFrom('work_order_files').select('body_json').where('order_id', '=', id).execute();
	return {
		order: completeOrder(JSON.parse(row.body_json) as WorkOrder),
		log: log.map(({ body_json }) => JSON.parse(body_json) as LogEntry),
		files: files.map(({ body_json }) => JSON.parse(body_json) as OrderFile)
	};
}

/** The companies and the organisation whose facts documents hold an order. */
export function scopesOf(order: WorkOrder): string[] {
	return order.contractor === null ? [order.organisation] : [order.organisation, order.contractor];
}

/** Writes a new order with its log, and marks its facts documents as behind. */
export async function insertOrder(trx: Connection, { order, log }: { order: WorkOrder; log: LogEntry }): Promise<void> {
	const changed = await nextChange(trx, order.organisation);
	await trx
		.insertInto('work_orders')
		.values({ ...toRow(order), changed })
		.execute();
	await insertLog(trx, order.id, 0, [log]);
	await markFactsDirty(trx, order.id, scopesOf(order));
}

/** Writes the changes of a decision to an order's rows, and marks its facts documents as behind. */
export async function saveChanges(trx: Connection, before: WholeOrder, changes: readonly Change[]): Promise<void> {
	if (changes.length === 0) return;
	const after = applyChanges(before, changes);
	const { id } = before.order;
	// [WO38] That somebody has read an order is no news for the property system.
	const numbered = changes.every(isReading) ? {} : { changed: await nextChange(trx, before.order.organisation) };
	const columns = after.order === before.order ? {} : toRow(after.order);
	await trx
		.updateTable('work_orders')
		.set({ ...columns, ...numbered })
		.where('id', '=', id)
		.execute();
	await insertLog(trx, id, before.log.length, after.log.slice(before.log.length));
	for (const file of after.files) {
		if (before.files.includes(file)) continue;
		const row = { id: file.id, order_id: id, body_json: JSON.stringify(file) };
		await trx
			.insertInto('work_order_files')
			.values(row)
			.onConflict((conflict) => conflict.column('id').doUpdateSet({ body_json: row.body_json }))
			.execute();
	}
	await markFactsDirty(trx, id, [...new Set([...scopesOf(before.order), ...scopesOf(after.order)])]);
}

const isReading = (change: Change) =>
	change.type === 'order' && Object.keys(change.set).every((field) => field === 'readBy');

/**
 * Numbers a change of an organisation's orders. The organisation's row stays locked until the commit, so the numbers
 * grow in the order of the commits: who has read up to a number has missed nothing before it.
 */
async function nextChange(trx: Connection, organisation: string): Promise<number> {
	const { orders_changed: number } = await trx
		.updateTable('organisations')
		.set((eb) => ({ orders_changed: eb('orders_changed', '+', 1) }))
		.where('id', '=', organisation)
		.returning('orders_changed')
		.executeTakeFirstOrThrow();
	return number;
}

/** Those who will write take the organisation's lock before any order's: in this one order nobody waits in a circle. */
async function lockChanges(trx: Connection, order: string): Promise<void> {
	if (!isPostgres(trx)) return;
	await trx
		.selectFrom('organisations')
		.select('id')
		.where('id', '=', ({ selectFrom }) =>
			selectFrom('work_orders').select('organisation_id').where('work_orders.id', '=', order)
		)
		.forNoKeyUpdate()
		.execute();
}

async function insertLog(trx: Connection, id: string, from: number, entries: readonly LogEntry[]): Promise<void> {
	if (entries.length === 0) return;
	const rows = entries.map((entry, index) => ({ order_id: id, seq: from + index, body_json: JSON.stringify(entry) }));
	await trx.insertInto('work_order_log').values(rows).execute();
}

async function markFactsDirty(trx: Connection, about: string, scopes: readonly string[]): Promise<void> {
	await trx
		.insertInto('facts_dirty')
		.values({ about, scopes_json: JSON.stringify(scopes) })
		.execute();
}

function toRow(order: WorkOrder) {
	return {
		id: order.id,
		organisation_id: order.organisation,
		contractor_id: order.contractor,
		number: order.number,
		bundle: order.bundle,
		status: order.status,
		month: swedishMonth(order.registeredAt),
		external_id: order.externalId,
		body_json: JSON.stringify(order)
	};
}
