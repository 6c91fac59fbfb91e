import type { Connection } from '../database/open.ts';

/** Says that the facts about something have changed, so that devices learn of it: an order, a team, an organisation. */
export async function markBehind(trx: Connection, about: string): Promise<void> {
	await trx.insertInto('facts_dirty').values({ about, scopes_json: '[]' }).execute();
}
