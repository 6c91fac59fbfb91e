import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Teams that visit, who belongs to them, and what their facts say. */
export function addTeams(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('teams')
				.addColumn('id', 'text', (c) => c.notNull())
				.addColumn('organisation_id', 'text', (c) => c.notNull())
				.addColumn('name', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('teams_key', ['id'])
				.addForeignKeyConstraint('teams_organisation', ['organisation_id'], 'organisations', ['id'])
				.execute();
			await db.schema
				.createTable('team_members')
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('member_id', 'text', (c) => c.notNull())
				.addColumn('carer_id', 'text')
				.addPrimaryKeyConstraint('team_members_key', ['team_id', 'member_id'])
				.execute();
			await db.schema.createIndex('team_members_member').on('team_members').column('member_id').execute();
			await db.schema
				.createTable('team_entries')
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('root', 'text', (c) => c.notNull())
				.addColumn('entry_key', 'text', (c) => c.notNull())
				.addColumn('body_json', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('team_entries_key', ['team_id', 'root', 'entry_key'])
				.execute();
		}
	};
}
