import * as v from 'valibot';
import type { RefusalOf } from '#modules/visits/domain/commands.ts';
import { authorize } from '#modules/visits/domain/access.ts';
import { copiesDestroyedSchema, copyMadeSchema, deviceNumber } from '#modules/visits/domain/copies/index.ts';
import type { Member } from '#server/auth/members';
import { ACCEPTED, type DecideCommand, refused } from '#server/commands/decision';
import type { Connection } from '#server/database/open';
import { organisationOfTeam } from '#server/people/teams';
import { logCopies, markDestroyed } from './copy-log.ts';

/** Takes what a device says of a copy that it has made, also long ago and without a network. */
export const copyMade: DecideCommand<RefusalOf<'copies.made'>> = {
	decide: (trx, { command: { about: id, payload, device }, author, now }) =>
		made(trx, { id, payload, author, device, now })
};

/** Takes that copies are gone. */
export const copiesDestroyed: DecideCommand<RefusalOf<'copies.destroyed'>> = {
	decide: (trx, { command: { about: team, payload }, author, now }) => destroyed(trx, { team, payload, author, now })
};

interface Asked {
	payload: unknown;
	author: Member;
	now: string;
}

async function made(trx: Connection, { id, payload, author, device, now }: Asked & { id: string; device: string }) {
	const read = v.safeParse(copyMadeSchema, payload);
	// A device numbers its own copies, and no other's.
	if (!read.success || !read.output.number.startsWith(deviceNumber(device, 0).slice(0, -1)))
		return refused('malformed');
	const copy = read.output;
	const organisation = author.actor.organisation;
	if ((await organisationOfTeam(trx, copy.team)) !== organisation) return refused('forbidden');
	const type = copy.place === 'paper' ? 'copies-made' : 'copies';
	if (!authorize(author.actor, 'write', { type, organisation, scope: copy.team })) return refused('forbidden');
	const known = await trx
		.selectFrom('copies')
		.select('id')
		.where((or) =>
			or.or([
				or('id', '=', id),
				or.and([or('organisation_id', '=', organisation), or('number', '=', copy.number), or('device_id', '=', device)])
			])
		)
		.executeTakeFirst();
	if (known) return refused('already-there');
	const { what, place, sha256 } = copy;
	const by = author.actor.member;
	await logCopies(trx, [
		{
			id,
			organisation_id: organisation,
			team_id: copy.team,
			number: copy.number,
			what,
			place,
			sha256,
			day_from: copy.from,
			day_to: copy.to,
			file: null,
			source: null,
			made_by: by,
			device_id: device,
			// A clock that is ahead must not make a copy younger than it is.
			made_at: [new Date(copy.madeAt).toISOString(), now].sort()[0] ?? now,
			locked: copy.locked ? 1 : 0
		}
	]);
	if (copy.replaces !== null) await replace(trx, { id: copy.replaces, device, by, now });
	return ACCEPTED;
}

/** A device writes its own file anew; what others made is not its to take away. */
async function replace(trx: Connection, { id, device, by, now }: Record<'id' | 'device' | 'by' | 'now', string>) {
	const own = await trx
		.selectFrom('copies')
		.select('id')
		.where('id', '=', id)
		.where('device_id', '=', device)
		.execute();
	await markDestroyed(
		trx,
		own.map((row) => row.id),
		{ how: 'replaced', by, now }
	);
}

async function destroyed(trx: Connection, { team, payload, author, now }: Asked & { team: string }) {
	const read = v.safeParse(copiesDestroyedSchema, payload);
	if (!read.success) return refused('malformed');
	const { organisation, member } = author.actor;
	if ((await organisationOfTeam(trx, team)) !== organisation) return refused('forbidden');
	if (!authorize(author.actor, 'write', { type: 'copies', organisation, scope: team })) return refused('forbidden');
	const known = await trx
		.selectFrom('copies')
		.select('id')
		.where('team_id', '=', team)
		.where('place', '!=', 'server-folder')
		.where('id', 'in', read.output.copies)
		.execute();
	if (known.length < new Set(read.output.copies).size) return refused('unknown-copy');
	await markDestroyed(trx, read.output.copies, { how: 'person', by: member, now });
	return ACCEPTED;
}
