import type { Act, OrderView, Status } from '#modules/work-orders/domain/index.ts';

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
	const acts: Act[] = log.some(({ type }) => type === 'question') ? ['answer'] : [];
	if (wastedTrip?.answer === null) acts.push('resume');
	return [...acts, ...actsOn(status, wastedTrip !== null)];
}

/** What the landlord can do with an order by where it stands. */
function actsOn(status: Status, hasTrip: boolean): Act[] {
	switch (status) {
		case 'accepted':
			return ['plan', 'reassign', 'sequence', 'cancel'];
		case 'ordered':
		case 'declined':
			return ['reassign', 'sequence', 'cancel'];
		case 'done':
			return ['invoice'];
		case 'cancelled':
			return hasTrip ? ['reopen', 'invoice'] : ['reopen'];
		case 'invoiced':
			return [];
	}
}
