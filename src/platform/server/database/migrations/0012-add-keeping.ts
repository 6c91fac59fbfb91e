import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DialectName } from '../dialect-name.ts';

type AnyDatabase = Kysely<unknown>;

/** What was handed to which device, and what is needed to know how long something has been kept. */
export function addKeeping(dialect: DialectName): Migration {
	return {
		async up(db: AnyDatabase) {
			await addHandovers(db);
			for (const table of ['key_looks', 'key_handovers'] as const) await keepForAYear(db, dialect, table);
			await db.schema.alterTable('sheet_pictures').addColumn('removed_at', 'text').execute();
			await db.schema.alterTable('key_plans').addColumn('left_at', 'text').execute();
			await db.schema.alterTable('uploads').addColumn('refused_at', 'text').execute();
			await db.schema.alterTable('stored_files').addColumn('named_at', 'text').execute();
			await db.schema
				.createTable('removed_files')
				.addColumn('id', 'text', (c) => c.notNull())
				.addColumn('kind', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint('removed_files_key', ['id'])
				.execute();
		}
	};
}

async function addHandovers(db: AnyDatabase): Promise<void> {
	await db.schema
		.createTable('key_handovers')
		.addColumn('organisation_id', 'text', (c) => c.notNull())
		.addColumn('team_id', 'text', (c) => c.notNull())
		.addColumn('recipient_id', 'text', (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('member_id', 'text', (c) => c.notNull())
		.addColumn('device_id', 'text', (c) => c.notNull())
		.addColumn('handed_at', 'text', (c) => c.notNull())
		.addColumn('held_until', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('key_handovers_key', [
			...(['device_id', 'member_id', 'team_id', 'recipient_id', 'version', 'held_until'] as const)
		])
		.execute();
	await db.schema.createIndex('key_handovers_team').on('key_handovers').columns(['team_id', 'handed_at']).execute();
}

type Log = 'key_looks' | 'key_handovers';

/** When a row of a log came to the server. */
const WRITTEN_AT = { key_looks: 'received_at', key_handovers: 'handed_at' } as const;

/** Rows are never changed, and removed only when they are a year old, whatever a program tries. */
async function keepForAYear(db: AnyDatabase, dialect: DialectName, table: Log): Promise<void> {
	const [name, written] = [sql.raw(table), sql.raw(WRITTEN_AT[table])];
	if (dialect === 'postgres') {
		await sql`create or replace function keep_${name}() returns trigger language plpgsql as $$ begin
			if tg_op = 'DELETE' and old.${written}::timestamptz < now() - interval '365 days' then return old; end if;
			raise exception 'rows of ${name} are only added'; end $$`.execute(db);
		await sql`drop trigger if exists ${name}_stay on ${name}`.execute(db);
		await sql`create trigger ${name}_stay before update or delete on ${name}
			for each row execute function keep_${name}()`.execute(db);
		return;
	}
	await sql`drop trigger if exists ${name}_unchanged`.execute(db);
	await sql`drop trigger if exists ${name}_stay`.execute(db);
	await sql`create trigger ${name}_unchanged before update on ${name}
		begin select raise(abort, 'rows of ${name} are only added'); end`.execute(db);
	await sql`create trigger ${name}_stay before delete on ${name}
		when julianday(old.${written}) >= julianday('now', '-365 days')
		begin select raise(abort, 'rows of ${name} are only added'); end`.execute(db);
}
