import { attach, fileDeciders } from './act-files.ts';
import { planDeciders } from './act-plan.ts';
import { statusDeciders } from './act-status.ts';
import { wastedTripDeciders } from './act-wasted-trip.ts';
import { wordDeciders } from './act-words.ts';
import type { Act, ActWithPayload, Payload } from './commands.ts';
import type { LogType } from './model.ts';
import { type Moment, type OrderState, type Verdict, accept, logChange, refuse } from './verdict.ts';

type Deciders = { [Name in Act]: (payload: Payload<Name>, state: OrderState, moment: Moment) => Verdict };

const deciders: Deciders = {
	...statusDeciders,
	...wordDeciders,
	...planDeciders,
	...wastedTripDeciders,
	...fileDeciders
};

const CONTRACTOR_ACTS: readonly Act[] = ['accept', 'decline', 'message', 'done', 'wasted-trip'];
const ORDERER_ACTS: readonly Act[] = ['answer', 'cancel', 'reopen', 'invoice', 'reassign', 'resume', 'sequence'];

/**
 * Decides an act on a work order: the one place for its rules (SPEC.md). Pure; runs on the device to answer at once,
 * and on the server, whose answer counts.
 */
export function decide(asked: ActWithPayload, state: OrderState, moment: Moment): Verdict {
	const refused = refuseOutsiders(asked, state, moment);
	if (refused) return refused;
	const decider = deciders[asked.act] as (payload: unknown, state: OrderState, moment: Moment) => Verdict;
	return decider(asked.payload, state, moment);
}

function refuseOutsiders(asked: ActWithPayload, state: OrderState, moment: Moment): Verdict | null {
	const { author, order } = state;
	if (author.organisation !== order.organisation) return refuse('forbidden');
	if (author.company === null) return CONTRACTOR_ACTS.includes(asked.act) ? refuse('forbidden') : null;
	if (ORDERER_ACTS.includes(asked.act)) return refuse('forbidden');
	if (order.contractor === author.company) return null;
	if (!order.formerContractors.includes(author.company)) return refuse('forbidden');
	return decideForFormerContractor(asked, state, moment);
}

/** [WO7] The order has moved: acts are refused with who has it now, but words and pictures reach the orderer. */
function decideForFormerContractor(asked: ActWithPayload, state: OrderState, moment: Moment): Verdict {
	const kept = (type: LogType, text: string, phrase = '') => [
		logChange(state, moment, type, { text, phrase, audience: 'orderer' })
	];
	const moved = (text: string) => refuse('moved', state.order.contractorName, kept('came-late', text));
	switch (asked.act) {
		case 'note':
			return accept(kept('note', asked.payload.text, asked.payload.phrase));
		case 'attach':
			return attach(asked.payload, state, moment, 'orderer');
		case 'seen':
			return accept([]);
		case 'done':
			return moved(asked.payload.action);
		case 'message':
			return moved(asked.payload.text);
		case 'wasted-trip':
			return moved(asked.payload.reason);
		default:
			return refuse('moved', state.order.contractorName);
	}
}
