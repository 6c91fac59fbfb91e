import type { Connection } from '#server/database/open';
import { AT_ONCE, type InUse, giveUp, inParts } from '#server/keeping/unused-files';

/** Rows of copies that were destroyed before a time, and what is left of pictures of sheets taken away before it. */
export async function removeCopyLog(db: Connection, before: string): Promise<number> {
	const copies = await db.deleteFrom('copies').where('destroyed_at', '<', before).executeTakeFirst();
	const sheets = await db.deleteFrom('sheet_pictures').where('removed_at', '<', before).executeTakeFirst();
	return Number(copies.numDeletedRows + sheets.numDeletedRows);
}

/** Pictures of sheets that arrived before a time are taken away; that there was one stays known. Gives their number. */
export async function removeSheetPictures({ db, named }: InUse, before: string, now: string): Promise<number> {
	return inParts(async () => {
		const rows = await db
			.selectFrom('sheet_pictures')
			.select('file_id')
			.where('removed_at', 'is', null)
			.where('kept_at', '<', before)
			.limit(AT_ONCE)
			.execute();
		const files = rows.map(({ file_id: file }) => file);
		if (files.length === 0) return 0;
		await db.transaction().execute(async (trx) => {
			await trx.updateTable('sheet_pictures').set({ removed_at: now }).where('file_id', 'in', files).execute();
			await giveUp({ db: trx, named }, files, null);
		});
		return files.length;
	});
}
