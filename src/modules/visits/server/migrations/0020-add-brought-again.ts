import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What devices have brought again of a team, and what was removed on purpose and must not come again. */
export function addBroughtAgain(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('team_brought_again')
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('root', 'text', (c) => c.notNull())
				.addColumn('entry_key', 'text', (c) => c.notNull())
				.addColumn('member_id', 'text', (c) => c.notNull())
				.addColumn('device_id', 'text', (c) => c.notNull())
				.addColumn('brought_at', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('team_brought_again_key', ['team_id', 'root', 'entry_key'])
				.execute();
			await db.schema
				.createTable('team_removals')
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('root', 'text', (c) => c.notNull())
				.addColumn('entry_key', 'text', (c) => c.notNull())
				.addColumn('removed_at', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('team_removals_key', ['team_id', 'root', 'entry_key'])
				.execute();
		}
	};
}
