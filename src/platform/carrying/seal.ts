import { utf8 } from '#core/bytes';
import { type Result, ok, refuse } from '#core/result';
import { webCrypto } from '#core/web-crypto';

/** What a bundle is locked with: the team's key (32 bytes), or words that people tell each other. */
export type Secret = { kind: 'team-key'; key: Uint8Array } | { kind: 'passphrase'; phrase: string };

/** Why bytes were not opened. */
export type OpenRefusal = 'not-a-bundle' | 'damaged' | 'too-new' | 'wrong-team' | 'wrong-key';

/** What stands outside the lock. */
export interface Seal {
	/** What it takes to open it. */
	kind: Secret['kind'];
}

const MAGIC = utf8('AVBF');
const VERSION = 1;
const KINDS = ['team-key', 'passphrase'] as const;
const ROUNDS = 600_000; // of PBKDF2, as OWASP advises for SHA-256
const PURPOSE = utf8('avbrottsfri bundle');

// magic 4 · version 1 · kind 1 · hint of the team 8 · salt 16 · nonce 12 · what is locked · SHA-256 of all that 32
const AT = { version: 4, kind: 5, hint: 6, salt: 14, nonce: 30, locked: 42 } as const;
const SUM = 32; // bytes
const TAG = 16; // bytes that AES-GCM adds

/** The most bytes of a bundle: what a phone opens without trouble, many times a team's week. */
export const MAX_SEALED = 8 * 1024 * 1024;

/** Locks bytes with AES-256-GCM for a team; everything outside the lock is authenticated with it. */
export async function seal(plain: Uint8Array, secret: Secret, team: string): Promise<Uint8Array> {
	const clear = new Uint8Array(AT.locked);
	clear.set(MAGIC);
	clear[AT.version] = VERSION;
	clear[AT.kind] = KINDS.indexOf(secret.kind);
	clear.set(await teamHint(team), AT.hint);
	clear.set(webCrypto.getRandomValues(new Uint8Array(AT.locked - AT.salt)), AT.salt);
	const key = await keyOf(secret, clear.subarray(AT.salt, AT.nonce));
	const locked = new Uint8Array(await webCrypto.subtle.encrypt(cipher(clear), key, plain));
	const sealed = new Uint8Array(AT.locked + locked.length + SUM);
	sealed.set(clear);
	sealed.set(locked, AT.locked);
	sealed.set(await digest(sealed.subarray(0, -SUM)), sealed.length - SUM);
	return sealed;
}

/** Looks at the outside of a bundle: is it one, whole, of this version and team? Nothing is unlocked. */
export async function readSeal(sealed: Uint8Array, team: string): Promise<Result<Seal, OpenRefusal>> {
	const isOurs = sealed.length >= AT.locked + TAG + SUM && sealed.length <= MAX_SEALED && isEqual(sealed, MAGIC);
	if (!isOurs) return refuse('not-a-bundle');
	// Before the version: a damaged one must not send people looking for an update. Every version ends in its sum.
	if (!isEqual(sealed.subarray(-SUM), await digest(sealed.subarray(0, -SUM)))) return refuse('damaged');
	if (sealed[AT.version] !== VERSION) return refuse('too-new');
	const kind = KINDS[sealed[AT.kind] ?? KINDS.length];
	if (kind === undefined) return refuse('too-new');
	return isEqual(sealed.subarray(AT.hint), await teamHint(team)) ? ok({ kind }) : refuse('wrong-team');
}

/** Unlocks a bundle. Whoever lacks the secret learns nothing but that. */
export async function unseal(
	sealed: Uint8Array,
	secret: Secret,
	team: string
): Promise<Result<Uint8Array, OpenRefusal>> {
	const seen = await readSeal(sealed, team);
	if (!seen.ok) return seen;
	if (seen.value.kind !== secret.kind) return refuse('wrong-key');
	const clear = sealed.subarray(0, AT.locked);
	try {
		const key = await keyOf(secret, clear.subarray(AT.salt, AT.nonce));
		return ok(new Uint8Array(await webCrypto.subtle.decrypt(cipher(clear), key, sealed.subarray(AT.locked, -SUM))));
	} catch {
		return refuse('wrong-key');
	}
}

function cipher(clear: Uint8Array): object {
	return { name: 'AES-GCM', iv: clear.subarray(AT.nonce, AT.locked), additionalData: clear };
}

/** A key of its own for each bundle, so that a nonce is never used twice with one. */
async function keyOf(secret: Secret, salt: Uint8Array): Promise<object> {
	const isKey = secret.kind === 'team-key';
	// The same words typed on a phone and a Mac may differ in how ä is composed.
	const raw = isKey ? secret.key : utf8(secret.phrase.normalize('NFKC').trim());
	const name = isKey ? 'HKDF' : 'PBKDF2';
	const base = await webCrypto.subtle.importKey('raw', raw, name, false, ['deriveKey']);
	const how = isKey ? { name, salt, info: PURPOSE } : { name, salt, iterations: ROUNDS };
	const key = { name: 'AES-GCM', length: 256 };
	return webCrypto.subtle.deriveKey({ ...how, hash: 'SHA-256' }, base, key, false, ['encrypt', 'decrypt']);
}

/** Enough of a hash to tell teams apart; which team it is cannot be read from it without knowing the id. */
async function teamHint(team: string): Promise<Uint8Array> {
	return (await digest(utf8(`avbrottsfri team ${team}`))).slice(0, AT.salt - AT.hint);
}

async function digest(bytes: Uint8Array): Promise<Uint8Array> {
	return new Uint8Array(await webCrypto.subtle.digest('SHA-256', bytes));
}

/** True when bytes begin with others. */
function isEqual(bytes: Uint8Array, others: Uint8Array): boolean {
	return others.every((byte, at) => byte === bytes[at]);
}
