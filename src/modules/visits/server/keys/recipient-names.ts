import type { Connection } from '#server/database/open';

/** The names of the recipients of teams as they are now, by id. */
export async function recipientNames(db: Connection, teams: readonly string[]): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('team_entries')
		.select(['entry_key', 'body_json'])
		.where('team_id', 'in', teams)
		.where('root', '=', 'recipients')
		.execute();
	return new Map(rows.map(({ entry_key, body_json }) => [entry_key, (JSON.parse(body_json) as { name: string }).name]));
}
