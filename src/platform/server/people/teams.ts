import type { Connection } from '../database/open.ts';

/** The organisation that a team belongs to; null when there is no such team. */
export async function organisationOfTeam(db: Connection, team: string): Promise<string | null> {
	const row = await db.selectFrom('teams').select('organisation_id').where('id', '=', team).executeTakeFirst();
	return row?.organisation_id ?? null;
}
