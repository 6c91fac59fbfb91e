import type { Connection } from '#server/database/open';

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
