import type { Introduction } from '#core/answers';
import { vouchForDevice } from '#carrying/device-card';
import type { Clock } from '#core/clock';
import { type Member, findDevice } from '../auth/members.ts';
import type { Connection } from '../database/open.ts';
import type { ServerKey } from './server-key.ts';
import { teamKeysFor } from './team-keys.ts';

/**
 * Vouches for the device that a member is signed in on, under the name that the member has now. Null before the first
 * sign-in is done: until then nobody has said who they are.
 */
export async function introduce(
	{ db, clock, serverKey }: { db: Connection; clock: Clock; serverKey: ServerKey },
	{ actor, name, firstSignInDone }: Member
): Promise<Introduction | null> {
	const device = actor.device && firstSignInDone ? await findDevice(db, actor.device) : null;
	if (!actor.device || device?.member !== actor.member) return null;
	const { x, y } = device.key;
	const publicKey = { kty: 'EC', crv: 'P-256', x, y } as const;
	const card = { member: actor.member, name, device: actor.device, publicKey };
	return {
		card: await vouchForDevice(card, serverKey.pair, clock.now()),
		serverKey: serverKey.publicKey,
		teamKeys: await teamKeysFor({ db, now: clock.now() }, actor.member, actor.teams ?? [])
	};
}
