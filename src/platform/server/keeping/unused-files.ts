import type { Connection } from '../database/open.ts';
import type { RemovedFileTable } from '../database/schema.ts';

const AT_ONCE = 100; // so that nobody waits long for the database

/** Pictures of sheets that arrived before a time are taken away; that there was one stays known. Gives their number. */
export async function removeSheetPictures(db: Connection, before: string, now: string): Promise<number> {
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
			await giveUp(trx, { files, before: null });
		});
		return files.length;
	});
}

/** Files that nothing names, and that no command has named since a time, are taken away. Gives their number. */
export async function removeUnusedFiles(db: Connection, before: string): Promise<number> {
	return inParts(async () => {
		const rows = await unused(db, before).select('id').limit(AT_ONCE).execute();
		const files = rows.map(({ id }) => id);
		if (files.length === 0) return 0;
		return db.transaction().execute((trx) => giveUp(trx, { files, before }));
	});
}

/** Stored files that neither an order nor a sheet names; `before` is when a command named them last. */
function unused(db: Connection, before: string | null) {
	const query = db
		.selectFrom('stored_files')
		.where(({ not, exists, selectFrom }) =>
			not(exists(selectFrom('work_order_files').select('id').whereRef('work_order_files.id', '=', 'stored_files.id')))
		)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('sheet_pictures')
						.select('file_id')
						.whereRef('file_id', '=', 'stored_files.id')
						.where('removed_at', 'is', null)
				)
			)
		);
	if (before === null) return query;
	return query.where((is) => is(is.fn.coalesce('named_at', 'created_at'), '<', before));
}

/**
 * Notes for removal what of these files nothing names: their rows go in the same transaction, so that after a kill
 * nothing leads to a file that is gone, and none that is there is forgotten.
 */
async function giveUp(
	trx: Connection,
	{ files, before }: { files: readonly string[]; before: string | null }
): Promise<number> {
	const gone = await trx
		.deleteFrom('stored_files')
		.where('id', 'in', unused(trx, before).select('id').where('id', 'in', files))
		.returning(['id', 'kind'])
		.execute();
	if (gone.length === 0) return 0;
	await trx
		.insertInto('removed_files')
		.values(gone)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return gone.length;
}

/** Removes from the store what was noted, by an earlier pass that was cut off too. Gives how many files have left. */
export async function emptyRemoved(
	db: Connection,
	removeFromStore: (file: RemovedFileTable) => Promise<void>
): Promise<number> {
	const files = await db.selectFrom('removed_files').selectAll().execute();
	for (const file of files) {
		await removeFromStore(file);
		await db.deleteFrom('removed_files').where('id', '=', file.id).execute();
	}
	return files.length;
}

async function inParts(part: () => Promise<number>): Promise<number> {
	for (let all = 0; ;) {
		const done = await part();
		all += done;
		if (done === 0) return all;
	}
}
