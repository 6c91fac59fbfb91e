import type { Selectable } from 'kysely';
import type { Connection } from '#server/database/open';
import type { CopyStateTable } from '../tables.ts';

type Team = { id: string; organisation: string };

/** All of a team's copies are there, as they should be. */
export async function noteSuccess(db: Connection, { id, organisation }: Team, now: string): Promise<void> {
	const values = { written_at: now, failing_since: null, code: null };
	await db
		.insertInto('copy_states')
		.values({ team_id: id, organisation_id: organisation, ...values })
		.onConflict((conflict) => conflict.column('team_id').doUpdateSet(values))
		.execute();
}

/** A team's copies could not be written; since when stays the first time in a row. */
export async function noteFailure(
	db: Connection,
	{ id, organisation }: Team,
	code: NonNullable<CopyStateTable['code']>,
	now: string
): Promise<void> {
	const before = await db
		.selectFrom('copy_states')
		.select('failing_since')
		.where('team_id', '=', id)
		.executeTakeFirst();
	const values = { failing_since: before?.failing_since ?? now, code };
	await db
		.insertInto('copy_states')
		.values({ team_id: id, organisation_id: organisation, written_at: null, ...values })
		.onConflict((conflict) => conflict.column('team_id').doUpdateSet(values))
		.execute();
}

/** Whether the copies of an organisation's teams could be written. */
export function copyStates(db: Connection, organisation: string): Promise<Selectable<CopyStateTable>[]> {
	return db.selectFrom('copy_states').selectAll().where('organisation_id', '=', organisation).execute();
}
