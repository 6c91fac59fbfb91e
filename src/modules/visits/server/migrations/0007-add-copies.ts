import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Copies for outages: how an organisation locks them, their numbers and log, and whether the folder can be reached. */
export function addCopies(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await addSettings(db);
			await addLog(db);
			await db.schema
				.createTable('copy_states')
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('organisation_id', 'text', (c) => c.notNull())
				.addColumn('written_at', 'text')
				.addColumn('failing_since', 'text')
				.addColumn('code', 'text')
				.addPrimaryKeyConstraint('copy_states_key', ['team_id'])
				.execute();
		}
	};
}

async function addSettings(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('copy_settings')
		.addColumn('organisation_id', 'text', (c) => c.notNull())
		.addColumn('passphrase_sealed', 'text')
		.addColumn('passphrase_at', 'text')
		.addColumn('unprotected', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('last_number', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('known_folder', 'text')
		.addPrimaryKeyConstraint('copy_settings_key', ['organisation_id'])
		.execute();
	await db.schema
		.createTable('copy_settings_log')
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('organisation_id', 'text', (c) => c.notNull())
		.addColumn('member_id', 'text', (c) => c.notNull())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('change', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('copy_settings_log_key', ['id'])
		.execute();
}

async function addLog(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('copies')
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('organisation_id', 'text', (c) => c.notNull())
		.addColumn('number', 'text', (c) => c.notNull())
		.addColumn('team_id', 'text', (c) => c.notNull())
		.addColumn('what', 'text', (c) => c.notNull())
		.addColumn('place', 'text', (c) => c.notNull())
		.addColumn('day_from', 'text', (c) => c.notNull())
		.addColumn('day_to', 'text', (c) => c.notNull())
		.addColumn('file', 'text')
		.addColumn('source', 'text')
		.addColumn('made_at', 'text', (c) => c.notNull())
		.addColumn('made_by', 'text', (c) => c.notNull())
		.addColumn('device_id', 'text')
		.addColumn('sha256', 'text')
		.addColumn('locked', 'integer', (c) => c.notNull())
		.addColumn('destroyed_at', 'text')
		.addColumn('destroyed_by', 'text')
		.addColumn('destroyed_how', 'text')
		.addPrimaryKeyConstraint('copies_key', ['id'])
		.addUniqueConstraint('copies_number', ['organisation_id', 'number', 'device_id'])
		.execute();
	await db.schema.createIndex('copies_live').on('copies').columns(['team_id', 'destroyed_at']).execute();
}
