import { SESSION_LIFE } from '../auth/sessions.ts';
import type { Connection } from '../database/open.ts';

/** What of a delivered message stays: nothing. */
const BLANK = '{}';

/** Sessions that ended by themselves before a time. */
export async function removeSessions(db: Connection, before: string): Promise<number> {
	const longest = new Date(Date.parse(before) - SESSION_LIFE).toISOString();
	const { numDeletedRows } = await db
		.deleteFrom('sessions')
		.where((or) => or.or([or('expires_at', '<', before), or('created_at', '<', longest)]))
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** Blanks address and words of what was delivered or withdrawn before a time; what a person has to decide about stays. */
export async function blankMessages(db: Connection, before: string): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('effects')
		.set({ payload_json: BLANK })
		.where('state', 'in', ['delivered', 'withdrawn'])
		.where('next_at', '<', before)
		.where('payload_json', '!=', BLANK)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
