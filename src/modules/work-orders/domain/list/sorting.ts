import { STATUSES, type WorkOrder } from '../order/model.ts';
import { ORDER_TYPES } from '../registering/new-order.ts';
import { compareForWork } from './queries.ts';

/** What orders can be sorted by. `work` is the order that a day is worked in: urgent ones first, then newest. */
export const SORT_FIELDS = [
	'work',
	'number',
	'ordered',
	'registered',
	'planned',
	'address',
	'object',
	'area',
	'administrativeArea',
	'phrase',
	'tenant',
	'type',
	'priority',
	'status',
	'contractor',
	'orderer',
	'bundle'
] as const;
export type SortField = (typeof SORT_FIELDS)[number];
export type SortOrder = 'rising' | 'falling';

type Key = number | string | null;

/** Å ä ö after z, and Skördegatan 2 before Skördegatan 15. */
const COLLATOR = new Intl.Collator('sv', { numeric: true });
const URGENCY = ['urgent', 'hlu-new-tenant', 'normal'] as const;

const TEXTS: Partial<Record<SortField, (order: WorkOrder) => string>> = {
	address: (order) => order.place.address,
	object: (order) => order.place.number,
	area: (order) => order.place.area,
	administrativeArea: (order) => order.place.administrativeArea,
	phrase: (order) => order.phrase || order.concerns.unit,
	tenant: (order) => order.tenant.name,
	contractor: (order) => order.contractorName,
	orderer: (order) => order.orderer.name,
	bundle: (order) => order.bundle
};

const KEYS: Partial<Record<SortField, (order: WorkOrder) => Key>> = {
	number: (order) => order.number,
	ordered: (order) => order.orderedAt,
	registered: (order) => order.registeredAt,
	planned: (order) => order.planned && `${order.planned.day} ${order.planned.from}`,
	type: (order) => ORDER_TYPES.indexOf(order.type),
	priority: (order) => URGENCY.indexOf(order.priority),
	status: (order) => STATUSES.indexOf(order.status)
};

/** Dates begin with the latest unless something else is asked for, everything else with the lowest. */
export function usualOrder(field: SortField): SortOrder {
	return field === 'ordered' || field === 'registered' || field === 'work' ? 'falling' : 'rising';
}

/** Orders by a field; what is equal stays as it stood, and what has nothing in the field comes last either way. */
export function sortOrders<Item extends { order: WorkOrder }>(
	items: readonly Item[],
	field: SortField,
	order: SortOrder = usualOrder(field)
): Item[] {
	const direction = order === 'rising' ? 1 : -1;
	if (field === 'work') return items.toSorted((a, b) => -direction * compareForWork(a.order, b.order));
	const keyOf = KEYS[field] ?? rankBy(items, TEXTS[field] ?? (() => ''));
	return items
		.map((item) => ({ item, key: keyOf(item.order) }))
		.sort((a, b) => compareKeys(a.key, b.key, direction))
		.map(({ item }) => item);
}

function compareKeys(a: Key, b: Key, direction: number): number {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	return a < b ? -direction : direction;
}

/** Comparing as Swedish is dear: each text that occurs is compared once, and orders by its rank from then on. */
function rankBy(items: readonly { order: WorkOrder }[], textOf: (order: WorkOrder) => string) {
	const ranks = new Map(sortSwedish(items.map(({ order }) => textOf(order))).map((text, rank) => [text, rank]));
	return (order: WorkOrder): Key => ranks.get(textOf(order)) ?? null;
}

function sortSwedish(texts: readonly string[]): string[] {
	return [...new Set(texts)].filter(Boolean).sort(COLLATOR.compare);
}

/** The areas and administrative areas that occur, each once, in Swedish order: the choices of the search. */
export function areasOf(items: readonly { order: WorkOrder }[]): { areas: string[]; administrativeAreas: string[] } {
	return {
		areas: sortSwedish(items.map(({ order }) => order.place.area)),
		administrativeAreas: sortSwedish(items.map(({ order }) => order.place.administrativeArea))
	};
}
