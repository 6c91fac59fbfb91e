import type { Payload } from './commands.ts';
import { dropPlan, mailToContractor, mailToOrderer, smsToTenant } from './effects.ts';
import type { WorkOrder } from './model.ts';
import { type Moment, type OrderState, type Verdict, accept, logChange, refuse } from './verdict.ts';

/** The acts that move an order from one status to another. */
export const statusDeciders = {
	accept(_payload: unknown, state: OrderState, moment: Moment): Verdict {
		const { order, author } = state;
		return (
			refuseUnlessOrdered(order) ??
			accept([
				{ type: 'order', set: { status: 'accepted', acceptedAt: moment.at, acceptedBy: author.name } },
				logChange(state, moment, 'accepted')
			])
		);
	},
	decline({ reason }: Payload<'decline'>, state: OrderState, moment: Moment): Verdict {
		const { order } = state;
		const set = {
			status: 'declined',
			contractor: null,
			contractorName: '',
			formerContractors: withPresent(order)
		} as const;
		return (
			refuseUnlessOrdered(order) ??
			accept(
				[{ type: 'order', set }, logChange(state, moment, 'declined', { text: reason })],
				mailToOrderer(state, `AO${order.number} avslagen`, `${state.author.companyName} har avslagit ordern: ${reason}`)
			)
		);
	},
	done: decideDone,
	cancel({ reason }: Payload<'cancel'>, state: OrderState, moment: Moment): Verdict {
		const { order, author } = state;
		const { wastedTrip } = order;
		const answer = { outcome: 'cancelled', at: moment.at, by: author.name } as const;
		const subject = `AO${order.number} är makulerad`;
		return (
			refuseWhenOver(order) ??
			accept(
				[
					{
						type: 'order',
						set: { status: 'cancelled', planned: null, wastedTrip: wastedTrip && { ...wastedTrip, answer } }
					},
					logChange(state, moment, 'cancelled', { text: reason })
				],
				[...mailToContractor(state, subject, reason), ...dropPlan(state)]
			)
		);
	},
	/** [WO37] Takes a cancellation back: the order stands where it stood, without its plan; a wasted trip goes on. */
	reopen({ text }: Payload<'reopen'>, state: OrderState, moment: Moment): Verdict {
		const { order, author } = state;
		if (order.status !== 'cancelled') return refuse('not-cancelled');
		const answer = { outcome: 'resumed', at: moment.at, by: author.name } as const;
		const wastedTrip = order.wastedTrip && { ...order.wastedTrip, answer };
		return accept(
			[
				{ type: 'order', set: { status: statusBeforeCancelling(order), wastedTrip } },
				logChange(state, moment, 'reopened', { text })
			],
			mailToContractor(state, `AO${order.number} är inte längre makulerad`, text)
		);
	},
	/** [WO31] A wasted trip is invoiced on the order that was cancelled because of it. */
	invoice(_payload: unknown, state: OrderState, moment: Moment): Verdict {
		const { status, wastedTrip } = state.order;
		if (status !== 'done' && !(status === 'cancelled' && wastedTrip)) return refuse('not-done');
		return accept([{ type: 'order', set: { status: 'invoiced' } }, logChange(state, moment, 'invoiced')]);
	},
	reassign({ contractor, contractorName }: Payload<'reassign'>, state: OrderState, moment: Moment): Verdict {
		const { order } = state;
		const set = {
			status: 'ordered',
			contractor,
			contractorName,
			formerContractors: withPresent(order).filter((company) => company !== contractor),
			acceptedAt: null,
			acceptedBy: null,
			wastedTrip: null,
			planned: null,
			readBy: { ...order.readBy, contractor: null }
		} as const;
		const replaced = { contractor: order.contractor, contractorName: order.contractorName };
		return (
			refuseWhenOver(order) ??
			accept(
				[
					{ type: 'order', set },
					logChange(state, moment, 'contractor-changed', { text: order.contractorName, replaced })
				],
				dropPlan(state)
			)
		);
	}
};

function statusBeforeCancelling({ contractor, acceptedAt }: WorkOrder): WorkOrder['status'] {
	if (contractor === null) return 'declined';
	return acceptedAt === null ? 'ordered' : 'accepted';
}

function refuseUnlessOrdered(order: WorkOrder): Verdict | null {
	if (order.status === 'cancelled') return refuse('already-cancelled');
	return order.status === 'ordered' ? null : refuse('already-accepted', order.acceptedBy);
}

function refuseWhenOver({ status }: WorkOrder): Verdict | null {
	if (status === 'cancelled') return refuse('already-cancelled');
	return status === 'done' || status === 'invoiced' ? refuse('already-done') : null;
}

function withPresent({ contractor, formerContractors }: WorkOrder): string[] {
	return contractor === null ? formerContractors : [...formerContractors, contractor];
}

function decideDone(asked: Payload<'done'>, state: OrderState, moment: Moment): Verdict {
	const { order } = state;
	const { action, newUnit } = asked;
	if (order.status === 'cancelled') {
		return refuse('came-after-cancellation', null, [logChange(state, moment, 'came-late', { text: action })]);
	}
	const refused = refuseUnfinished(asked, order);
	if (refused) return refused;
	const unit = order.newUnit && newUnit ? { ...order.newUnit, ...newUnit } : order.newUnit;
	return accept(
		[
			{ type: 'order', set: { status: 'done', doneAt: moment.at, doneAction: action, newUnit: unit } },
			logChange(state, moment, 'done', { text: action })
		],
		[
			...smsToTenant(state, 'done', null),
			...mailToOrderer(state, `AO${order.number} är utförd`, action),
			...(order.planned ? [{ kind: 'withdraw-reminders' } as const] : [])
		]
	);
}

/** [WO4] [WO8] What has to be there before an order is done. */
function refuseUnfinished({ action, newUnit }: Payload<'done'>, order: WorkOrder): Verdict | null {
	if (order.status === 'done' || order.status === 'invoiced') return refuse('already-done');
	if (order.status !== 'accepted') return refuse('not-accepted');
	if (order.wastedTrip?.answer === null) return refuse('wasted-trip-open');
	if (action === '') return refuse('action-missing');
	return order.newUnit && !newUnit?.serialNumber.trim() ? refuse('new-unit-missing') : null;
}
