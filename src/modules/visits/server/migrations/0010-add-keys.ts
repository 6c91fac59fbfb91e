import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DialectName } from '#server/database/dialect-name';

type AnyDatabase = Kysely<unknown>;

/** Keys and door codes: what is known of them, sealed; who has looked; what devices are handed them with. */
export function addKeys(dialect: DialectName): Migration {
	return {
		async up(db: AnyDatabase) {
			await db.schema
				.createTable('key_plans')
				.addColumn('team_id', 'text', (c) => c.notNull())
				.addColumn('recipient_id', 'text', (c) => c.notNull())
				.addColumn('sealed', 'text')
				.addColumn('version', 'integer', (c) => c.notNull())
				.addColumn('changed_by', 'text', (c) => c.notNull())
				.addColumn('changed_at', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('key_plans_key', ['team_id', 'recipient_id'])
				.execute();
			await db.schema
				.createTable('key_devices')
				.addColumn('device_id', 'text', (c) => c.notNull())
				.addColumn('member_id', 'text', (c) => c.notNull())
				.addColumn('public_key_json', 'text', (c) => c.notNull())
				.addColumn('created_at', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('key_devices_key', ['device_id'])
				.execute();
			await addLooks(db);
			await forbidChanges(db, dialect);
		}
	};
}

async function addLooks(db: AnyDatabase): Promise<void> {
	await db.schema
		.createTable('key_looks')
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('organisation_id', 'text', (c) => c.notNull())
		.addColumn('team_id', 'text', (c) => c.notNull())
		.addColumn('recipient_id', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('visit_id', 'text')
		.addColumn('day', 'text')
		.addColumn('member_id', 'text', (c) => c.notNull())
		.addColumn('device_id', 'text', (c) => c.notNull())
		.addColumn('looked_at', 'text', (c) => c.notNull())
		.addColumn('received_at', 'text', (c) => c.notNull())
		.addColumn('unusual', 'text')
		.addColumn('reason', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('key_looks_key', ['id'])
		.execute();
	await db.schema.createIndex('key_looks_team').on('key_looks').columns(['team_id', 'looked_at']).execute();
}

/** What has been looked at stays in the log, whatever a program tries. */
async function forbidChanges(db: AnyDatabase, dialect: DialectName): Promise<void> {
	if (dialect === 'postgres') {
		await sql`create function keep_key_looks() returns trigger language plpgsql as
			$$ begin raise exception 'rows of key_looks are only added'; end $$`.execute(db);
		await sql`create trigger key_looks_stay before update or delete on key_looks
			for each row execute function keep_key_looks()`.execute(db);
		return;
	}
	await sql`create trigger key_looks_unchanged before update on key_looks
		begin select raise(abort, 'rows of key_looks are only added'); end`.execute(db);
	await sql`create trigger key_looks_stay before delete on key_looks
		begin select raise(abort, 'rows of key_looks are only added'); end`.execute(db);
}
