import type { Outgoing } from '#core/answers';
import * as v from 'valibot';
import type { Clock } from '#core/clock';
import type { Result } from '#core/result';
import { refuse } from '#core/result';
import type { Connection } from '../database/open.ts';
import type { DeliveryError } from './effect.ts';
import { decideEffect } from './effects-table.ts';

const MOST_SHOWN = 200;

/** Effects that belong to a landlord: about one of its orders, or one of its people. */
function effectsOf(db: Connection, organisation: string) {
	return db
		.selectFrom('effects')
		.leftJoin('work_orders', 'work_orders.id', 'effects.about')
		.leftJoin('members', 'members.id', 'effects.about')
		.where((where) =>
			where.or([
				where('work_orders.organisation_id', '=', organisation),
				where('members.organisation_id', '=', organisation)
			])
		);
}

/** What waits, and what a person must decide about: newest first. */
export async function listOutgoing(
	db: Connection,
	organisation: string,
	clock: Clock
): Promise<Omit<Outgoing, 'toFiles'>> {
	const now = new Date(clock.now()).toISOString();
	const unsent = await effectsOf(db, organisation)
		.select(['effects.reminder', 'effects.next_at', 'effects.error', 'effects.attempts'])
		.where('effects.state', 'in', ['waiting', 'sending'])
		.orderBy('effects.next_at', 'desc')
		.execute();
	const isLater = (row: (typeof unsent)[number]) => row.reminder === 1 && row.attempts === 0 && row.next_at > now;
	const tried = unsent.filter(({ error }) => error !== null);
	const stuck = await effectsOf(db, organisation)
		.select(['effects.id', 'effects.kind', 'effects.state', 'effects.next_at', 'effects.error'])
		.select(['effects.payload_json', 'work_orders.number'])
		.where('effects.state', 'in', ['uncertain', 'failed'])
		.orderBy('effects.next_at', 'desc')
		.orderBy('effects.id')
		.limit(MOST_SHOWN)
		.execute();
	return {
		waiting: unsent.filter((row) => !isLater(row)).length,
		retrying: { count: tried.length, error: tried[0]?.error ?? null },
		reminders: unsent.filter(isLater).length,
		stuck: stuck.map((row) => ({
			id: row.id,
			kind: row.kind,
			state: row.state === 'failed' ? 'failed' : 'uncertain',
			at: row.next_at,
			error: row.error as DeliveryError | null,
			order: row.number,
			to: shownReceiver(row.payload_json)
		}))
	};
}

const receiverSchema = v.object({ kind: v.picklist(['mail', 'sms']), to: v.string() });

function shownReceiver(payload: string): string {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), receiverSchema), payload);
	if (!read.success) return '';
	const { kind, to } = read.output;
	return kind === 'mail' ? to : `••• ${to.slice(-2)}`;
}

/** What a person has found out about a message; only about those of the own landlord. */
export async function decideOutgoing(
	db: Connection,
	organisation: string,
	{ id, decision, clock }: { id: string; decision: 'send-again' | 'was-delivered'; clock: Clock }
): Promise<Result<null, 'nothing-to-decide'>> {
	const own = await effectsOf(db, organisation).select('effects.id').where('effects.id', '=', id).executeTakeFirst();
	return own ? decideEffect(db, id, decision, clock) : refuse('nothing-to-decide');
}
