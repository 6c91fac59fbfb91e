import { sql } from 'kysely';
import { newId } from '#core/id';
import type { Connection } from '../database/open.ts';

/** How long devices bring again what a restored installation has lost: as long as they keep it. */
export const RECOVERY = 14 * 24 * 60 * 60 * 1000; // 14 days

/** Which life of an installation this is. Devices compare it with the one that they know. */
export interface Generation {
	/** `first`, or the id of the restoration that this life began with. */
	id: string;
	/** Until when devices bring again what was lost, in milliseconds since 1970; null when nothing was. */
	recoversUntil: number | null;
}

/** The present life of the installation. */
export async function readGeneration(db: Connection): Promise<Generation> {
	const row = await db
		.selectFrom('restorations')
		.selectAll()
		.orderBy('restored_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!row) return { id: 'first', recoversUntil: null };
	return { id: row.generation, recoversUntil: Date.parse(row.restored_at) + RECOVERY };
}

/** True while devices may bring again what somebody else wrote. */
export function isRecovering({ recoversUntil }: Generation, now: number): boolean {
	return recoversUntil !== null && now < recoversUntil;
}

/**
 * Begins a new life after the tables were put back; `backupAt` is an ISO time, or null when nobody knows it. What was on
 * its way out may have left since: it is for people to decide. All that devices read is written anew.
 */
export async function beginGeneration(db: Connection, now: number, backupAt: string | null): Promise<string> {
	const generation = newId();
	await db.transaction().execute(async (trx) => {
		const restored_at = new Date(now).toISOString();
		await trx.insertInto('restorations').values({ generation, restored_at, backup_at: backupAt }).execute();
		await trx
			.updateTable('effects')
			.set({ state: 'uncertain', error: 'restored' })
			.where('state', 'in', ['waiting', 'sending'])
			.execute();
		await markEverythingBehind(trx);
	});
	return generation;
}

async function markEverythingBehind(trx: Connection): Promise<void> {
	for (const table of ['work_orders', 'organisations', 'teams'] as const) {
		await trx
			.insertInto('facts_dirty')
			.columns(['about', 'scopes_json'])
			.expression(trx.selectFrom(table).select(['id', sql.lit('[]').as('scopes')]))
			.execute();
	}
}
