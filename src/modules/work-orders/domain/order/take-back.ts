import { samePlan } from './act-plan.ts';
import type { Act } from './commands.ts';
import type { LogEntry, LogType, Planned, Status, Waited, WorkOrder } from './model.ts';

/** From what to what a line of the log has changed an order. */
export type Replacement =
	| { of: 'status'; from: Status; to: Status }
	| { of: 'planned'; from: Planned | null; to: Planned | null }
	| { of: 'contractor'; from: string; to: string }
	| { of: 'sequence'; from: readonly Waited[]; to: readonly Waited[] };

/** The act that puts back what a line of the log has replaced. */
export interface TakeBack {
	act: Act;
	payload: Record<string, unknown>;
}

const STATUS_AFTER: Partial<Record<LogType, Status>> = {
	registered: 'ordered',
	accepted: 'accepted',
	declined: 'declined',
	done: 'done',
	cancelled: 'cancelled',
	invoiced: 'invoiced',
	'contractor-changed': 'ordered'
};

/** [WO39] What the line at an index of an order's log has changed, from and to; null when it is words or a file. */
export function replacementIn(order: WorkOrder, log: readonly LogEntry[], index: number): Replacement | null {
	const entry = log[index];
	if (!entry) return null;
	const { replaced, type } = entry;
	if (replaced && 'planned' in replaced) return { of: 'planned', from: replaced.planned, to: replaced.by };
	if (replaced && 'waitsFor' in replaced) return { of: 'sequence', from: replaced.waitsFor, to: replaced.by };
	if (type === 'contractor-changed') {
		const next = log.slice(index + 1).find((later) => later.type === 'contractor-changed');
		return { of: 'contractor', from: entry.text, to: next ? next.text : order.contractorName };
	}
	const from = statusAfter(log, index - 1);
	const to = statusAfter(log, index);
	return from !== null && to !== null && from !== to ? { of: 'status', from, to } : null;
}

/** Where the order stood after a line of its log; null before the first. A reopened order stands where it stood. */
function statusAfter(log: readonly LogEntry[], index: number): Status | null {
	for (let at = index; at >= 0; at -= 1) {
		const type = log[at]?.type;
		if (type === 'reopened') return statusAfter(log, log.slice(0, at).findLastIndex(isCancelling) - 1);
		const status = type && STATUS_AFTER[type];
		if (status) return status;
	}
	return null;
}

const isCancelling = ({ type }: LogEntry) => type === 'cancelled';

/**
 * [WO59] How to take back the line at an index of the log: null when something newer holds, or when nothing was replaced.
 * Whether the rules still allow it is for `decide()` to say.
 */
export function takeBack(order: WorkOrder, log: readonly LogEntry[], index: number): TakeBack | null {
	const entry = log[index];
	if (!entry) return null;
	const { replaced } = entry;
	if (entry.type === 'cancelled') return order.status === 'cancelled' ? { act: 'reopen', payload: { text: '' } } : null;
	if (!replaced) return null;
	if ('planned' in replaced) {
		const isPresent = samePlan(order.planned, replaced.by);
		return isPresent ? { act: 'plan', payload: { planned: replaced.planned } } : null;
	}
	if ('waitsFor' in replaced) {
		const isPresent = sameOrders(order.waitsFor, replaced.by);
		return isPresent ? { act: 'sequence', payload: { waitsFor: replaced.waitsFor.map((first) => first.order) } } : null;
	}
	const { contractor, contractorName } = replaced;
	if (contractor === null || order.contractor === contractor) return null;
	return { act: 'reassign', payload: { contractor, contractorName } };
}

function sameOrders(a: readonly Waited[], b: readonly Waited[]): boolean {
	return a.length === b.length && a.every(({ order }) => b.some((other) => other.order === order));
}
