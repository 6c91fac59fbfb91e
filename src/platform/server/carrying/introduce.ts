import { type DeviceCard, vouchForDevice } from '#carrying/device-card';
import type { Clock } from '#core/clock';
import type { PublicJwk } from '#core/web-crypto';
import { type Member, findDevice } from '../auth/members.ts';
import type { Connection } from '../database/open.ts';
import type { ServerKey } from './server-key.ts';
import { teamKeysFor } from './team-keys.ts';

/** What a device needs in order to exchange work with colleagues while there is no server. */
export interface Introduction {
	/** The server's word for whose the device is. */
	card: DeviceCard;
	/** What the server's word is checked with. */
	serverKey: PublicJwk;
	/** The keys of the member's teams, by team: 32 bytes as base64url. */
	teamKeys: Readonly<Record<string, string>>;
}

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
