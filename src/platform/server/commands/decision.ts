import type { Command } from '#core/command';
import type { Member } from '../auth/members.ts';
import type { Connection } from '../database/open.ts';

/** What was decided, for the receipt. */
export interface Decision<Code extends string = string> {
	status: 'accepted' | 'refused';
	code: Code | null;
	detail: string | null;
}

/** What a command needs that cannot happen inside the transaction, or the reason to wait. */
export type Prepared = { postpone: null; value: unknown } | { postpone: string };

/** A command that is to be decided now. */
export interface AskedDecision {
	command: Command;
	author: Member;
	prepared: unknown;
	/** When it was done, as well as the server can know, and when it is decided: ISO times, the first never the later. */
	at: string;
	now: string;
}

/** How the commands of one kind are decided. */
export interface DecideCommand<Code extends string = string> {
	/** Slow work before the transaction, such as finishing an upload. Repeatable. */
	prepare?(command: Command, author: Member): Promise<Prepared>;
	/** Inside the transaction: loads, decides, writes changes and effects. */
	decide(trx: Connection, asked: AskedDecision): Promise<Decision<Code>>;
}

/** The command holds. */
export const ACCEPTED: Decision<never> = { status: 'accepted', code: null, detail: null };

/** The command is refused, and why. */
export function refused<Code extends string>(code: Code, detail: string | null = null): Decision<Code> {
	return { status: 'refused', code, detail };
}
