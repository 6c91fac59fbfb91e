import { SESSION_LIFE } from '../auth/sessions.ts';
import type { Connection } from '../database/open.ts';

/** What of a delivered message stays: nothing. */
const BLANK = '{}';

/** Rows of copies that were destroyed before a time, and what is left of pictures of sheets taken away before it. */
export async function removeCopyLog(db: Connection, before: string): Promise<number> {
	const copies = await db.deleteFrom('copies').where('destroyed_at', '<', before).executeTakeFirst();
	const sheets = await db.deleteFrom('sheet_pictures').where('removed_at', '<', before).executeTakeFirst();
	return Number(copies.numDeletedRows + sheets.numDeletedRows);
}

/** Looks at keys and codes, and what devices were handed, that came before a time. */
export async function removeKeyLog(db: Connection, before: string): Promise<number> {
	const looks = await db.deleteFrom('key_looks').where('received_at', '<', before).executeTakeFirst();
	const handed = await db
		.deleteFrom('key_handovers')
		.where('handed_at', '<', before)
		.where('held_until', '<', before) // what a device still has stays known
		.executeTakeFirst();
	return Number(looks.numDeletedRows + handed.numDeletedRows);
}

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
