import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tries at passwords are counted where a restart, and a second process, finds them; devices are known again. */
export function addPasswordTries(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await db.schema
				.createTable('password_tries')
				.addColumn('gate', 'text', (c) => c.notNull())
				.addColumn('spent_until', 'bigint', (c) => c.notNull())
				.addPrimaryKeyConstraint('password_tries_key', ['gate'])
				.execute();
			await db.schema.createIndex('password_tries_until').on('password_tries').column('spent_until').execute();
			await db.schema.alterTable('devices').addColumn('known_by', 'text').execute();
		}
	};
}
