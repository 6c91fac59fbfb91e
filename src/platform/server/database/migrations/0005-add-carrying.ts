import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The installation's own key, the teams' keys, and what came by way of somebody else's device. */
export function addCarrying(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('installation_keys')
				.addColumn('name', 'text', (c) => c.notNull())
				.addColumn('key_json', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('installation_keys_key', ['name'])
				.execute();
			await db.schema
				.createTable('team_keys')
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('key', 'text', (c) => c.notNull())
				.addColumn('told_json', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('team_keys_key', ['team_id'])
				.addForeignKeyConstraint('team_keys_team', ['team_id'], 'teams', ['id'])
				.execute();
			await db.schema
				.createTable('carried_updates')
				.addColumn('device_id', 'text', (c) => c.notNull())
				.addColumn('tab', 'text', (c) => c.notNull())
				.addColumn('place', 'bigint', (c) => c.notNull())
				.addColumn('doc', 'text', (c) => c.notNull())
				.addColumn('sha256', 'text', (c) => c.notNull())
				.addColumn('author_id', 'text', (c) => c.notNull())
				.addColumn('carrier_id', 'text', (c) => c.notNull())
				.addColumn('received_at', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('carried_updates_key', ['device_id', 'tab', 'place'])
				.execute();
		}
	};
}
