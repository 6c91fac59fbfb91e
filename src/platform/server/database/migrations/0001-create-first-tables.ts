import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DialectName } from '../dialect-name.ts';

type Columns = Record<string, 'text' | 'integer' | 'text?' | 'integer?'>;
type AnyDatabase = Kysely<unknown>;

/** The tables that sign-in, commands, work orders, effects, facts and files stand on. */
export function createFirstTables(dialect: DialectName): Migration {
	return {
		async up(db: AnyDatabase) {
			await createPeople(db);
			await createSignIn(db);
			await createDecisions(db, dialect);
			await createWorkOrders(db);
			await createFiles(db);
		}
	};
}

async function createPeople(db: AnyDatabase): Promise<void> {
	await table(db, 'organisations', { id: 'text', name: 'text', settings_json: 'text' }, ['id']);
	await table(
		db,
		'companies',
		{ id: 'text', organisation_id: 'text', name: 'text', organisation_number: 'text' },
		['id'],
		(t) =>
			t
				.addForeignKeyConstraint('companies_organisation', ['organisation_id'], 'organisations', ['id'])
				.addUniqueConstraint('companies_number', ['organisation_id', 'organisation_number'])
	);
	await table(
		db,
		'members',
		{
			id: 'text',
			organisation_id: 'text',
			company_id: 'text?',
			username: 'text',
			password_hash: 'text',
			name: 'text',
			email: 'text',
			phone: 'text',
			mobile: 'text',
			other_phone: 'text',
			roles_json: 'text',
			first_sign_in_done: 'integer',
			removed_at: 'text?'
		},
		['id'],
		(t) => t.addUniqueConstraint('members_username', ['username'])
	);
}

async function createSignIn(db: AnyDatabase): Promise<void> {
	await table(
		db,
		'devices',
		{
			id: 'text',
			member_id: 'text',
			public_key_json: 'text',
			label: 'text',
			created_at: 'text',
			seen_at: 'text',
			revoked_at: 'text?'
		},
		['id']
	);
	await table(
		db,
		'sessions',
		{ id: 'text', public_id: 'text', member_id: 'text', device_id: 'text', created_at: 'text', expires_at: 'text' },
		['id']
	);
	await table(
		db,
		'api_keys',
		{
			id: 'text',
			organisation_id: 'text',
			member_id: 'text',
			key_hash: 'text',
			name: 'text',
			created_at: 'text',
			revoked_at: 'text?'
		},
		['id'],
		(t) => t.addUniqueConstraint('api_keys_hash', ['key_hash'])
	);
	await db.schema.createIndex('sessions_member').on('sessions').column('member_id').execute();
	await db.schema.createIndex('devices_member').on('devices').column('member_id').execute();
}

async function createDecisions(db: AnyDatabase, dialect: DialectName): Promise<void> {
	const counter = (t: CreateTableBuilder<string>, name: string) =>
		dialect === 'postgres'
			? t.addColumn(name, 'serial', (c) => c.primaryKey())
			: t.addColumn(name, 'integer', (c) => c.primaryKey().autoIncrement());
	await columns(counter(db.schema.createTable('receipts'), 'number'), {
		command_id: 'text',
		kind: 'text',
		about: 'text',
		author_id: 'text',
		device_id: 'text',
		carrier_id: 'text',
		command_json: 'text',
		status: 'text',
		code: 'text?',
		detail: 'text?',
		decided_at: 'text'
	})
		.addUniqueConstraint('receipts_command', ['command_id' as never])
		.execute();
	await columns(counter(db.schema.createTable('facts_dirty'), 'id'), { about: 'text', scopes_json: 'text' }).execute();
	await table(
		db,
		'effects',
		{
			id: 'text',
			command_id: 'text',
			kind: 'text',
			payload_json: 'text',
			state: 'text',
			attempts: 'integer',
			next_at: 'text',
			error: 'text?'
		},
		['id']
	);
	await db.schema.createIndex('effects_next').on('effects').columns(['state', 'next_at']).execute();
	await table(db, 'documents', { kind: 'text', scope: 'text', part: 'text', epoch: 'integer' }, [
		'kind',
		'scope',
		'part'
	]);
}

async function createWorkOrders(db: AnyDatabase): Promise<void> {
	await table(
		db,
		'work_orders',
		{
			id: 'text',
			organisation_id: 'text',
			contractor_id: 'text?',
			number: 'integer',
			bundle: 'text',
			status: 'text',
			month: 'text',
			external_id: 'text?',
			body_json: 'text'
		},
		['id'],
		(t) =>
			t
				.addForeignKeyConstraint('work_orders_organisation', ['organisation_id'], 'organisations', ['id'])
				.addUniqueConstraint('work_orders_number', ['organisation_id', 'number'])
				.addUniqueConstraint('work_orders_external', ['organisation_id', 'external_id'])
	);
	await db.schema.createIndex('work_orders_contractor').on('work_orders').columns(['contractor_id', 'month']).execute();
	await table(db, 'work_order_log', { order_id: 'text', seq: 'integer', body_json: 'text' }, ['order_id', 'seq'], (t) =>
		t.addForeignKeyConstraint('work_order_log_order', ['order_id'], 'work_orders', ['id'])
	);
	await table(db, 'work_order_files', { id: 'text', order_id: 'text', body_json: 'text' }, ['id'], (t) =>
		t.addForeignKeyConstraint('work_order_files_order', ['order_id'], 'work_orders', ['id'])
	);
	await db.schema.createIndex('work_order_files_order').on('work_order_files').column('order_id').execute();
}

async function createFiles(db: AnyDatabase): Promise<void> {
	await table(db, 'uploads', { id: 'text', member_id: 'text', organisation_id: 'text', created_at: 'text' }, ['id']);
	await table(
		db,
		'stored_files',
		{
			id: 'text',
			organisation_id: 'text',
			member_id: 'text',
			upload_id: 'text',
			received_sha256: 'text',
			kind: 'text',
			media_type: 'text',
			bytes: 'integer',
			width: 'integer?',
			height: 'integer?',
			created_at: 'text'
		},
		['id'],
		(t) => t.addUniqueConstraint('stored_files_upload', ['upload_id'])
	);
}

type Builder = CreateTableBuilder<string, string>;

async function table(
	db: AnyDatabase,
	name: string,
	shape: Columns,
	key: string[],
	more: (t: Builder) => Builder = (t) => t
): Promise<void> {
	const builder = columns(db.schema.createTable(name), shape) as Builder;
	await more(builder.addPrimaryKeyConstraint(`${name}_key`, key)).execute();
}

function columns(builder: CreateTableBuilder<string>, shape: Columns): CreateTableBuilder<string> {
	let result = builder;
	for (const [column, type] of Object.entries(shape)) {
		const optional = type.endsWith('?');
		const base = type.startsWith('integer') ? 'integer' : 'text';
		result = result.addColumn(column, sql.raw(base), (c) => (optional ? c : c.notNull()));
	}
	return result;
}
