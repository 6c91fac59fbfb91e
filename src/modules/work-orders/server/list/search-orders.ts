import { setImmediate } from 'node:timers/promises';
import type { Actor } from '#core/access';
import {
	type OrderEntries,
	type OrderSearch,
	type WorkOrder,
	completeOrder,
	filterOrders,
	projectOrder
} from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { loadOrder } from '../order/stored-orders.ts';

const MOST_FOUND = 100;
const ROWS_AT_ONCE = 250; // others are answered between two of these
const MOST_ROWS = 50_000; // read for one search: bounds the time that a search without hits takes

/**
 * Orders of the actor's landlord or company that a search finds, newest first, as that audience sees them: also those
 * that devices no longer hold.
 */
export async function searchOrders(
	db: Connection,
	{ organisation, company }: Actor,
	search: OrderSearch,
	now: number
): Promise<OrderEntries[]> {
	const found: WorkOrder[] = [];
	let before = Number.MAX_SAFE_INTEGER;
	for (let read = 0; read < MOST_ROWS && found.length < MOST_FOUND; read += ROWS_AT_ONCE) {
		let query = db
			.selectFrom('work_orders')
			.select(['number', 'body_json'])
			.where('organisation_id', '=', organisation)
			.orderBy('number', 'desc')
			.limit(ROWS_AT_ONCE);
		if (before < Number.MAX_SAFE_INTEGER) query = query.where('number', '<', before);
		if (company !== null) query = query.where('contractor_id', '=', company);
		if (search.status) query = query.where('status', '=', search.status);
		const rows = await query.execute();
		const orders = rows.map(({ body_json }) => ({ order: completeOrder(JSON.parse(body_json) as WorkOrder) }));
		found.push(...filterOrders(orders, search, now).map(({ order }) => order));
		before = rows.at(-1)?.number ?? 0;
		if (rows.length < ROWS_AT_ONCE) break;
		await setImmediate();
	}
	const audience = company === null ? 'orderer' : 'contractor';
	const wholes = await Promise.all(found.slice(0, MOST_FOUND).map(({ id }) => loadOrder(db, id)));
	return wholes.flatMap((whole) => (whole ? [projectOrder(whole, audience)] : []));
}
