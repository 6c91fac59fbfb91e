import { samePlan, toPrerequisite } from '../order/act-plan.ts';
import type { WorkOrder } from '../order/model.ts';
import type { Change, Effect } from '../order/verdict.ts';

/** True when something of an order has changed that orders after it in the bundle have to know. */
export function isNewsForBundle(before: WorkOrder, after: WorkOrder): boolean {
	return (
		before.status !== after.status ||
		!samePlan(before.planned, after.planned) ||
		before.contractorName !== after.contractorName
	);
}

/**
 * [WO33] What an order that waits for another learns when that one changes: its picture of the other, a line in its
 * log, and a mail to its contractor when the way is free or the plan has moved. Null when nothing that matters changed.
 */
export function newsForWaiting(
	waiting: WorkOrder,
	before: WorkOrder,
	after: WorkOrder,
	{ now, contractorEmail }: { now: string; contractorEmail: string | null }
): { changes: Change[]; effects: Effect[] } | null {
	if (!isNewsForBundle(before, after) || !waiting.waitsFor.some(({ order }) => order === after.id)) return null;
	const waitsFor = waiting.waitsFor.map((known) => (known.order === after.id ? toPrerequisite(after) : known));
	const text = describe(after, before);
	const subject = `AO${waiting.number}: ${text}`;
	const isOver = waiting.status !== 'ordered' && waiting.status !== 'accepted';
	return {
		changes: [
			{ type: 'order', set: { waitsFor } },
			{
				type: 'log',
				entry: {
					at: now,
					registeredAt: now,
					type: 'bundle-changed',
					side: 'bundle',
					name: after.contractorName,
					phrase: '',
					text,
					member: null,
					command: null,
					audience: 'all'
				}
			}
		],
		effects: contractorEmail && !isOver ? [{ kind: 'mail', to: contractorEmail, subject, text }] : []
	};
}

const STATUS_WORDS = {
	ordered: 'beställd',
	accepted: 'accepterad',
	done: 'utförd',
	invoiced: 'fakturerad',
	cancelled: 'makulerad',
	declined: 'avslagen'
} as const;

/** Log texts are stored as they are read, in Swedish like everything that people have written in the log. */
function describe(after: WorkOrder, before: WorkOrder): string {
	const what = `AO${after.number} ${after.phrase}`.trim();
	if (before.status !== after.status) return `${what} är ${STATUS_WORDS[after.status]}`;
	const { planned } = after;
	if (samePlan(before.planned, planned)) return `${what} har bytt utförare`;
	return planned ? `${what} planeras ${planned.day} ${planned.from}`.trim() : `${what} har ingen planerad dag längre`;
}
