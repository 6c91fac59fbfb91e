import type { Connection } from '../database/open.ts';

/** A company of this organisation that has not been removed. */
export async function findCompany(
	db: Connection,
	organisation: string,
	id: string
): Promise<{ id: string; name: string } | null> {
	const row = await db
		.selectFrom('companies')
		.select(['id', 'name'])
		.where('id', '=', id)
		.where('organisation_id', '=', organisation)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	return row ?? null;
}
