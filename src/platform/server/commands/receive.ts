import * as v from 'valibot';
import { type Actor } from '#core/access';
import { type Command, type Postponed, type Receipt, verifyCommand } from '#core/command';
import { commandSchema } from '#core/command-schema';
import { type Clock, doneAt } from '#core/clock';
import { findDevice, findMember } from '../auth/members.ts';
import type { Connection } from '../database/open.ts';
import { holdEffects } from '../effects/effects-table.ts';
import type { Logger } from '../logger.ts';
import { type DecideCommand, type Decision, type Prepared } from './decision.ts';

/** Not decided and not worth another try as it is: the command itself is not in order. It never gets a receipt. */
export interface Rejected {
	command: string | null;
	status: 'rejected';
	code: 'malformed' | 'unknown-device' | 'wrong-signature' | 'unknown-kind';
}

/** The server's answer to one command. */
export type Answer = Receipt | Postponed | Rejected;

/** What receiving stands on. */
export interface ReceiveDependencies {
	db: Connection;
	clock: Clock;
	logger: Logger;
	/** Decides commands, by kind. */
	deciders: Readonly<Record<string, DecideCommand>>;
	/** Told after a decision is stored, so that facts and effects follow without delay. */
	decided(): void;
}

/** What a carrier says of the commands that it brings, by their ids. */
export interface Circumstances {
	/** What was decided before the tables were put back: it is decided anew, but sends nothing, since it has been sent. */
	again?: readonly string[];
	/** By how many milliseconds the carrier's own clock was wrong when it stamped them, as it has learned since. */
	off?: Readonly<Record<string, number>>;
}

/** Takes commands from a carrier, who need not be their author, and answers each. Safe to repeat. */
export async function receiveCommands(
	dependencies: ReceiveDependencies,
	carrier: Actor,
	commands: readonly unknown[],
	{ again = [], off = {} }: Circumstances = {}
): Promise<Answer[]> {
	const delivery = { carrier, before: new Set(again), off: new Map(Object.entries(off)) };
	const answers: Answer[] = [];
	for (const command of commands) answers.push(await receive(dependencies, delivery, command));
	if (answers.some(({ status }) => status === 'accepted' || status === 'refused')) dependencies.decided();
	return answers;
}

/** What a command needs that needs nothing. */
const NOTHING: Prepared = { postpone: null, value: null };

/** Who brings commands, and which of them were decided before. */
interface Delivery {
	carrier: Actor;
	before: ReadonlySet<string>;
	off: ReadonlyMap<string, number>;
}

async function receive(dependencies: ReceiveDependencies, delivery: Delivery, unchecked: unknown): Promise<Answer> {
	const parsed = v.safeParse(commandSchema, unchecked);
	if (!parsed.success) return { command: readId(unchecked), status: 'rejected', code: 'malformed' };
	const command = parsed.output;
	const known = await findReceipt(dependencies.db, command.id);
	if (known) return known;
	const rejected = await checkOrigin(dependencies, command);
	if (rejected) return { command: command.id, status: 'rejected', code: rejected };
	return decideOnce(dependencies, delivery, command);
}

async function checkOrigin({ db, deciders }: ReceiveDependencies, command: Command): Promise<Rejected['code'] | null> {
	if (!Object.hasOwn(deciders, command.kind)) return 'unknown-kind';
	const device = await findDevice(db, command.device);
	if (device?.member !== command.author) return 'unknown-device';
	return (await verifyCommand(command, device.key)) ? null : 'wrong-signature';
}

async function decideOnce(
	dependencies: ReceiveDependencies,
	{ carrier, before, off }: Delivery,
	command: Command
): Promise<Answer> {
	const { db, clock, deciders, logger } = dependencies;
	const author = await findMember(db, command.author, command.device, clock);
	const decider = deciders[command.kind];
	if (!author || !decider) return { command: command.id, status: 'rejected', code: 'unknown-device' };
	// Whoever carries it: nothing counts before the person has confirmed who they are and chosen a password.
	if (!author.firstSignInDone) return { command: command.id, status: 'postponed', code: 'first-sign-in' };
	// Receipts, mails and days would bear a time that is wrong for good; what waits bears the right one soon.
	if (clock.doubt) return { command: command.id, status: 'postponed', code: 'server-clock' };
	const prepared = (await decider.prepare?.(command, author)) ?? NOTHING;
	if (prepared.postpone !== null) return { command: command.id, status: 'postponed', code: prepared.postpone };
	try {
		return await db.transaction().execute(async (trx) => {
			const known = await findReceipt(trx, command.id);
			if (known) return known;
			const time = clock.now();
			const now = new Date(time).toISOString();
			// Each device knows of its own clock alone.
			const own = command.device === carrier.device ? off.get(command.id) : 0;
			const at = new Date(doneAt(command.at, { off: own ?? 0, now: time })).toISOString();
			const decision = await decider.decide(trx, { command, author, prepared: prepared.value, at, now });
			if (before.has(command.id)) await holdEffects(trx, command.id);
			return storeReceipt(trx, { command, carrier, decision, now });
		});
	} catch (error) {
		// Another carrier may have delivered the same command at the same moment: the first receipt counts.
		const known = await findReceipt(db, command.id);
		if (known) return known;
		logger.error({ err: error, kind: command.kind }, 'A command could not be decided');
		return { command: command.id, status: 'postponed', code: 'storage' };
	}
}

/** The receipt that a command already has, or null. */
export async function findReceipt(db: Connection, commandId: string): Promise<Receipt | null> {
	const row = await db
		.selectFrom('receipts')
		.select(['number', 'status', 'code', 'detail', 'decided_at'])
		.where('command_id', '=', commandId)
		.executeTakeFirst();
	return row ? toReceipt(commandId, row) : null;
}

interface Stored {
	number: number;
	status: 'accepted' | 'refused';
	code: string | null;
	detail: string | null;
	decided_at: string;
}

function toReceipt(command: string, row: Stored): Receipt {
	const { number, decided_at: decidedAt } = row;
	if (row.status === 'accepted') return { command, status: 'accepted', number, decidedAt };
	return { command, status: 'refused', number, decidedAt, code: row.code ?? '', detail: row.detail };
}

interface ToStore {
	command: Command;
	carrier: Actor;
	decision: Decision;
	now: string;
}

async function storeReceipt(trx: Connection, { command, carrier, decision, now }: ToStore): Promise<Receipt> {
	const outcome = { status: decision.status, code: decision.code, detail: decision.detail, decided_at: now };
	const { number } = await trx
		.insertInto('receipts')
		.values({
			command_id: command.id,
			kind: command.kind,
			about: command.about,
			author_id: command.author,
			device_id: command.device,
			carrier_id: carrier.member,
			command_json: JSON.stringify(command),
			...outcome
		})
		.returning('number')
		.executeTakeFirstOrThrow();
	return toReceipt(command.id, { number, ...outcome });
}

function readId(unchecked: unknown): string | null {
	const id = unchecked !== null && typeof unchecked === 'object' && 'id' in unchecked ? unchecked.id : null;
	return typeof id === 'string' ? id.slice(0, 64) : null;
}
