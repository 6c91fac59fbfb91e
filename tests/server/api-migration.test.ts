import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { migrations } from '#server/database/migrations/index';
import { openDatabase } from '#app/installation';
import { sqliteDialect } from '#server/database/sqlite';
import { DATABASES, newPostgresDatabase } from '../support/application.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A database as the version before left it, with orders of two landlords. */
async function formerDatabase(database: (typeof DATABASES)[number]) {
	const dataDir = await mkdtemp(join(tmpdir(), 'migration-'));
	folders.push(dataDir);
	const databaseUrl = database === 'postgres' ? await newPostgresDatabase() : null;
	const dialect = databaseUrl
		? new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) })
		: sqliteDialect(join(dataDir, 'avbrottsfri.db'));
	const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect });
	const all = migrations(database);
	const provider = { getMigrations: () => Promise.resolve(all) };
	await new Migrator({ db, provider }).migrateTo('0002-add-reminders');
	for (const id of ['a', 'b']) {
		await db.insertInto('organisations').values({ id, name: id, settings_json: '{}' }).execute();
		for (const number of [30, 10, 20].slice(0, id === 'a' ? 3 : 2)) {
			const order = { id: `${id}${number}`, organisation_id: id, number, bundle: '', status: 'ordered', month: '' };
			await db
				.insertInto('work_orders')
				.values({ ...order, body_json: '{}' })
				.execute();
		}
	}
	await db.destroy();
	return { databaseUrl, dataDir };
}

describe.each(DATABASES)('an installation from before on %s', (database) => {
	it('[AP11] its orders are numbered as changes by their numbers, and the next change comes after them', async () => {
		const db = await openDatabase(await formerDatabase(database));
		const orders = await db.selectFrom('work_orders').select(['id', 'changed']).orderBy('id').execute();
		expect(orders.map(({ id, changed }) => `${id}: ${changed}`)).toEqual([
			'a10: 1',
			'a20: 2',
			'a30: 3',
			'b10: 1',
			'b30: 2'
		]);
		const counters = await db.selectFrom('organisations').select(['id', 'orders_changed']).orderBy('id').execute();
		expect(counters).toEqual([
			{ id: 'a', orders_changed: 3 },
			{ id: 'b', orders_changed: 2 }
		]);
		await db.destroy();
	});
});
