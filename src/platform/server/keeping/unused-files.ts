import type { Expression } from 'kysely';
import type { Connection } from '../database/open.ts';
import type { RemovedFileTable } from '../database/schema.ts';

export const AT_ONCE = 100; // so that nobody waits long for the database

/** A query for ids of stored files, to be asked inside another. */
export type NamedFiles = Expression<string>;

/** What names stored files, and the database that they are in. */
export interface InUse {
	db: Connection;
	/** The files that the modules' rows name. */
	named: readonly NamedFiles[];
}

/** Files that nothing names, and that no command has named since a time, are taken away. Gives their number. */
export async function removeUnusedFiles({ db, named }: InUse, before: string): Promise<number> {
	return inParts(async () => {
		const rows = await unused({ db, named }, before).select('id').limit(AT_ONCE).execute();
		const files = rows.map(({ id }) => id);
		if (files.length === 0) return 0;
		return db.transaction().execute((trx) => giveUp({ db: trx, named }, files, before));
	});
}

/** Stored files that no module's row names; `before` is when a command named them last. */
function unused({ db, named }: InUse, before: string | null) {
	let query = db.selectFrom('stored_files');
	for (const files of named) query = query.where('id', 'not in', files);
	if (before === null) return query;
	return query.where((is) => is(is.fn.coalesce('named_at', 'created_at'), '<', before));
}

/**
 * Notes for removal what of these files nothing names: their rows go in the same transaction, so that after a kill
 * nothing leads to a file that is gone, and none that is there is forgotten.
 */
export async function giveUp(
	{ db: trx, named }: InUse,
	files: readonly string[],
	before: string | null
): Promise<number> {
	const gone = await trx
		.deleteFrom('stored_files')
		.where('id', 'in', unused({ db: trx, named }, before).select('id').where('id', 'in', files))
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

/** Repeats a part until it has nothing more to do; gives the sum. */
export async function inParts(part: () => Promise<number>): Promise<number> {
	for (let all = 0; ;) {
		const done = await part();
		all += done;
		if (done === 0) return all;
	}
}
