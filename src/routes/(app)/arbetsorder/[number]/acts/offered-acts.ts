import type { Act, OrderView } from '#domain/work-orders';

/** The rarer acts that make sense on an order now, for the contractor or for the landlord's people. */
export function moreActs(view: OrderView, contractor: boolean): Act[] {
	return contractor ? contractorActs(view) : ordererActs(view);
}

function contractorActs({ order: { status } }: OrderView): Act[] {
	if (status === 'ordered') return ['message', 'decline'];
	return status === 'accepted' ? ['message', 'plan', 'wasted-trip'] : ['message'];
}

function ordererActs({ order, log }: OrderView): Act[] {
	const { status, wastedTrip, number } = order;
	// Before the server has given it a number there is nothing that others could know of.
	if (number === 0) return [];
	const open = status === 'ordered' || status === 'accepted' || status === 'declined';
	const acts: Act[] = log.some(({ type }) => type === 'question') ? ['answer'] : [];
	if (wastedTrip?.answer === null) acts.push('resume');
	if (status === 'accepted') acts.push('plan');
	if (open) acts.push('reassign', 'sequence', 'cancel');
	if (status === 'done' || (status === 'cancelled' && wastedTrip)) acts.push('invoice');
	return acts;
}
