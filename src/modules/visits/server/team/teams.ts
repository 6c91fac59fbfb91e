import { KEPT_ROOTS, type KeptEntries } from '#modules/visits/domain/index.ts';
import { type Connection, isPostgres } from '#server/database/open';
import { markBehind } from '#server/facts/behind';
import type { TeamEntryTable } from '../tables.ts';

const AT_ONCE = 200; // rows of one statement

/** What a team's facts say, by root and key. */
export type TeamRoot = TeamEntryTable['root'];
export type TeamEntries = Readonly<Record<TeamRoot, Readonly<Record<string, unknown>>>>;

/** All entries of a team; null when there is no such team. With `lock`, until the transaction's end nobody else decides. */
export async function loadTeam(db: Connection, team: string, lock = false): Promise<TeamEntries | null> {
	const asked = db.selectFrom('teams').select('id').where('id', '=', team);
	const known = await (lock && isPostgres(db) ? asked.forUpdate() : asked).executeTakeFirst();
	if (!known) return null;
	const rows = await db.selectFrom('team_entries').selectAll().where('team_id', '=', team).execute();
	const entries: Record<TeamRoot, Record<string, unknown>> = {
		team: {},
		carers: {},
		recipients: {},
		shifts: {},
		recurring: {}
	};
	for (const { root, entry_key, body_json } of rows) entries[root][entry_key] = JSON.parse(body_json);
	return entries;
}

/** The entries that planners keep, by root. */
export function keptEntries(entries: TeamEntries): KeptEntries {
	const roots = KEPT_ROOTS.map((root) => [root, new Map(Object.entries(entries[root]))] as const);
	return Object.fromEntries(roots) as Record<(typeof KEPT_ROOTS)[number], Map<string, unknown>>;
}

/** Writes entries of a team, and marks its facts as behind. What is not named stays. */
export async function saveTeamEntries(
	trx: Connection,
	team: string,
	root: TeamRoot,
	entries: Readonly<Record<string, unknown>>
): Promise<void> {
	for (const [entry_key, body] of Object.entries(entries)) {
		const body_json = JSON.stringify(body);
		await trx
			.insertInto('team_entries')
			.values({ team_id: team, root, entry_key, body_json })
			.onConflict((conflict) => conflict.columns(['team_id', 'root', 'entry_key']).doUpdateSet({ body_json }))
			.execute();
	}
	await forgetRemovals(trx, team, root, Object.keys(entries));
	await markBehind(trx, team);
}

/** Takes entries of a team away at an ISO time, and marks its facts as behind. No device brings them again. */
export async function removeTeamEntries(
	trx: Connection,
	team: string,
	root: TeamRoot,
	{ keys, at }: { keys: readonly string[]; at: string }
): Promise<void> {
	await forgetRemovals(trx, team, root, keys);
	const removals = keys.map((entry_key) => ({ team_id: team, root, entry_key, removed_at: at }));
	for (let from = 0; from < removals.length; from += AT_ONCE) {
		await trx
			.insertInto('team_removals')
			.values(removals.slice(from, from + AT_ONCE))
			.execute();
	}
	await trx
		.deleteFrom('team_entries')
		.where('team_id', '=', team)
		.where('root', '=', root)
		.where('entry_key', 'in', keys)
		.execute();
	await markBehind(trx, team);
}

async function forgetRemovals(trx: Connection, team: string, root: TeamRoot, keys: readonly string[]): Promise<void> {
	for (let from = 0; from < keys.length; from += AT_ONCE) {
		await trx
			.deleteFrom('team_removals')
			.where('team_id', '=', team)
			.where('root', '=', root)
			.where('entry_key', 'in', keys.slice(from, from + AT_ONCE))
			.execute();
	}
}

/** Every day other plans are at hand: the indexes of all teams say which. */
export async function markAllTeamsBehind(db: Connection): Promise<void> {
	for (const { id } of await db.selectFrom('teams').select('id').execute()) await markBehind(db, id);
}
