import type { LookLog } from '#modules/visits/domain/keys/answers.ts';
import type { Actor } from '#core/access';
import { authorize } from '#modules/visits/domain/access.ts';
import type { Connection } from '#server/database/open';
import { type LookFilter, listHandovers } from './key-handovers.ts';
import { recipientNames } from './recipient-names.ts';

const MOST_LISTED = 300;

/** The teams whose log a member may see; null when that is none of the member's business. */
export async function teamsToFollow(db: Connection, actor: Actor): Promise<string[] | null> {
	const { organisation } = actor;
	const isFollower = (scope?: string) => {
		const resource = scope === undefined ? {} : { scope };
		return authorize(actor, 'read', { type: 'key-looks', organisation, ...resource });
	};
	const rows = await db.selectFrom('teams').select('id').where('organisation_id', '=', organisation).execute();
	const teams = rows.map(({ id }) => id).filter((id) => isFollower(id));
	return teams.length > 0 || isFollower() ? teams : null;
}

/** The looks of teams: those that needed a reason first, then the others, each newest first; and what devices were handed. */
export async function listLooks(db: Connection, teams: readonly string[], filter: LookFilter): Promise<LookLog> {
	if (teams.length === 0) return { looks: [], more: 0, handed: [], moreHanded: false, recipients: [], people: [] };
	let query = db.selectFrom('key_looks').where('team_id', 'in', teams);
	if (filter.recipient !== null) query = query.where('recipient_id', '=', filter.recipient);
	if (filter.member !== null) query = query.where('key_looks.member_id', '=', filter.member);
	const { count } = await query.select((fn) => fn.fn.countAll().as('count')).executeTakeFirstOrThrow();
	const rows = await query
		.innerJoin('members', 'members.id', 'key_looks.member_id')
		.leftJoin('devices', 'devices.id', 'key_looks.device_id')
		.selectAll('key_looks')
		.select(['members.name as member_name', 'devices.label as device_label'])
		.orderBy((by) => by.case().when('unusual', 'is', null).then(1).else(0).end())
		.orderBy('looked_at', 'desc')
		.orderBy('key_looks.id')
		.limit(MOST_LISTED)
		.execute();
	const names = await recipientNames(db, teams);
	const looks = rows.map((row) => ({
		id: row.id,
		recipient: row.recipient_id,
		recipientName: names.get(row.recipient_id) ?? '',
		member: row.member_id,
		memberName: row.member_name,
		device: row.device_label ?? '',
		lookedAt: row.looked_at,
		receivedAt: row.received_at,
		unusual: row.unusual,
		reason: row.reason
	}));
	const handed = await listHandovers(db, teams, filter);
	return { looks, more: Number(count) - looks.length, ...handed, ...(await everybodyIn(db, teams, names)) };
}

/** Everybody whom one of the two logs names. */
async function everybodyIn(db: Connection, teams: readonly string[], names: ReadonlyMap<string, string>) {
	const recipients = await db
		.selectFrom('key_looks')
		.select('recipient_id as id')
		.where('team_id', 'in', teams)
		.union(db.selectFrom('key_handovers').select('recipient_id as id').where('team_id', 'in', teams))
		.execute();
	const people = await db
		.selectFrom('members')
		.select(['id', 'name'])
		.where((or) =>
			or.or([
				or('id', 'in', or.selectFrom('key_looks').select('member_id').where('team_id', 'in', teams)),
				or('id', 'in', or.selectFrom('key_handovers').select('member_id').where('team_id', 'in', teams))
			])
		)
		.execute();
	const named = recipients.map(({ id }) => ({ id, name: names.get(id) ?? '' }));
	return { recipients: named.sort(byName), people: people.sort(byName) };
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'sv');
