import type { Act, ActWithPayload, Payload } from './commands.ts';
import { type Effect, mailToOrderer, smsToTenant } from './effects.ts';
import { type LogEntry, type LogType, type OrderFile, QUESTION_PHRASE, type WorkOrder } from './model.ts';

/** Why an act was not carried out. The interface has a Swedish sentence for each. */
export type Refusal =
	| 'forbidden'
	| 'unknown-order'
	| 'malformed'
	| 'already-accepted'
	| 'already-done'
	| 'already-cancelled'
	| 'came-after-cancellation'
	| 'moved'
	| 'declined'
	| 'not-accepted'
	| 'not-done'
	| 'action-missing'
	| 'new-unit-missing'
	| 'wasted-trip-open'
	| 'file-missing'
	| 'file-refused'
	| 'not-own-file';

/** What a decision changes. Applied to the order by applyChange(), on the device and on the server alike. */
export type Change =
	| { type: 'order'; set: Partial<WorkOrder> }
	| { type: 'log'; entry: LogEntry }
	| { type: 'file'; file: OrderFile }
	| { type: 'file-removed'; file: string; at: string };

/** The answer to an act. A refused act may still leave a trace, such as the text that came after a cancellation. */
export type Verdict =
	| { verdict: 'accepted'; changes: Change[]; effects: Effect[] }
	| { verdict: 'refused'; code: Refusal; detail: string | null; changes: Change[] };

/** Who acts, as far as deciding needs to know. */
export interface Author {
	member: string;
	name: string;
	/** The contractor company of the author; null for the landlord's own people. */
	company: string | null;
	companyName: string;
	organisation: string;
}

/** A file that has reached the file store and waits to be attached. */
export interface ArrivedFile {
	id: string;
	mediaType: string;
	bytes: number;
	picture: boolean;
}

/** What deciding looks at. */
export interface OrderState {
	order: WorkOrder;
	files: readonly OrderFile[];
	author: Author;
	/** For `attach`: what became of the upload; on the device, before the upload, a picture is taken as arrived. */
	arrived: ArrivedFile | null;
}

/** When an act was done (on the device) and is decided (here), as ISO texts, and the command that carries it. */
export interface Moment {
	command: string;
	at: string;
	now: string;
}

type Deciders = { [Name in Act]: (payload: Payload<Name>, state: OrderState, moment: Moment) => Verdict };

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

const CONTRACTOR_ACTS: readonly Act[] = ['accept', 'decline', 'message', 'done', 'wasted-trip'];
const ORDERER_ACTS: readonly Act[] = ['answer', 'cancel', 'invoice', 'reassign'];

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
	switch (asked.act) {
		case 'note':
			return accept(kept('note', asked.payload.text, asked.payload.phrase));
		case 'attach':
			return attach(asked.payload, state, moment, 'orderer');
		case 'done':
			return refuse('moved', state.order.contractorName, kept('came-late', asked.payload.action));
		case 'message':
			return refuse('moved', state.order.contractorName, kept('came-late', asked.payload.text));
		default:
			return refuse('moved', state.order.contractorName);
	}
}

