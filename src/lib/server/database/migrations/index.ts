import type { Migration } from 'kysely/migration';
import { createFirstTables } from './0001-create-first-tables.ts';

/** The databases that the tables are made for. */
export type DialectName = 'sqlite' | 'postgres';

/** All migrations in their order. Each is forward only, and is never edited once it has landed. */
export function migrations(dialect: DialectName): Record<string, Migration> {
	return { '0001-create-first-tables': createFirstTables(dialect) };
}
