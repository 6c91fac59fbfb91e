import { type DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';
import type { WholeOrder } from './order/changes.ts';
import { type LogEntry, type OrderFile, type WorkOrder, completeOrder } from './order/model.ts';

/** Work orders of one company or organisation registered in one month; the server alone writes it. */
export const ORDERS_KIND: DocumentKind = {
	kind: 'orders',
	form: 'facts',
	parts: 'month',
	rootRule: (root) => (['orders', 'log', 'files'].includes(root) ? 'any' : null)
};

/** Which documents a company or an organisation has: devices open it first, and learn of new months from it. */
export const ORDER_INDEX_KIND: DocumentKind = {
	kind: 'order-index',
	form: 'facts',
	parts: 'all',
	rootRule: (root) => (root === 'documents' ? 'any' : null)
};

/** The name of the facts document for a scope and a month. */
export function ordersDocument(scope: string, month: string, epoch = 1): string {
	return formatDocumentName({ kind: ORDERS_KIND.kind, scope, partition: month, epoch });
}

/** The name of the index of a scope. */
export function orderIndexDocument(scope: string, epoch = 1): string {
	return formatDocumentName({ kind: ORDER_INDEX_KIND.kind, scope, partition: 'all', epoch });
}

/** Who a projection is for: the landlord sees all, a contractor what its order needs. */
export type Audience = 'orderer' | 'contractor';

/** The entries of one order in a facts document, by root name and key. */
export interface OrderEntries {
	orders: Record<string, WorkOrder>;
	log: Record<string, LogEntry>;
	files: Record<string, OrderFile>;
}

/**
 * What an audience sees of an order, as entries of a facts document. An allow-list: a contractor learns neither the
 * landlord's own ids nor which competitors had the order before, nor what those did on it.
 */
export function projectOrder({ order, log, files }: WholeOrder, audience: Audience): OrderEntries {
	const all = audience === 'orderer';
	const seen: WorkOrder = all ? order : { ...order, externalId: null, formerContractors: [] };
	const entries: OrderEntries = { orders: { [order.id]: seen }, log: {}, files: {} };
	log.forEach((entry, seq) => {
		if (all || entry.audience === 'all') entries.log[`${order.id}/${seq}`] = all ? entry : withoutCompetitor(entry);
	});
	for (const file of files) {
		if (all || file.audience === 'all') entries.files[`${order.id}/${file.id}`] = file;
	}
	return entries;
}

/** Whom an order was taken from is the landlord's to know. */
function withoutCompetitor(entry: LogEntry): LogEntry {
	if (!entry.replaced || !('contractor' in entry.replaced)) return entry;
	const seen = { ...entry };
	delete seen.replaced;
	return seen;
}

/** True for the keys that belong to an order in any root of a facts document. */
export function belongsTo(key: string, orderId: string): boolean {
	return key === orderId || key.startsWith(`${orderId}/`);
}

/** The maps of a facts document as plain values, by root name. */
export type FactsMaps = Readonly<Record<string, ReadonlyMap<string, unknown>>>;

/** The orders of facts documents, put together with their log (oldest first) and files, newest order first. */
export function readOrders(documents: readonly FactsMaps[]): WholeOrder[] {
	const orders = documents.flatMap((maps) => readDocument(maps));
	return orders.sort((a, b) => compareNewestFirst(a.order, b.order));
}

function readDocument(maps: FactsMaps): WholeOrder[] {
	const logs = group<LogEntry>(maps['log']);
	const files = group<OrderFile>(maps['files']);
	const orders = (maps['orders'] ?? new Map()) as ReadonlyMap<string, WorkOrder>;
	return [...orders.values()].map((order) => ({
		order: completeOrder(order),
		log: sortedValues(logs.get(order.id), ([a], [b]) => Number(a) - Number(b)),
		files: sortedValues(files.get(order.id), ([, a], [, b]) => (a.at < b.at ? -1 : 1))
	}));
}

type Grouped<Value> = Map<string, [string, Value][]>;

function group<Value>(map: ReadonlyMap<string, unknown> | undefined): Grouped<Value> {
	const grouped: Grouped<Value> = new Map();
	for (const [key, value] of map ?? []) {
		const slash = key.indexOf('/');
		const order = key.slice(0, slash);
		const entry: [string, Value] = [key.slice(slash + 1), value as Value];
		const known = grouped.get(order);
		if (known) known.push(entry);
		else grouped.set(order, [entry]);
	}
	return grouped;
}

function sortedValues<Value>(
	entries: [string, Value][] | undefined,
	compare: (a: [string, Value], b: [string, Value]) => number
): Value[] {
	return (entries ?? []).sort(compare).map(([, value]) => value);
}

/** Latest ordered first; the number settles what was ordered at the same moment. */
export function compareNewestFirst(a: WorkOrder, b: WorkOrder): number {
	if (a.orderedAt !== b.orderedAt) return a.orderedAt > b.orderedAt ? -1 : 1;
	return b.number - a.number;
}
