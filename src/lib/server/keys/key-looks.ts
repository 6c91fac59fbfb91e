import type { Actor } from '#core/access';
import { authorize } from '#domain';
import type { Connection } from '../database/open.ts';
import type { KeyLookTable } from '../database/schema.ts';

/** A look as the log shows it. */
export interface ListedLook {
	id: string;
	recipient: string;
	/** The recipient's name as it is now; empty when nobody knows it any more. */
	recipientName: string;
	member: string;
	memberName: string;
	/** What kind of device it was. */
	device: string;
	lookedAt: string;
	receivedAt: string;
	unusual: KeyLookTable['unusual'];
	reason: string;
}

/** The log of looks, and whom it can be narrowed to. */
export interface LookLog {
	looks: ListedLook[];
	/** How many more there are. */
	more: number;
	recipients: { id: string; name: string }[];
	people: { id: string; name: string }[];
}

/** Which looks are asked for; null for all. */
export interface LookFilter {
	recipient: string | null;
	member: string | null;
}

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

/** The looks of teams: those that needed a reason first, then the others, each newest first. */
export async function listLooks(db: Connection, teams: readonly string[], filter: LookFilter): Promise<LookLog> {
	if (teams.length === 0) return { looks: [], more: 0, recipients: [], people: [] };
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
		...{ id: row.id, recipient: row.recipient_id, recipientName: names.get(row.recipient_id) ?? '' },
		...{ member: row.member_id, memberName: row.member_name, device: row.device_label ?? '' },
		...{ lookedAt: row.looked_at, receivedAt: row.received_at, unusual: row.unusual, reason: row.reason }
	}));
	return { looks, more: Number(count) - looks.length, ...(await everybodyIn(db, teams, names)) };
}

async function everybodyIn(db: Connection, teams: readonly string[], names: ReadonlyMap<string, string>) {
	const recipients = await db
		.selectFrom('key_looks')
		.select('recipient_id')
		.distinct()
		.where('team_id', 'in', teams)
		.execute();
	const people = await db
		.selectFrom('key_looks')
		.innerJoin('members', 'members.id', 'key_looks.member_id')
		.select(['members.id', 'members.name'])
		.distinct()
		.where('team_id', 'in', teams)
		.execute();
	const named = recipients.map(({ recipient_id: id }) => ({ id, name: names.get(id) ?? '' }));
	return { recipients: named.sort(byName), people: people.sort(byName) };
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'sv');

async function recipientNames(db: Connection, teams: readonly string[]): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('team_entries')
		.select(['entry_key', 'body_json'])
		.where('team_id', 'in', teams)
		.where('root', '=', 'recipients')
		.execute();
	return new Map(rows.map(({ entry_key, body_json }) => [entry_key, (JSON.parse(body_json) as { name: string }).name]));
}
