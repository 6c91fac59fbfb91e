import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresAdapter, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { DialectName } from './dialect-name.ts';
import { migrations } from './migrations/index.ts';
import type { Database } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** A connection to the installation's database. */
export type Connection = Kysely<Database>;

/** Who brings migrations of its own: a module. */
export interface HasMigrations {
	migrations(dialect: DialectName): Readonly<Record<string, Migration>>;
}

/** Where the database is: a PostgreSQL address, or the folder that holds the SQLite file. */
export interface DatabasePlace {
	databaseUrl: string | null;
	dataDir: string;
}

/** Opens the database and brings its tables and the modules' up to date; throws when a migration fails. */
export async function openDatabase(
	{ databaseUrl, dataDir }: DatabasePlace,
	modules: readonly HasMigrations[]
): Promise<Connection> {
	// Whatever this process makes is for nobody else on the machine: databases, keys, pictures, backups.
	process.umask(0o077);
	await closeFolder(dataDir);
	const dialect = databaseUrl
		? new PostgresDialect({ pool: createPool(databaseUrl) })
		: sqliteDialect(join(dataDir, 'avbrottsfri.db'));
	const connection = new Kysely<Database>({ dialect });
	const dialectName = databaseUrl ? 'postgres' : 'sqlite';
	const migrator = new Migrator({
		db: connection,
		provider: { getMigrations: () => Promise.resolve(allMigrations(dialectName, modules)) }
	});
	const { error } = await migrator.migrateToLatest();
	if (error) throw error instanceof Error ? error : new Error('The database could not be migrated', { cause: error });
	return connection;
}

/** Folders of an earlier version were open to all; one that is somebody else's stays as its owner has it. */
async function closeFolder(dataDir: string): Promise<void> {
	await chmod(dataDir, 0o700).catch(() => undefined);
}

/** The platform's migrations and the modules', by name; throws when two have the same. */
export function allMigrations(dialect: DialectName, modules: readonly HasMigrations[]): Record<string, Migration> {
	const all: Record<string, Migration> = { ...migrations(dialect) };
	for (const [name, migration] of modules.flatMap((module) => Object.entries(module.migrations(dialect)))) {
		if (Object.hasOwn(all, name)) throw new Error(`Two migrations are called ${name}`);
		all[name] = migration;
	}
	return all;
}

function createPool(connectionString: string): pg.Pool {
	const pool = new pg.Pool({ connectionString, max: 10 });
	pool.on('error', () => undefined); // an idle connection that breaks is replaced; unheard, it would end the process
	return pool;
}

/** True on PostgreSQL, where rows are locked by name; SQLite has one writer at a time. */
export function isPostgres(db: Connection): boolean {
	return db.getExecutor().adapter instanceof PostgresAdapter;
}
