import type { LogEntry, LogType, OrderFile, WorkOrder } from './model.ts';
import type { Settings } from '../settings/settings.ts';

/** Why an act was not carried out. The interface has a sentence for each, in every language. */
export const REFUSALS = [
	'forbidden',
	'unknown-order',
	'malformed',
	'already-accepted',
	'already-done',
	'already-cancelled',
	'not-cancelled',
	'came-after-cancellation',
	'moved',
	'declined',
	'not-accepted',
	'not-done',
	'action-missing',
	'new-unit-missing',
	'wasted-trip-open',
	'no-wasted-trip',
	'day-past',
	'window-backwards',
	'waits-for-itself',
	'file-missing',
	'file-refused',
	'not-own-file',
	'may-not-register',
	'unknown-contractor',
	'settings-changed'
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a decision changes. Applied to the order by applyChange(), on the device and on the server alike. */
export type Change =
	| { type: 'order'; set: Partial<WorkOrder> }
	| { type: 'log'; entry: LogEntry }
	| { type: 'file'; file: OrderFile }
	| { type: 'file-removed'; file: string; at: string };

/** What the outside world shall be told; delivered once, after the decision is stored. */
export type Effect =
	| { kind: 'sms'; to: string; text: string }
	| {
			kind: 'mail';
			to: string;
			subject: string;
			text: string;
			/** A reminder: not before this ISO time, and not at all once the order's reminders are withdrawn. */
			notBefore?: string;
	  }
	/** Takes back the reminders of this order that have not left. */
	| { kind: 'withdraw-reminders' };

/** The answer to an act. A refused act may still leave a trace, such as the text that came after a cancellation. */
export type Verdict =
	| { verdict: 'accepted'; changes: Change[]; effects: Effect[] }
	| { verdict: 'refused'; code: Refusal; detail: string | null; changes: Change[] };

/** Who acts, as far as deciding needs to know. */
export interface Author {
	member: string;
	name: string;
	email: string;
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
	settings: Settings;
	/** Where the contractor is told of answers; null on the device, which tells nobody. */
	contractorEmail: string | null;
	/** For `sequence`: the other orders of the bundle. */
	bundle: readonly WorkOrder[];
}

/** When an act was done (on the device) and is decided (here), as ISO texts, and the command that carries it. */
export interface Moment {
	command: string;
	at: string;
	now: string;
}

/** An act that is carried out. */
export function accept(changes: Change[], effects: Effect[] = []): Verdict {
	return { verdict: 'accepted', changes, effects };
}

/** An act that is not carried out, and what it leaves all the same. */
export function refuse(code: Refusal, detail: string | null = null, changes: Change[] = []): Verdict {
	return { verdict: 'refused', code, detail, changes };
}

/** A line of the log in the author's name. */
export function logChange(
	{ author }: Pick<OrderState, 'author'>,
	moment: Moment,
	type: LogType,
	more: Partial<Pick<LogEntry, 'text' | 'phrase' | 'audience' | 'replaced'>> = {}
): Change {
	return {
		type: 'log',
		entry: {
			at: moment.at,
			registeredAt: moment.now,
			type,
			side: author.company === null ? 'orderer' : 'contractor',
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
