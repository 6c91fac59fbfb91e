import { type KeyPair, type PublicJwk, webCrypto } from './web-crypto.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** A new key pair for a device. The private half never leaves the browser that made it. */
export function newDeviceKey(): Promise<KeyPair> {
	return webCrypto.subtle.generateKey(KEY, false, ['sign', 'verify']);
}

/** The public half, in the form that the server registers. */
export async function publicJwk(key: KeyPair): Promise<PublicJwk> {
	const { kty, crv, x, y } = await webCrypto.subtle.exportKey('jwk', key.publicKey);
	return { kty, crv, x, y };
}

/** Signs bytes with a device's key: 64 bytes, r and s. */
export async function sign(key: KeyPair, bytes: Uint8Array): Promise<Uint8Array> {
	return new Uint8Array(await webCrypto.subtle.sign(SIGNATURE, key.privateKey, bytes));
}

/** True when the holder of the key made this signature over these bytes; false also for a malformed key. */
export async function verify(jwk: PublicJwk, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> {
	try {
		const key = await webCrypto.subtle.importKey('jwk', jwk, KEY, false, ['verify']);
		return await webCrypto.subtle.verify(SIGNATURE, key, signature, bytes);
	} catch {
		return false;
	}
}
