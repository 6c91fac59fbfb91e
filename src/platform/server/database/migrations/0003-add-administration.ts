import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What inviting people, keeping contractors and keys, and following orders from the property system stand on. */
export function addAdministration(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await addColumn(db, 'members', 'start_password_expires_at');
			await addColumn(db, 'companies', 'removed_at');
			await addColumn(db, 'api_keys', 'last_used_at');
			await addText(db, 'companies', 'areas_json', '[]');
			await addText(db, 'api_keys', 'prefix', '');
			await addNumber(db, 'organisations', 'orders_changed');
			await addNumber(db, 'work_orders', 'changed');
			await countFormerChanges(db);
			await db.schema.createIndex('members_company').on('members').columns(['organisation_id', 'company_id']).execute();
			await db.schema
				.createIndex('work_orders_changed')
				.on('work_orders')
				.columns(['organisation_id', 'changed'])
				.execute();
		}
	};
}

/** Orders from before get the change numbers of their order numbers; effects learn which order their command was about. */
async function countFormerChanges(db: Kysely<unknown>): Promise<void> {
	await sql`update work_orders set changed = ranked.place from (
		select id, row_number() over (partition by organisation_id order by number) as place from work_orders
	) as ranked where ranked.id = work_orders.id`.execute(db);
	await sql`update organisations set orders_changed = (
		select count(*) from work_orders where work_orders.organisation_id = organisations.id
	)`.execute(db);
	await sql`update effects set about = (
		select about from receipts where receipts.command_id = effects.command_id
	) where about is null`.execute(db);
}

const addColumn = (db: Kysely<unknown>, table: string, name: string) =>
	db.schema.alterTable(table).addColumn(name, 'text').execute();

const addText = (db: Kysely<unknown>, table: string, name: string, value: string) =>
	db.schema
		.alterTable(table)
		.addColumn(name, 'text', (c) => c.notNull().defaultTo(value))
		.execute();

const addNumber = (db: Kysely<unknown>, table: string, name: string) =>
	db.schema
		.alterTable(table)
		.addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
