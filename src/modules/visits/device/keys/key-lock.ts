import { type Result, ok, refuse } from '#core/result';
import type { Opener } from '#core/sealing';
import { type LockRow, ONE, makeKeyStorage, withKeyStorage } from './key-storage.ts';

/** How many wrong codes destroy what the code opens. */
export const TRIES = 10;
/** The form of a code. */
export const CODE = /^\d{6}$/;

const ROUNDS = 600_000; // of PBKDF2, as OWASP advises for SHA-256
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const HMAC = { name: 'HMAC', hash: 'SHA-256', length: 256 };

/** Why a code opened nothing. */
export type UnlockRefusal = 'no-lock' | 'wrong-code' | 'destroyed';

/** A new key pair for this device, whose private half a code opens. Nothing is kept yet. */
export async function newLock(device: string, code: string): Promise<LockRow> {
	const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
	const { kty = '', crv = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
	const salt = crypto.getRandomValues(new Uint8Array(16));
	const nonce = crypto.getRandomValues(new Uint8Array(12));
	const deviceKey = await crypto.subtle.generateKey(HMAC, false, ['sign']);
	const cipher = await cipherKey(code, { salt, deviceKey });
	const secret = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
	const wrapped = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, cipher, secret));
	return { device, salt, nonce, wrapped, deviceKey, publicKey: { kty, crv, x, y }, left: TRIES };
}

/** Puts a lock in the place of the one before; what was held for that one goes. */
export function keepLock(member: string, lock: LockRow): Promise<void> {
	return makeKeyStorage(member, async (storage) => {
		const change = storage.transaction(['lock', 'held'], 'readwrite', { durability: 'strict' });
		await Promise.all([change.objectStore('held').clear(), change.objectStore('lock').put(lock, ONE), change.done]);
	});
}

/** The lock of this device; null before somebody has chosen a code. */
export function readLock(member: string): Promise<LockRow | null> {
	return withKeyStorage(member, async (storage) => (await storage.get('lock', ONE)) ?? null);
}

/**
 * Opens the lock. A try counts before it is made, so that closing the page gives none back; after the last one lock and
 * keys are gone for good.
 */
export async function unlock(member: string, code: string): Promise<Result<Opener, UnlockRefusal>> {
	const lock = await takeTry(member);
	if (!lock) return refuse('no-lock');
	const privateKey = await unwrap(lock, code);
	if (privateKey) {
		await keepTries(member, lock, TRIES);
		return ok({ privateKey, publicKey: lock.publicKey });
	}
	if (lock.left > 0) return refuse('wrong-code');
	await destroy(member);
	return refuse('destroyed');
}

/** Throws everything away that the device holds of keys. */
export async function destroy(member: string): Promise<void> {
	await withKeyStorage(member, async (storage) => {
		const change = storage.transaction(['lock', 'held'], 'readwrite', { durability: 'strict' });
		await Promise.all([change.objectStore('held').clear(), change.objectStore('lock').clear(), change.done]);
	});
}

/** The lock with one try fewer; null when there is none, or none to try on. */
function takeTry(member: string): Promise<LockRow | null> {
	return withKeyStorage(member, async (storage) => {
		const change = storage.transaction('lock', 'readwrite', { durability: 'strict' });
		const lock = await change.store.get(ONE);
		const tried = lock && lock.left > 0 ? { ...lock, left: lock.left - 1 } : null;
		if (tried) await change.store.put(tried, ONE);
		await change.done;
		return tried;
	});
}

async function keepTries(member: string, { publicKey }: LockRow, left: number): Promise<void> {
	await withKeyStorage(member, async (storage) => {
		const change = storage.transaction('lock', 'readwrite');
		const lock = await change.store.get(ONE);
		// Another tab may have chosen another code meanwhile.
		if (lock?.publicKey.x === publicKey.x) await change.store.put({ ...lock, left }, ONE);
		await change.done;
	});
}

async function unwrap({ wrapped, nonce, ...lock }: LockRow, code: string): Promise<CryptoKey | null> {
	const cipher = await cipherKey(code, lock);
	try {
		const secret = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, cipher, wrapped);
		return await crypto.subtle.importKey('pkcs8', secret, CURVE, false, ['deriveBits']);
	} catch {
		return null; // another code
	}
}

/** Follows from the code and from the key of this browser: neither is enough. */
async function cipherKey(code: string, { salt, deviceKey }: Pick<LockRow, 'salt' | 'deviceKey'>): Promise<CryptoKey> {
	const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, ['deriveBits']);
	const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
	const fromCode = await crypto.subtle.deriveBits(how, base, 256);
	const mixed = await crypto.subtle.sign('HMAC', deviceKey, fromCode);
	return crypto.subtle.importKey('raw', mixed, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
