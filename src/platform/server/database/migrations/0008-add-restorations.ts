import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When this installation was put back from a backup. */
export function addRestorations(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('restorations')
				.addColumn('generation', 'text', (c) => c.notNull())
				.addColumn('restored_at', 'text', (c) => c.notNull())
				.addColumn('backup_at', 'text')
				.addPrimaryKeyConstraint('restorations_key', ['generation'])
				.execute();
		}
	};
}
