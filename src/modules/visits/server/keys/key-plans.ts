import { KNOWN_KEYS, type KnownKeyPlan } from '#modules/visits/domain/keys/index.ts';
import type { Connection } from '#server/database/open';
import { saveTeamEntries } from '../team/teams.ts';

/** A recipient's key plan as it is kept. */
export interface KeptPlan {
	recipient: string;
	version: number;
	sealed: string;
}

/** A change of a recipient's key plan. */
export interface PlanChange {
	team: string;
	recipient: string;
	/** What is kept now; null takes it away. */
	sealed: string | null;
	version: number;
	by: string;
	now: string;
}

/** The version of a recipient's key plan; 0 where there has never been one. */
export async function versionOf(db: Connection, team: string, recipient: string): Promise<number> {
	const row = await db
		.selectFrom('key_plans')
		.select('version')
		.where('team_id', '=', team)
		.where('recipient_id', '=', recipient)
		.executeTakeFirst();
	return row?.version ?? 0;
}

/** The key plans of a team. */
export async function plansOf(db: Connection, team: string): Promise<KeptPlan[]> {
	const rows = await db.selectFrom('key_plans').selectAll().where('team_id', '=', team).execute();
	return rows.flatMap(({ recipient_id: recipient, version, sealed }) =>
		sealed === null ? [] : [{ recipient, version, sealed }]
	);
}

/** Writes a change, and tells the team's devices that there is a plan, since when and by whom. */
export async function savePlan(trx: Connection, change: PlanChange): Promise<void> {
	const { team, recipient, sealed, version, by, now } = change;
	const set = { sealed, version, changed_by: by, changed_at: now };
	await trx
		.insertInto('key_plans')
		.values({ team_id: team, recipient_id: recipient, ...set })
		.onConflict((conflict) => conflict.columns(['team_id', 'recipient_id']).doUpdateSet(set))
		.execute();
	await saveTeamEntries(trx, team, 'team', { [KNOWN_KEYS]: await knownPlans(trx, team) });
}

async function knownPlans(trx: Connection, team: string): Promise<Record<string, KnownKeyPlan>> {
	const rows = await trx.selectFrom('key_plans').selectAll().where('team_id', '=', team).execute();
	return Object.fromEntries(
		rows.map(({ recipient_id, sealed, version, changed_at, changed_by }) => [
			recipient_id,
			sealed === null ? { version, at: null, by: null } : { version, at: changed_at, by: changed_by }
		])
	);
}
