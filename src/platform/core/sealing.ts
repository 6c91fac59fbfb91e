import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts';
import { type Result, ok, refuse } from './result.ts';
import { type PublicJwk, webCrypto } from './web-crypto.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const PURPOSE = 'avbrottsfri sealed 1';
const NONCE = 12; // bytes
const TAG = 16; // bytes that AES-GCM adds
const POINT = 64; // bytes: x and y of a public key

/** The form of what sealFor() gives, up to some kilobytes. */
export const SEALED = /^[\w-]{120,8000}$/;

/** What opens what was sealed: a private key of ECDH P-256, and its public half. */
export interface Opener {
	privateKey: object;
	publicKey: PublicJwk;
}

/**
 * Encrypts bytes for the holder of a public key, as URL-safe base64: a key pair that is used once, ECDH P-256, HKDF,
 * AES-256-GCM. The context says what it is and for whom; under another one it does not open. Throws when the public key
 * is none.
 */
export async function sealFor(recipient: PublicJwk, plain: Uint8Array, context: string): Promise<string> {
	const pair = await webCrypto.subtle.generateKey(CURVE, false, ['deriveBits']);
	const once = pointOf(await webCrypto.subtle.exportKey('jwk', pair.publicKey));
	const agreed = await agree(pair.privateKey, recipient);
	const key = await keyOf(agreed, joined(once, pointOf(recipient)), context);
	const iv = webCrypto.getRandomValues(new Uint8Array(NONCE));
	const cipher = { name: 'AES-GCM', iv, additionalData: utf8(context) };
	const locked = new Uint8Array(await webCrypto.subtle.encrypt(cipher, key, plain));
	return toBase64Url(joined(once, iv, locked));
}

/** What was sealed for this key in this context; refused when a bit of it, the key or the context is another. */
export async function openSealed(
	opener: Opener,
	sealed: string,
	context: string
): Promise<Result<Uint8Array, 'not-opened'>> {
	try {
		const bytes = fromBase64Url(sealed);
		if (bytes.length < POINT + NONCE + TAG) return refuse('not-opened');
		const once = bytes.subarray(0, POINT);
		const agreed = await agree(opener.privateKey, jwkOf(once));
		const key = await keyOf(agreed, joined(once, pointOf(opener.publicKey)), context);
		const iv = bytes.subarray(POINT, POINT + NONCE);
		const cipher = { name: 'AES-GCM', iv, additionalData: utf8(context) };
		return ok(new Uint8Array(await webCrypto.subtle.decrypt(cipher, key, bytes.subarray(POINT + NONCE))));
	} catch {
		return refuse('not-opened'); // no base64, no point of the curve, or not what was sealed
	}
}

/** What only two know: the holders of the one's private and the other's public key. */
async function agree(own: object, other: PublicJwk): Promise<Uint8Array> {
	const { kty, crv, x, y } = other;
	const publicKey = await webCrypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, false, []);
	return new Uint8Array(await webCrypto.subtle.deriveBits({ ...CURVE, public: publicKey }, own, 256));
}

async function keyOf(agreed: Uint8Array, salt: Uint8Array, context: string): Promise<object> {
	const base = await webCrypto.subtle.importKey('raw', agreed, 'HKDF', false, ['deriveKey']);
	const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`${PURPOSE} ${context}`) };
	return webCrypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function pointOf({ x, y }: PublicJwk): Uint8Array {
	return joined(fromBase64Url(x), fromBase64Url(y));
}

function jwkOf(point: Uint8Array): PublicJwk {
	const half = POINT / 2;
	const [x, y] = [point.slice(0, half), point.slice(half)];
	return { kty: 'EC', crv: 'P-256', x: toBase64Url(x), y: toBase64Url(y) };
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** The context in which the server hands a value to a device: no other's, of nothing else, of no other version. */
export function heldContext(device: string, about: string, version: number): string {
	return `held ${device} ${about} ${version}`;
}