const deciders: Deciders = {
	accept(_payload, state, moment) {
		const { order, author } = state;
		if (order.status === 'cancelled') return refuse('already-cancelled');
		if (order.status !== 'ordered') return refuse('already-accepted', order.acceptedBy);
		return accept([
			{ type: 'order', set: { status: 'accepted', acceptedAt: moment.at, acceptedBy: author.name } },
			logChange(state, moment, 'accepted')
		]);
	},
	decline({ reason }, state, moment) {
		const { order } = state;
		if (order.status === 'cancelled') return refuse('already-cancelled');
		if (order.status !== 'ordered') return refuse('already-accepted', order.acceptedBy);
		const { contractor, formerContractors } = order;
		return accept(
			[
				{
					type: 'order',
					set: {
						status: 'declined',
						contractor: null,
						contractorName: '',
						formerContractors: contractor === null ? formerContractors : [...formerContractors, contractor]
					}
				},
				logChange(state, moment, 'declined', { text: reason })
			],
			mailToOrderer(state, `AO${order.number} avslagen`, `${state.author.companyName} har avslagit ordern: ${reason}`)
		);
	},
	note({ phrase, text }, state, moment) {
		const type = phrase === QUESTION_PHRASE ? 'question' : 'note';
		return accept([logChange(state, moment, type, { phrase, text })]);
	},
	message({ text }, state, moment) {
		const subject = `Meddelande om AO${state.order.number}`;
		return accept([logChange(state, moment, 'message', { text })], mailToOrderer(state, subject, text));
	},
	answer({ text }, state, moment) {
		return accept([logChange(state, moment, 'answer', { text })]);
	},
	done: decideDone,
	'wasted-trip'({ reason }, state, moment) {
		const { order, author } = state;
		if (order.status === 'cancelled') return refuse('already-cancelled');
		if (order.status !== 'accepted') return refuse('not-accepted');
		return accept(
			[
				{ type: 'order', set: { wastedTrip: { at: moment.at, by: author.name, reason } } },
				logChange(state, moment, 'wasted-trip', { text: reason })
			],
			mailToOrderer(
				state,
				`Bomkörning på AO${order.number}`,
				`${author.companyName} ber dig makulera ordern: ${reason}`
			)
		);
	},
	cancel({ reason }, state, moment) {
		const { order } = state;
		if (order.status === 'cancelled') return refuse('already-cancelled');
		if (order.status === 'done' || order.status === 'invoiced') return refuse('already-done');
		return accept([
			{ type: 'order', set: { status: 'cancelled', wastedTrip: null } },
			logChange(state, moment, 'cancelled', { text: reason })
		]);
	},
	invoice(_payload, state, moment) {
		if (state.order.status !== 'done') return refuse('not-done');
		return accept([{ type: 'order', set: { status: 'invoiced' } }, logChange(state, moment, 'invoiced')]);
	},
	reassign({ contractor, contractorName }, state, moment) {
		const { order } = state;
		if (order.status === 'cancelled') return refuse('already-cancelled');
		if (order.status === 'done' || order.status === 'invoiced') return refuse('already-done');
		const former = order.contractor === null ? order.formerContractors : [...order.formerContractors, order.contractor];
		return accept([
			{
				type: 'order',
				set: {
					status: 'ordered',
					contractor,
					contractorName,
					formerContractors: former.filter((company) => company !== contractor),
					acceptedAt: null,
					acceptedBy: null,
					wastedTrip: null
				}
			},
			logChange(state, moment, 'contractor-changed', { text: order.contractorName })
		]);
	},
	attach: (payload, state, moment) => attach(payload, state, moment, 'all'),
	'remove-file'({ file }, state, moment) {
		const found = state.files.find((known) => known.id === file && known.removedAt === null);
		if (!found) return refuse('file-missing');
		if (found.member !== state.author.member) return refuse('not-own-file', found.memberName);
		return accept([
			{ type: 'file-removed', file, at: moment.at },
			logChange(state, moment, 'file-removed', { text: found.name })
		]);
	}
};

function decideDone({ action, newUnit }: Payload<'done'>, state: OrderState, moment: Moment): Verdict {
	const { order } = state;
	if (order.status === 'cancelled') {
		return refuse('came-after-cancellation', null, [logChange(state, moment, 'came-late', { text: action })]);
	}
	if (order.status === 'done' || order.status === 'invoiced') return refuse('already-done');
	if (order.status !== 'accepted') return refuse('not-accepted');
	if (order.wastedTrip) return refuse('wasted-trip-open');
	if (action === '') return refuse('action-missing');
	if (order.newUnit && !newUnit?.serialNumber.trim()) return refuse('new-unit-missing');
	const unit = order.newUnit && newUnit ? { ...order.newUnit, ...newUnit } : order.newUnit;
	return accept(
		[
			{ type: 'order', set: { status: 'done', doneAt: moment.at, doneAction: action, newUnit: unit } },
			logChange(state, moment, 'done', { text: action })
		],
		[...smsToTenant(state), ...mailToOrderer(state, `AO${order.number} är utförd`, action)]
	);
}

function attach(
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

function accept(changes: Change[], effects: Effect[] = []): Verdict {
	return { verdict: 'accepted', changes, effects };
}

function refuse(code: Refusal, detail: string | null = null, changes: Change[] = []): Verdict {
	return { verdict: 'refused', code, detail, changes };
}

function logChange(
	{ author }: OrderState,
	moment: Moment,
	type: LogType,
	more: Partial<Pick<LogEntry, 'text' | 'phrase' | 'audience'>> = {}
): Change {
	return {
		type: 'log',
		entry: {
			at: moment.at,
			registeredAt: moment.now,
			type,
			name: author.name,
			phrase: '',
			text: '',
			member: author.member,
			command: moment.command,
			audience: 'all',
			...more
		}
	};
}
