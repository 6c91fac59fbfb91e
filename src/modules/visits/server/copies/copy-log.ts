import type { ListedCopy } from '#modules/visits/domain/copies/answers.ts';
import type { Selectable } from 'kysely';
import type { Connection } from '#server/database/open';
import type { CopyTable } from '../tables.ts';

/** A row of the log of copies. */
export type CopyRow = Selectable<CopyTable>;

/** A copy before anything has become of it. */
export type NewCopy = Omit<CopyRow, 'destroyed_at' | 'destroyed_by' | 'destroyed_how'>;

/** Takes so many numbers of an organisation's count and gives the first. A number is never given twice. */
export async function takeNumbers(db: Connection, organisation: string, count: number): Promise<number> {
	await db
		.insertInto('copy_settings')
		.values({ organisation_id: organisation })
		.onConflict((conflict) => conflict.column('organisation_id').doNothing())
		.execute();
	const { last_number: last } = await db
		.updateTable('copy_settings')
		.set((expression) => ({ last_number: expression('last_number', '+', count) }))
		.where('organisation_id', '=', organisation)
		.returning('last_number')
		.executeTakeFirstOrThrow();
	return last - count + 1;
}

/** Writes copies into the log. */
export async function logCopies(db: Connection, copies: readonly NewCopy[]): Promise<void> {
	if (copies.length === 0) return;
	const kept = { destroyed_at: null, destroyed_by: null, destroyed_how: null };
	await db
		.insertInto('copies')
		.values(copies.map((copy) => ({ ...copy, ...kept })))
		.execute();
}

/** How and by whom copies were destroyed, and when. */
export interface Destroyed {
	how: NonNullable<CopyRow['destroyed_how']>;
	/** A member's id, or `server`. */
	by: string;
	now: string;
}

/** Notes that copies are gone; what was noted before stays as it was. */
export async function markDestroyed(
	db: Connection,
	ids: readonly string[],
	{ how, by, now }: Destroyed
): Promise<void> {
	if (ids.length === 0) return;
	await db
		.updateTable('copies')
		.set({ destroyed_at: now, destroyed_by: by, destroyed_how: how })
		.where('id', 'in', ids)
		.where('destroyed_at', 'is', null)
		.execute();
}

/** The files of a team that lie in the server's folder, as far as the log knows. */
export function filesOfTeam(db: Connection, team: string): Promise<CopyRow[]> {
	return db
		.selectFrom('copies')
		.selectAll()
		.where('team_id', '=', team)
		.where('place', '=', 'server-folder')
		.where('destroyed_at', 'is', null)
		.orderBy('made_at')
		.execute();
}

/** Which copies somebody looks for. */
export interface CopyFilter {
	organisation: string;
	/** Null for all teams of the organisation. */
	teams: readonly string[] | null;
	/** `live` is what people answer for: papers, and files of their own; `gone` what they have seen to the end of. */
	show: 'live' | 'paper' | 'server' | 'destroyed' | 'gone';
	limit: number;
}

const ORDER = {
	...({ live: 'copies.made_at', paper: 'copies.made_at', server: 'copies.day_from' } as const),
	...({ destroyed: 'copies.made_at', gone: 'copies.destroyed_at' } as const)
};

/** Copies, newest first, and how many more there are. */
export async function listCopies(db: Connection, filter: CopyFilter): Promise<{ copies: ListedCopy[]; more: number }> {
	const rows = await matching(db, filter)
		.leftJoin('members', 'members.id', 'copies.made_by')
		.innerJoin('teams', 'teams.id', 'copies.team_id')
		.selectAll('copies')
		.select(['members.name as member_name', 'teams.name as team_name'])
		.orderBy(ORDER[filter.show], 'desc')
		.orderBy('copies.what')
		.orderBy('copies.id')
		.limit(filter.limit)
		.execute();
	const { count } = await matching(db, filter)
		.select((expression) => expression.fn.countAll<number | string>().as('count'))
		.executeTakeFirstOrThrow();
	const copies = rows.map((row): ListedCopy => {
		const { id, number, what, place, sha256 } = row;
		return {
			id,
			number,
			what,
			place,
			sha256,
			team: row.team_name,
			teamId: row.team_id,
			from: row.day_from,
			to: row.day_to,
			madeAt: row.made_at,
			by: row.member_name,
			locked: row.locked === 1,
			destroyedAt: row.destroyed_at,
			how: row.destroyed_how
		};
	});
	return { copies, more: Math.max(Number(count) - rows.length, 0) };
}

function matching(db: Connection, { organisation, teams, show }: CopyFilter) {
	let query = db.selectFrom('copies').where('copies.organisation_id', '=', organisation);
	if (teams !== null) query = query.where('copies.team_id', 'in', teams.length > 0 ? teams : ['']);
	if (show === 'destroyed') return query.where('copies.destroyed_at', 'is not', null);
	if (show === 'gone') {
		return query.where('copies.destroyed_at', 'is not', null).where('copies.place', '!=', 'server-folder');
	}
	query = query.where('copies.destroyed_at', 'is', null);
	if (show === 'paper') return query.where('copies.place', '=', 'paper');
	return query.where('copies.place', show === 'server' ? '=' : '!=', 'server-folder');
}
