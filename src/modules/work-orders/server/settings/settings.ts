import { type Settings, completeSettings } from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { markBehind } from '#server/facts/behind';

/** What a landlord has decided about its work orders. */
export async function loadSettings(db: Connection, organisation: string): Promise<Settings> {
	const row = await db
		.selectFrom('organisations')
		.select('settings_json')
		.where('id', '=', organisation)
		.executeTakeFirst();
	return completeSettings(JSON.parse(row?.settings_json ?? '{}') as Partial<Settings>);
}

/** Writes settings, and marks the facts documents that carry them as behind. */
export async function saveSettings(trx: Connection, organisation: string, settings: Settings): Promise<void> {
	await trx
		.updateTable('organisations')
		.set({ settings_json: JSON.stringify(settings) })
		.where('id', '=', organisation)
		.execute();
	await markBehind(trx, organisation);
}
