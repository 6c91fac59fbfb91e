import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What an effect is about, so that the reminders of an order can be withdrawn, and people see which order it was. */
export function addReminders(): Migration {
	return {
		async up(db: Kysely<unknown>) {
			await db.schema.alterTable('effects').addColumn('about', 'text').execute();
			await db.schema
				.alterTable('effects')
				.addColumn('reminder', 'integer', (c) => c.notNull().defaultTo(0))
				.execute();
			await db.schema.createIndex('effects_about').on('effects').column('about').execute();
		}
	};
}
