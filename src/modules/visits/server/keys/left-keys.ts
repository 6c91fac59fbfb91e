import type { Connection } from '#server/database/open';
import { savePlan } from './key-plans.ts';
import { loadTeam } from '../team/teams.ts';

/**
 * Notes since when recipients with a key plan are none of their team's, forgets it of those who are back, and takes away
 * the plans of those who had left before a time. Gives how many were taken away.
 */
export async function removeLeftKeys(db: Connection, before: string, now: string): Promise<number> {
	await noteWhoLeft(db, now);
	const plans = await db
		.selectFrom('key_plans')
		.select(['team_id', 'recipient_id'])
		.where('sealed', 'is not', null)
		.where('left_at', '<', before)
		.execute();
	let removed = 0;
	for (const { team_id: team, recipient_id: recipient } of plans) {
		if (await db.transaction().execute((trx) => remove(trx, { team, recipient, now }))) removed += 1;
	}
	return removed;
}

async function noteWhoLeft(db: Connection, now: string): Promise<void> {
	const plans = await db
		.selectFrom('key_plans')
		.leftJoin('team_entries', (join) =>
			join
				.onRef('team_entries.team_id', '=', 'key_plans.team_id')
				.onRef('team_entries.entry_key', '=', 'key_plans.recipient_id')
				.on('team_entries.root', '=', 'recipients')
		)
		.select([
			'key_plans.team_id as team',
			'key_plans.recipient_id as recipient',
			'left_at as left',
			'entry_key as entry'
		])
		.where('sealed', 'is not', null)
		.execute();
	for (const { team, recipient, left, entry } of plans) {
		if ((left === null) === (entry !== null)) continue;
		await db
			.updateTable('key_plans')
			.set({ left_at: entry === null ? now : null })
			.where('team_id', '=', team)
			.where('recipient_id', '=', recipient)
			.execute();
	}
}

/** Asks once more under the team's lock: a planner may have taken the recipient in again, or changed the plan. */
async function remove(
	trx: Connection,
	{ team, recipient, now }: { team: string; recipient: string; now: string }
): Promise<boolean> {
	const entries = await loadTeam(trx, team, true);
	const plan = await trx
		.selectFrom('key_plans')
		.select(['version', 'sealed'])
		.where('team_id', '=', team)
		.where('recipient_id', '=', recipient)
		.executeTakeFirst();
	if (!plan || plan.sealed === null || (entries && Object.hasOwn(entries.recipients, recipient))) return false;
	await savePlan(trx, { team, recipient, sealed: null, version: plan.version + 1, by: 'server', now });
	return true;
}
