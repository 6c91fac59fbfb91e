import type { Command } from '#core/command';
import type { WholeOrder } from '../order/changes.ts';
import { STATUSES, type Status, type WorkOrder } from '../order/model.ts';
import { ORDER_TYPES, type OrderType } from '../registering/new-order.ts';

/** How long orders stay in the list of done ones after their done date. */
export const DONE_LISTED = 30 * 24 * 60 * 60 * 1000; // 30 days

/** The three lists that orders are worked from. */
export type ListName = 'new' | 'ongoing' | 'done';

/** True when an order stands in a list at `now` (milliseconds). */
export function isListed(order: WorkOrder, list: ListName, now: number): boolean {
	switch (list) {
		case 'new':
			return order.status === 'ordered';
		case 'ongoing':
			return order.status === 'accepted';
		case 'done':
			return order.status === 'done' && order.doneAt !== null && Date.parse(order.doneAt) > now - DONE_LISTED;
	}
}

/** True for urgent work that is still to be done: what is finished is not pressing any more. */
export function isPressing({ priority, status }: WorkOrder): boolean {
	return priority === 'urgent' && (status === 'ordered' || status === 'accepted');
}

/** The order that a day is worked in: urgent work that is to be done, then the latest ordered; of what is done, the last done. */
export function compareForWork(a: WorkOrder, b: WorkOrder): number {
	const urgency = Number(isPressing(b)) - Number(isPressing(a));
	const [first, second] = [sinceOf(a), sinceOf(b)];
	if (urgency || first === second) return urgency;
	return first > second ? -1 : 1;
}

function sinceOf({ status, doneAt, orderedAt }: WorkOrder): string {
	return (status === 'done' && doneAt) || orderedAt;
}

/** The matrix of the main page: how many orders of each status and type, with totals. */
export type Matrix = Record<Status, Record<OrderType | 'total', number>>;

/** Counts orders by status and type; `done` counts only what is still listed. */
export function countMatrix(orders: readonly WorkOrder[], now: number): Matrix {
	const row = () => Object.fromEntries([...ORDER_TYPES, 'total'].map((type) => [type, 0])) as Matrix[Status];
	const matrix = Object.fromEntries(STATUSES.map((status) => [status, row()])) as Matrix;
	for (const order of orders) {
		if (order.status === 'done' && !isListed(order, 'done', now)) continue;
		matrix[order.status][order.type] += 1;
		matrix[order.status].total += 1;
	}
	return matrix;
}

/** An order as the device shows it: what the server has decided, with this device's waiting acts on top. */
export interface OrderView extends WholeOrder {
	/** Commands of this device that the server has not answered. */
	waiting: readonly Command[];
}
