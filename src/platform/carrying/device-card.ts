import * as v from 'valibot';
import { fromBase64Url, toBase64Url, utf8 } from '#core/bytes';
import { canonicalJson } from '#core/command';
import { sign, verify } from '#core/device-key';
import type { KeyPair, PublicJwk } from '#core/web-crypto';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

/**
 * Whose a device is and what it signs with. With the server's signature it can be believed without asking the server;
 * without, it is what the device says of itself.
 */
export const deviceCardSchema = v.object({
	member: id,
	/** The member's name, for telling people who wrote what. */
	name: v.pipe(v.string(), v.maxLength(200)),
	device: id,
	publicKey: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: coordinate, y: coordinate }),
	/** The server's word for all of the above. */
	proof: v.nullable(
		v.object({
			issuedAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), // milliseconds since 1970
			signature: v.pipe(v.string(), v.maxLength(200))
		})
	)
});

/** A device's card; see deviceCardSchema. */
export type DeviceCard = v.InferOutput<typeof deviceCardSchema>;

/** The server's own signature under a device's card. */
export async function vouchForDevice(
	card: Omit<DeviceCard, 'proof'>,
	serverKey: KeyPair,
	issuedAt: number
): Promise<DeviceCard> {
	return { ...card, proof: { issuedAt, signature: toBase64Url(await sign(serverKey, cardBytes(card, issuedAt))) } };
}

/** True when the holder of the server's key has vouched for this card. */
export async function isVouchedFor(card: DeviceCard, serverKey: PublicJwk): Promise<boolean> {
	if (!card.proof) return false;
	try {
		const { issuedAt, signature } = card.proof;
		return await verify(serverKey, fromBase64Url(signature), cardBytes(card, issuedAt));
	} catch {
		return false; // not base64url
	}
}

function cardBytes({ member, name, device, publicKey }: Omit<DeviceCard, 'proof'>, issuedAt: number): Uint8Array {
	return utf8(canonicalJson(['device-card', 1, member, name, device, publicKey.x, publicKey.y, issuedAt]));
}
