import type { ListedHandover } from '#modules/visits/domain/keys/answers.ts';
import type { Connection } from '#server/database/open';
import { recipientNames } from './recipient-names.ts';

/** A key that is about to be handed to a device. */
export interface Handover {
	organisation: string;
	team: string;
	recipient: string;
	version: number;
	member: string;
	device: string;
	/** When the device throws it away, in milliseconds since 1970. */
	until: number;
}

/** Which rows of the logs are asked for; null for all. */
export interface LookFilter {
	recipient: string | null;
	member: string | null;
}

const MOST_LISTED = 300;

/**
 * Takes handovers into the log, each version and time once for a device, however often it asks. Gives how many are new.
 * Rejects when they cannot be stored: then nothing may be handed out.
 */
export async function logHandovers(db: Connection, handovers: readonly Handover[], now: string): Promise<number> {
	if (handovers.length === 0) return 0;
	const rows = handovers.map(({ organisation, team, recipient, version, member, device, until }) => ({
		organisation_id: organisation,
		team_id: team,
		recipient_id: recipient,
		version,
		member_id: member,
		device_id: device,
		handed_at: now,
		held_until: new Date(until).toISOString()
	}));
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('key_handovers')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return Number(numInsertedOrUpdatedRows ?? 0);
}

/** What was handed to devices in teams, newest first, and whether there is more: one entry for each device and time. */
export async function listHandovers(
	db: Connection,
	teams: readonly string[],
	filter: LookFilter
): Promise<{ handed: ListedHandover[]; moreHanded: boolean }> {
	if (teams.length === 0) return { handed: [], moreHanded: false };
	let query = db.selectFrom('key_handovers').where('key_handovers.team_id', 'in', teams);
	if (filter.recipient !== null) query = query.where('recipient_id', '=', filter.recipient);
	if (filter.member !== null) query = query.where('key_handovers.member_id', '=', filter.member);
	const rows = await query
		.innerJoin('members', 'members.id', 'key_handovers.member_id')
		.leftJoin('devices', 'devices.id', 'key_handovers.device_id')
		.selectAll('key_handovers')
		.select(['members.name as member_name', 'devices.label as device_label'])
		.orderBy('handed_at', 'desc')
		.orderBy('key_handovers.device_id')
		.orderBy('recipient_id')
		.limit(MOST_LISTED + 1)
		.execute();
	const names = await recipientNames(db, teams);
	const found = new Map<string, ListedHandover>();
	for (const row of rows.slice(0, MOST_LISTED)) {
		const { device_id, member_id: member, handed_at: handedAt, held_until: until, recipient_id: id } = row;
		const key = `${device_id} ${member} ${handedAt}`;
		const known = found.get(key);
		const entry = known ?? {
			member,
			memberName: row.member_name,
			device: row.device_label ?? '',
			handedAt,
			until,
			recipients: []
		};
		if (until > entry.until) entry.until = until;
		entry.recipients.push({ id, name: names.get(id) ?? '' });
		found.set(key, entry);
	}
	for (const { recipients } of found.values()) recipients.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
	return { handed: [...found.values()], moreHanded: rows.length > MOST_LISTED };
}
