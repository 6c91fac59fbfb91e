import { createHash } from 'node:crypto';
import { type Kysely, PostgresAdapter, type Selectable } from 'kysely';
import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import type { Database, EffectTable } from '../database/schema.ts';
import type { DeliveryError, Effect } from './effect.ts';

/** A stored effect. */
export type EffectRow = Selectable<EffectTable>;

/** How long a claim holds. Longer than any delivery, so that a claim that has run out belongs to a dead worker. */
export const CLAIM = 2 * 60 * 1000; // 2 minutes

/** The id of a command's effect: opaque, since it becomes a file name and a Message-ID, and the same each time. */
export function effectId(commandId: string, ordinal: number): string {
	return createHash('sha256').update(`${commandId}-${ordinal}`).digest('hex').slice(0, 32);
}

/**
 * Stores the effects of a command; call it in the transaction of the decision, and wake the worker after the commit.
 * Storing them a second time changes nothing, whatever has become of them since.
 */
export async function insertEffects(
	transaction: Kysely<Database>,
	commandId: string,
	effects: readonly Effect[],
	clock: Clock,
	about: string | null = null
): Promise<void> {
	if (effects.length === 0) return;
	const rows = effects.map((effect, ordinal) => ({
		...scheduleOf(effect, clock.now()),
		about,
		id: effectId(commandId, ordinal),
		command_id: commandId,
		kind: effect.kind,
		payload_json: JSON.stringify(effect),
		state: 'waiting' as const,
		attempts: 0,
		error: null
	}));
	await transaction
		.insertInto('effects')
		.values(rows)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
}

function scheduleOf(effect: Effect, now: number) {
	const notBefore = effect.kind === 'mail' ? effect.notBefore : undefined;
	return { next_at: notBefore ?? isoTime(now), reminder: notBefore === undefined ? 0 : 1 };
}

/** Leaves to people what a command asks for that was sent in an earlier life of the installation; reminders still come. */
export async function holdEffects(transaction: Kysely<Database>, commandId: string): Promise<void> {
	await transaction
		.updateTable('effects')
		.set({ state: 'uncertain', error: 'restored' })
		.where('command_id', '=', commandId)
		.where('reminder', '=', 0)
		.where('state', '=', 'waiting')
		.execute();
}

/** Takes back the reminders about something that have not left. */
export async function withdrawReminders(transaction: Kysely<Database>, about: string): Promise<void> {
	await transaction
		.updateTable('effects')
		.set({ state: 'withdrawn' })
		.where('about', '=', about)
		.where('reminder', '=', 1)
		.where('state', '=', 'waiting')
		.execute();
}

/** Claims the oldest due effect of a kind, or gives null. No two workers get the same one. */
export async function claimEffect(
	connection: Kysely<Database>,
	kind: EffectRow['kind'],
	now: number
): Promise<EffectRow | null> {
	const claimed = await connection
		.updateTable('effects')
		.set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1), next_at: isoTime(now + CLAIM) }))
		// With `in` PostgreSQL may run the inner query once for each row, and claim several that nobody then delivers.
		.where('id', '=', (eb) => {
			const due = eb
				.selectFrom('effects')
				.select('id')
				.where('kind', '=', kind)
				.where('state', '=', 'waiting')
				.where('next_at', '<=', isoTime(now))
				.orderBy('next_at')
				.orderBy('id')
				.limit(1);
			return isPostgres(connection) ? due.forUpdate().skipLocked() : due;
		})
		.where('state', '=', 'waiting')
		.returningAll()
		.executeTakeFirst();
	return claimed ?? null;
}

/** Writes down what became of an attempt; `nextAt` (milliseconds since 1970) counts for `waiting` only. */
export async function markEffect(
	connection: Kysely<Database>,
	row: Pick<EffectRow, 'id' | 'payload_json'>,
	state: Exclude<EffectRow['state'], 'sending'>,
	error: DeliveryError | null,
	nextAt: number
): Promise<void> {
	const payload_json = state === 'delivered' ? withoutSecret(row) : row.payload_json;
	await connection
		.updateTable('effects')
		.set({ state, error, next_at: isoTime(nextAt), payload_json })
		.where('id', '=', row.id)
		.where('state', '=', 'sending')
		.execute();
}

/** [PE3] What has left needs no password any more. */
function withoutSecret({ payload_json: payload }: Pick<EffectRow, 'payload_json'>): string {
	if (!payload.includes('"secret":true')) return payload; // also one that cannot be read
	return JSON.stringify({ ...(JSON.parse(payload) as Effect), text: '' });
}

/**
 * Frees claims that a dead worker left behind: they wait again where a second attempt is harmless (`repeatable`), and
 * are uncertain otherwise. On SQLite there is one worker only, so with `all` the claims of its former life are freed
 * without waiting for them to run out. Gives the number of rows.
 */
export async function freeClaims(
	connection: Kysely<Database>,
	kind: EffectRow['kind'],
	{ now, repeatable, all }: { now: number; repeatable: boolean; all: boolean }
): Promise<number> {
	const state = repeatable ? ('waiting' as const) : ('uncertain' as const);
	let query = connection
		.updateTable('effects')
		.set({ state, error: 'interrupted', next_at: isoTime(now) })
		.where('kind', '=', kind)
		.where('state', '=', 'sending');
	if (!all || isPostgres(connection)) query = query.where('next_at', '<=', isoTime(now));
	const { numUpdatedRows } = await query.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** A person's decision about an effect that is uncertain or failed; wake the worker after `send-again`. */
export async function decideEffect(
	connection: Kysely<Database>,
	id: string,
	decision: 'send-again' | 'was-delivered',
	clock: Clock
): Promise<Result<null, 'nothing-to-decide'>> {
	const again = { state: 'waiting' as const, attempts: 0, error: null, next_at: isoTime(clock.now()) };
	const row = await connection.selectFrom('effects').select('payload_json').where('id', '=', id).executeTakeFirst();
	const delivered = { state: 'delivered' as const, payload_json: row && withoutSecret(row) };
	const { numUpdatedRows } = await connection
		.updateTable('effects')
		.set(decision === 'send-again' ? again : delivered)
		.where('id', '=', id)
		.where('state', 'in', ['uncertain', 'failed'])
		.executeTakeFirst();
	return numUpdatedRows > 0n ? ok(null) : refuse('nothing-to-decide');
}

function isPostgres(connection: Kysely<Database>): boolean {
	return connection.getExecutor().adapter instanceof PostgresAdapter;
}

function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
