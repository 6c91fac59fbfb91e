import type { LogEntry, Prerequisite, WorkOrder } from '../order/model.ts';

const BEHIND = new Set(['done', 'invoiced', 'cancelled']);

/** What an order still waits for: orders that come first and are not finished. Nothing once it is finished itself. */
export function stillWaitsFor({ status, waitsFor }: WorkOrder): readonly Prerequisite[] {
	return BEHIND.has(status) ? [] : waitsFor.filter((before) => !BEHIND.has(before.status));
}

/** True while a wasted trip waits for the orderer's answer. */
export function awaitsAnswerToTrip({ wastedTrip }: WorkOrder): boolean {
	return wastedTrip !== null && wastedTrip.answer === null;
}

/** True while the contractor's last question has no answer. */
export function hasOpenQuestion(log: readonly LogEntry[]): boolean {
	return log.findLast(({ type }) => type === 'question' || type === 'answer')?.type === 'question';
}

/** Whether work that is not finished is planned for today (2026-11-22), tomorrow, or neither. */
export function plannedSoon({ status, planned }: WorkOrder, today: string): 'today' | 'tomorrow' | null {
	if (!planned || BEHIND.has(status)) return null;
	if (planned.day === today) return 'today';
	const tomorrow = new Date(Date.parse(today) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
	return planned.day === tomorrow ? 'tomorrow' : null;
}
