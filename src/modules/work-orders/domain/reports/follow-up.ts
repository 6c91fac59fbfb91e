import { dayAfter, swedishDay, swedishMoment, swedishMonth } from '#swedish/dates';
import { STATUSES, type Status, type WorkOrder } from '../order/model.ts';
import { ORDER_TYPES, type OrderType } from '../registering/new-order.ts';

const DAY = 24 * 60 * 60 * 1000; // milliseconds
const SHORTEST = 12; // months that the list shows at least

/** What is followed up: ordered from and to a Swedish day, of a type, a status, a contractor. Empty means all. */
export interface Selection {
	from: string;
	to: string;
	type: OrderType | '';
	status: Status | '';
	contractor: string;
}

/** What is counted of a group of orders; medians in days with one decimal, null where there is nothing to take them of. */
export interface Figures {
	count: number;
	daysToAccepted: number | null;
	daysToDone: number | null;
}

/** A line of the follow-up. */
export interface FollowUpRow<Key extends string = string> extends Figures {
	key: Key;
	byType: Readonly<Record<OrderType, number>>;
}

/** The follow-up of some orders: in total, by month of ordering, by type, by status, and by all three. */
export interface FollowUp {
	total: FollowUpRow;
	months: readonly FollowUpRow[];
	types: readonly FollowUpRow<OrderType>[];
	statuses: readonly FollowUpRow<Status>[];
	/** A row for each month, type and status that has orders. */
	details: readonly (Figures & { month: string; type: OrderType; status: Status })[];
}

/** The last twelve months with the present one, from the first day of the first to `now`. */
export function lastTwelveMonths(now: number): { from: string; to: string } {
	const to = swedishDay(now);
	return { from: `${addMonths(to.slice(0, 7), 1 - SHORTEST)}-01`, to };
}

/** The items whose orders were placed in a period, and are of a type, status and contractor. */
export function selectOrders<Item extends { order: WorkOrder }>(items: readonly Item[], chosen: Selection): Item[] {
	const from = momentOf(chosen.from) ?? '';
	const end = chosen.to && momentOf(chosen.to) ? momentOf(dayAfter(chosen.to, 1)) : null;
	return items.filter(
		({ order }) =>
			order.orderedAt >= from &&
			(end === null || order.orderedAt < end) &&
			(!chosen.type || order.type === chosen.type) &&
			(!chosen.status || order.status === chosen.status) &&
			(!chosen.contractor || order.contractor === chosen.contractor)
	);
}

/**
 * Counts orders, and how long they took. Months without orders inside the period are listed as 0; a period that begins
 * long before the first order is listed from that order, but twelve months at least.
 */
export function followUp(orders: readonly WorkOrder[], period: { from: string; to: string }): FollowUp {
	const byMonth = groupBy(orders, (order) => swedishMonth(order.orderedAt));
	const byType = groupBy(orders, (order) => order.type);
	const byStatus = groupBy(orders, (order) => order.status);
	return {
		total: row('', orders),
		months: monthsOf([...byMonth.keys()].sort(), period).map((month) => row(month, byMonth.get(month) ?? [])),
		types: ORDER_TYPES.map((type) => row(type, byType.get(type) ?? [])),
		statuses: STATUSES.map((status) => row(status, byStatus.get(status) ?? [])),
		details: [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([month, ofMonth]) => detailsOf(month, ofMonth))
	};
}

function detailsOf(month: string, orders: readonly WorkOrder[]): FollowUp['details'] {
	return ORDER_TYPES.flatMap((type) => STATUSES.map((status) => ({ month, type, status })))
		.map((cell) => ({
			...cell,
			...figures(orders.filter((order) => order.type === cell.type && order.status === cell.status))
		}))
		.filter(({ count }) => count > 0);
}

function row<Key extends string>(key: Key, orders: readonly WorkOrder[]): FollowUpRow<Key> {
	const byType = Object.fromEntries(ORDER_TYPES.map((type) => [type, 0])) as Record<OrderType, number>;
	for (const { type } of orders) byType[type] += 1;
	return { key, ...figures(orders), byType };
}

function figures(orders: readonly WorkOrder[]): Figures {
	const days = (until: 'acceptedAt' | 'doneAt') =>
		orders.flatMap((order) => {
			const at = order[until];
			// A landlord's system may say a later moment of ordering than the moment of the answer: no less than at once.
			return at === null ? [] : [Math.max(0, Date.parse(at) - Date.parse(order.orderedAt)) / DAY];
		});
	return { count: orders.length, daysToAccepted: median(days('acceptedAt')), daysToDone: median(days('doneAt')) };
}

function median(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	const sorted = values.toSorted((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
	const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
	return Math.round(((lower + upper) / 2) * 10) / 10;
}

function monthsOf(withOrders: readonly string[], period: { from: string; to: string }): string[] {
	const last = period.to.slice(0, 7) || withOrders.at(-1);
	if (last === undefined) return [];
	const earliest = [withOrders[0] ?? last, addMonths(last, 1 - SHORTEST)].sort()[0] ?? last;
	const from = period.from.slice(0, 7);
	const months: string[] = [];
	for (let month = from > earliest ? from : earliest; month <= last; month = addMonths(month, 1)) months.push(month);
	return months;
}

function addMonths(month: string, count: number): string {
	const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
	return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

function momentOf(day: string): string | null {
	const moment = day ? swedishMoment(day) : null;
	return moment === null ? null : new Date(moment).toISOString();
}

function groupBy<Key>(orders: readonly WorkOrder[], keyOf: (order: WorkOrder) => Key): Map<Key, WorkOrder[]> {
	const groups = new Map<Key, WorkOrder[]>();
	for (const order of orders) {
		const key = keyOf(order);
		const group = groups.get(key);
		if (group) group.push(order);
		else groups.set(key, [order]);
	}
	return groups;
}
