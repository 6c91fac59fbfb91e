import { createCipheriv, hash, randomBytes } from 'node:crypto';

/** What PDFKit has written into the encryption dictionary, as far as it is replaced here. */
interface Security {
	/** The key of the file, 32 bytes. */
	encryptionKey: Uint8Array;
	dictionary: { data: Record<string, unknown> };
}

const ROUNDS = 64;
const HASHES = ['sha256', 'sha384', 'sha512'] as const;
const LONGEST = 127; // bytes of a passphrase that PDF knows

/**
 * Locks the key of a PDF that PDFKit is about to encrypt with AES-256 by the derivation of ISO 32000-2 (revision 6).
 * PDFKit itself writes revision 5: there one SHA-256 stands between a guess and an answer, and some readers do not
 * find the key of a passphrase with å, ä or ö.
 */
export function lockKey(document: object, passphrase: string): void {
	const { encryptionKey, dictionary } = (document as { _security: Security })._security;
	const password = Buffer.from(passphrase, 'utf8').subarray(0, LONGEST);
	const user = lockWith(password, encryptionKey, Buffer.alloc(0));
	const owner = lockWith(password, encryptionKey, user.check);
	Object.assign(dictionary.data, { R: 6, U: user.check, UE: user.locked, O: owner.check, OE: owner.locked });
}

/** Algorithms 8 and 9: what a passphrase is checked with, and the file's key under a key of the passphrase. */
function lockWith(password: Buffer, key: Uint8Array, more: Buffer): { check: Buffer; locked: Buffer } {
	const [checkSalt, keySalt] = [randomBytes(8), randomBytes(8)];
	const check = Buffer.concat([hashed(password, checkSalt, more), checkSalt, keySalt]);
	const cipher = createCipheriv('aes-256-cbc', hashed(password, keySalt, more), Buffer.alloc(16)).setAutoPadding(false);
	return { check, locked: Buffer.concat([cipher.update(key), cipher.final()]) };
}

/** Algorithm 2.B: at least 64 rounds, each of which decides how the next one hashes. */
function hashed(password: Buffer, salt: Buffer, more: Buffer): Buffer {
	let key = hash('sha256', Buffer.concat([password, salt, more]), 'buffer');
	for (let round = 0, last = 0; round < ROUNDS || last > round - 32; round += 1) {
		const once = Buffer.concat([password, key, more]);
		const input = Buffer.concat(Array.from({ length: 64 }, () => once));
		const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
		const mixed = Buffer.concat([cipher.update(input), cipher.final()]);
		const choice = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
		key = hash(HASHES[choice] ?? 'sha256', mixed, 'buffer');
		last = mixed.at(-1) ?? 0;
	}
	return key.subarray(0, 32);
}
