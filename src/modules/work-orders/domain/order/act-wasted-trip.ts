import type { Payload } from './commands.ts';
import { mailToContractor, mailToOrderer, smsToTenant } from './effects.ts';
import type { WastedTrip } from './model.ts';
import { type Moment, type OrderState, type Verdict, accept, logChange, refuse } from './verdict.ts';

/** A wasted trip, and the orderer's answer that the work goes on; cancelling is the other answer. */
export const wastedTripDeciders = {
	/** [WO8] [WO30] A wasted trip is not done: its proof is kept, the orderer is asked, the tenant is told. */
	'wasted-trip'(proof: Payload<'wasted-trip'>, state: OrderState, moment: Moment): Verdict {
		const { order, author } = state;
		if (order.status === 'cancelled') return refuse('already-cancelled');
		if (order.status !== 'accepted') return refuse('not-accepted');
		if (order.wastedTrip?.answer === null) return refuse('wasted-trip-open');
		const wastedTrip: WastedTrip = { ...proof, at: moment.at, by: author.name, answer: null };
		const subject = `Bomkörning på AO${order.number}`;
		const text = `${author.companyName} kom inte in och ber dig makulera ordern eller låta den fortsätta: ${proof.reason}`;
		return accept(
			[
				{ type: 'order', set: { wastedTrip, planned: null } },
				logChange(state, moment, 'wasted-trip', { text: proof.reason })
			],
			[
				...mailToOrderer(state, subject, text),
				...smsToTenant(state, 'wasted-trip', null),
				...(order.planned ? [{ kind: 'withdraw-reminders' } as const] : [])
			]
		);
	},
	/** [WO8] The orderer wants the work done all the same. */
	resume({ text }: Payload<'resume'>, state: OrderState, moment: Moment): Verdict {
		const { order, author } = state;
		const { wastedTrip } = order;
		if (!wastedTrip || wastedTrip.answer) return refuse('no-wasted-trip');
		const answer = { outcome: 'resumed', at: moment.at, by: author.name } as const;
		return accept(
			[
				{ type: 'order', set: { wastedTrip: { ...wastedTrip, answer } } },
				logChange(state, moment, 'resumed', { text })
			],
			mailToContractor(state, `AO${order.number}: gör ett nytt försök`, text)
		);
	}
};
