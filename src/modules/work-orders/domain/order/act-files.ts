import type { Payload } from './commands.ts';
import type { OrderFile, WorkOrder } from './model.ts';
import { type Moment, type OrderState, type Verdict, accept, logChange, refuse } from './verdict.ts';

/** The acts that bring and remove files. */
export const fileDeciders = {
	attach: (payload: Payload<'attach'>, state: OrderState, moment: Moment): Verdict =>
		attach(payload, state, moment, 'all'),
	'remove-file'({ file }: Payload<'remove-file'>, state: OrderState, moment: Moment): Verdict {
		const found = state.files.find((known) => known.id === file && known.removedAt === null);
		if (!found) return refuse('file-missing');
		if (found.member !== state.author.member) return refuse('not-own-file', found.memberName);
		return accept([
			{ type: 'file-removed', file, at: moment.at },
			logChange(state, moment, 'file-removed', { text: found.name })
		]);
	}
};

/**
 * [WO36] Whether somebody is offered to attach files: a contractor once it has accepted, the landlord's people always.
 * What was taken without a network on an order that is new again by now is kept all the same: no picture is lost.
 */
export function mayAttach({ status, number }: WorkOrder, company: string | null): boolean {
	return company === null ? number > 0 : status !== 'ordered';
}

/** Attaches a file that has arrived, for all who have the order or for the orderer alone. */
export function attach(
	payload: Payload<'attach'>,
	state: OrderState,
	moment: Moment,
	audience: OrderFile['audience']
): Verdict {
	const { arrived, author } = state;
	if (!arrived) return refuse('file-refused');
	const file: OrderFile = {
		...arrived,
		sha256: payload.sha256,
		name: payload.name,
		member: author.member,
		memberName: author.name,
		at: moment.at,
		command: moment.command,
		removedAt: null,
		audience
	};
	return accept([{ type: 'file', file }, logChange(state, moment, 'file-attached', { text: payload.name, audience })]);
}
