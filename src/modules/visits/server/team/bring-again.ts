import * as v from 'valibot';
import { authorize } from '#modules/visits/domain/access.ts';
import type { RefusalOf } from '#modules/visits/domain/commands.ts';
import {
	BRING_TEAM_AGAIN,
	type DecidedEntry,
	KEPT_ROOTS,
	type KeptRoot,
	MOST_AGAIN,
	TEAM_KIND,
	lackingEntries,
	teamAgainSchema
} from '#modules/visits/domain/index.ts';
import { isRecovering, readGeneration } from '#server/backup/generation';
import { ACCEPTED, type AskedDecision, type DecideCommand, refused } from '#server/commands/decision';
import type { Connection } from '#server/database/open';
import type { Logger } from '#server/logger';
import { keptEntries, loadTeam, saveTeamEntries } from './teams.ts';

/**
 * Takes again what a restored server has lost of a team, from whoever reads the team's facts: the bringer's word, which is
 * told with who brought it and when. What the team has counts.
 */
export function bringAgainDecider(logger: Logger): DecideCommand<RefusalOf<'team.bring-again'>> {
	return {
		async decide(trx, asked) {
			const { command, author, now } = asked;
			const brought = v.safeParse(teamAgainSchema, command.payload);
			if (!brought.success) return refused('malformed');
			const team = command.about;
			if (!authorize(author.actor, BRING_TEAM_AGAIN, { type: TEAM_KIND.kind, scope: team }))
				return refused('forbidden');
			if (!isRecovering(await readGeneration(trx), Date.parse(now))) return refused('not-recovering');
			const entries = await loadTeam(trx, team, true);
			if (!entries) return refused('forbidden');
			const removals = await trx
				.selectFrom('team_removals')
				.select(['root', 'entry_key'])
				.where('team_id', '=', team)
				.execute();
			const removed = new Set(removals.map(({ root, entry_key }) => `${root} ${entry_key}`));
			const isRemoved = (root: string, key: string) => removed.has(`${root} ${key}`);
			const lacking = lackingEntries(keptEntries(entries), isRemoved, brought.output.entries);
			if (await isTooMuch(trx, team, lacking)) return refused('too-many');
			for (const root of KEPT_ROOTS) await takeAgain(trx, asked, root, lacking);
			const { member, device } = author.actor;
			if (lacking.length > 0)
				logger.info({ team, by: member, device, count: lacking.length }, 'Facts were brought again');
			return ACCEPTED;
		}
	};
}

/** Whoever brings makes up at most what a team can have. */
async function isTooMuch(trx: Connection, team: string, lacking: readonly DecidedEntry[]): Promise<boolean> {
	const bodies = await trx
		.selectFrom('team_brought_again as again')
		.innerJoin('team_entries as entry', (join) =>
			join
				.onRef('entry.team_id', '=', 'again.team_id')
				.onRef('entry.root', '=', 'again.root')
				.onRef('entry.entry_key', '=', 'again.entry_key')
		)
		.select((query) => [
			query.fn.countAll().as('entries'),
			query.fn.coalesce(query.fn.sum(query.fn<number>('length', ['entry.body_json'])), query.lit(0)).as('characters')
		])
		.where('again.team_id', '=', team)
		.executeTakeFirstOrThrow();
	const entries = Number(bodies.entries) + lacking.length;
	const characters = Number(bodies.characters) + JSON.stringify(lacking).length;
	return entries > MOST_AGAIN.entries || characters > MOST_AGAIN.characters;
}

async function takeAgain(
	trx: Connection,
	{ command, now }: AskedDecision,
	root: KeptRoot,
	lacking: readonly DecidedEntry[]
): Promise<void> {
	const entries = Object.fromEntries(
		lacking.filter((entry) => entry.root === root).map(({ key, body }) => [key, body])
	);
	const keys = Object.keys(entries);
	if (keys.length === 0) return;
	const { about: team_id, author: member_id, device: device_id } = command;
	await saveTeamEntries(trx, team_id, root, entries);
	const whose = { member_id, device_id, brought_at: now };
	await trx
		.insertInto('team_brought_again')
		.values(keys.map((entry_key) => ({ team_id, root, entry_key, ...whose })))
		.onConflict((conflict) => conflict.columns(['team_id', 'root', 'entry_key']).doUpdateSet(whose))
		.execute();
}

/** What was brought again of a team and is there, as its facts tell it: by root and key. */
export async function broughtAgain(db: Connection, team: string): Promise<Record<string, { by: string; at: string }>> {
	const rows = await db.selectFrom('team_brought_again').selectAll().where('team_id', '=', team).execute();
	return Object.fromEntries(
		rows.map(({ root, entry_key, member_id, brought_at }) => [
			`${root}/${entry_key}`,
			{ by: member_id, at: brought_at }
		])
	);
}

/** Forgets that something was brought again before a time. Gives their number. */
export async function removeOldAgain(db: Connection, before: string): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('team_brought_again')
		.where('brought_at', '<', before)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** Forgets what was removed before a time: by then no device has it any more. Gives their number. */
export async function removeOldRemovals(db: Connection, before: string): Promise<number> {
	const { numDeletedRows } = await db.deleteFrom('team_removals').where('removed_at', '<', before).executeTakeFirst();
	return Number(numDeletedRows);
}
