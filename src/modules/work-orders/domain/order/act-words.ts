import type { Payload } from './commands.ts';
import { mailToContractor, mailToOrderer } from './effects.ts';
import { type Moment, type OrderState, type Verdict, accept, logChange } from './verdict.ts';

/** The phrase that makes a note a question to the orderer, whatever event it was filed under. */
const QUESTION_PHRASE = 'Beställningsfråga';

/** The acts that say something, and the one that says that it was read. */
export const wordDeciders = {
	note({ event, phrase, text }: Payload<'note'>, state: OrderState, moment: Moment): Verdict {
		const type = event === 'question' || phrase === QUESTION_PHRASE ? 'question' : 'note';
		return accept([logChange(state, moment, type, { phrase, text })]);
	},
	message({ text }: Payload<'message'>, state: OrderState, moment: Moment): Verdict {
		const subject = `Meddelande om AO${state.order.number}`;
		return accept([logChange(state, moment, 'message', { text })], mailToOrderer(state, subject, text));
	},
	answer({ text }: Payload<'answer'>, state: OrderState, moment: Moment): Verdict {
		const subject = `Svar på din fråga om AO${state.order.number}`;
		return accept([logChange(state, moment, 'answer', { text })], mailToContractor(state, subject, text));
	},
	/** [WO29] Reading goes forward only, and never beyond now. */
	seen({ until }: Payload<'seen'>, state: OrderState, moment: Moment): Verdict {
		const { order, author } = state;
		const side = author.company === null ? 'orderer' : 'contractor';
		if (until <= (order.readBy[side]?.until ?? '')) return accept([]);
		const reading = { at: moment.at, by: author.name, until: until < moment.now ? until : moment.now };
		return accept([{ type: 'order', set: { readBy: { ...order.readBy, [side]: reading } } }]);
	}
};
