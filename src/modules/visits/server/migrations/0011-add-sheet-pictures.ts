import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pictures of sheets that visits were registered from. */
export function addSheetPictures(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('sheet_pictures')
				.addColumn('file_id', 'text', (c) => c.notNull())
				.addColumn('organisation_id', 'text', (c) => c.notNull())
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('day', 'text', (c) => c.notNull())
				.addColumn('copy', 'text', (c) => c.notNull())
				.addColumn('page', 'integer', (c) => c.notNull())
				.addColumn('pages', 'integer', (c) => c.notNull())
				.addColumn('lines_json', 'text', (c) => c.notNull())
				.addColumn('kept_by', 'text', (c) => c.notNull())
				.addColumn('kept_at', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('sheet_pictures_key', ['file_id'])
				.execute();
			await db.schema.createIndex('sheet_pictures_team_day').on('sheet_pictures').columns(['team_id', 'day']).execute();
		}
	};
}
