import { fromBase64Url } from '#core/bytes';
import { type BundleRefusal, readBundle } from '#carrying/bundle';
import { type Secret, readSeal } from '#carrying/seal';
import { type Result, ok, refuse } from '#core/result';
import { takeBundle } from '#device/carrying/take-bundle.ts';
import type { device as theDevice } from '#device/device.svelte.ts';

/** The most bytes that are looked at: no copy of ours is larger. */
const MOST = 16 * 1024 * 1024;
/** For how long a copy may be read back in: as long as copies are kept, and the days that they show ahead. */
const KEPT = 18 * 24 * 60 * 60 * 1000; // 18 days

/** What reading a copy has brought. */
export interface ReadCopy {
	/** How many documents took something from it. */
	documents: number;
	madeAt: number; // milliseconds since 1970
}

/** Why a copy was not read in; `passphrase` asks for one. */
export type CopyRefusal = BundleRefusal | 'passphrase';

/**
 * Reads a copy back in, by the same door as a colleague's work: documents merge, so what is newer here stays. A copy is
 * good for longer than what is handed from person to person, since it is needed when the server has been gone for days.
 */
export async function readCopy(
	device: typeof theDevice,
	file: Blob,
	passphrase: string
): Promise<Result<ReadCopy, CopyRefusal>> {
	if (file.size > MOST) return refuse('not-a-bundle');
	const bytes = new Uint8Array(await file.arrayBuffer());
	const found = await findSecret(device, bytes, passphrase);
	if (!found.ok) return found;
	const { team, secret } = found.value;
	const { carrying, session } = device;
	// When it was made is inside the lock. Read as of then it is never too old: how old it may be is judged here.
	const seen = await readBundle(bytes, { team, secret, device: carrying.own.device, now: 0 });
	if (!seen.ok) return seen;
	const { madeAt, expiresAt } = seen.value;
	if (carrying.now() > madeAt + KEPT) return refuse('expired');
	const inTime = { ...carrying, now: () => Math.min(carrying.now(), expiresAt) };
	const taken = await takeBundle(inTime, bytes, {
		team,
		secret,
		accepts: await device.writes(),
		serverKey: session?.carrying?.serverKey ?? null,
		deliver: () => device.carriedArrived()
	});
	if (!taken.ok) return taken;
	return ok({ documents: taken.value.documents.filter(({ outcome }) => outcome === 'new').length, madeAt });
}

async function findSecret(
	device: typeof theDevice,
	bytes: Uint8Array,
	passphrase: string
): Promise<Result<{ team: string; secret: Secret }, CopyRefusal>> {
	for (const { id: team } of device.session?.teams ?? []) {
		const seal = await readSeal(bytes, team);
		if (!seal.ok && seal.code === 'wrong-team') continue;
		if (!seal.ok) return seal;
		if (seal.value.kind === 'passphrase') {
			return passphrase === ''
				? refuse('passphrase')
				: ok({ team, secret: { kind: 'passphrase', phrase: passphrase } });
		}
		const key = device.session?.carrying?.teamKeys[team];
		return key === undefined
			? refuse('wrong-key')
			: ok({ team, secret: { kind: 'team-key', key: fromBase64Url(key) } });
	}
	return refuse('wrong-team');
}
