import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type Result, ok, refuse } from '#core/result';

const hash = promisify(argon2);

// OWASP's recommendation for argon2id: 19 MiB, two passes, one lane.
const MEMORY = 19_456; // KiB
const PASSES = 2;
const LANES = 1;
const TAG_LENGTH = 32; // bytes
const MAX_AT_ONCE = 2; // hashing takes a core each: the rest of the server must stay quick

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const queue: (() => void)[] = [];
let running = 0;

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
	if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
	else running += 1;
	try {
		return await work();
	} finally {
		const next = queue.shift();
		if (next) next();
		else running -= 1;
	}
}

/** Hashes a password with argon2id; the result is a PHC string that carries its own parameters. */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(16);
	const tag = await inTurn(() =>
		hash('argon2id', {
			message: password.normalize('NFC'),
			nonce,
			memory: MEMORY,
			passes: PASSES,
			parallelism: LANES,
			tagLength: TAG_LENGTH
		})
	);
	return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/** True when the password is the one that was hashed; false also for a malformed hash. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
	const match = PHC.exec(phc);
	if (!match) return false;
	const [, memory, passes, parallelism, nonce = '', expected = ''] = match;
	const wanted = Buffer.from(expected, 'base64');
	const tag = await inTurn(() =>
		hash('argon2id', {
			message: password.normalize('NFC'),
			nonce: Buffer.from(nonce, 'base64'),
			memory: Number(memory),
			passes: Number(passes),
			parallelism: Number(parallelism),
			tagLength: wanted.length
		})
	);
	return timingSafeEqual(tag, wanted);
}

function unpadded(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

/** Why a new password is not taken. */
export type PasswordRefusal = 'too-short' | 'too-long' | 'too-common' | 'invisible-ends' | 'contains-name';

const INVISIBLE_ENDS = /^[\p{C}\p{Z}]|[\p{C}\p{Z}]$/u; // blanks, but also what pasting from a document brings along

/** What people put together when twelve characters are asked for; years, digits and signs in between change little. */
const COMMON_WORDS =
	/^(?:lösenord|losenord|password|passord|hemligt?|välkommen|sommar|vinter|höst|vår|sverige|stockholm|göteborg|malmö|uppsala|qwerty(?:uiop)?å?|asdf(?:ghjkl)?|abcd?|admin|[\d\W_])+$/iu;
const ONE_PIECE_REPEATED = /^(.{1,4})\1+.{0,3}$/su;

function isCommon(password: string): boolean {
	if (ONE_PIECE_REPEATED.test(password) || isDigitsInARow(password)) return true;
	return /\p{L}/u.test(password) && COMMON_WORDS.test(password);
}

/** Signs that people add to make a word long enough. */
const ADDED = /[\d\W_]{1,4}$/u;
let common: Promise<ReadonlySet<string>> | null = null;

/** Whether it is one of some 49,000 that people choose most, or one of those with up to four signs behind it. */
async function isListed(password: string): Promise<boolean> {
	common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
	const listed = await common;
	const lower = password.toLowerCase();
	return listed.has(lower) || listed.has(lower.replace(ADDED, ''));
}

/** 123456789012 and its like, up or down. */
function isDigitsInARow(password: string): boolean {
	return ['0123456789', '9876543210'].some((row) => row.repeat(14).includes(password));
}

/** Checks a new password: twelve characters or more, not a common one, not the person's own name (ASVS 5.0, 6.2). */
export async function checkNewPassword(
	password: string,
	names: readonly string[]
): Promise<Result<string, PasswordRefusal>> {
	if (INVISIBLE_ENDS.test(password)) return refuse('invisible-ends');
	if ([...password].length < 12) return refuse('too-short');
	if ([...password].length > 128) return refuse('too-long');
	if (isCommon(password) || (await isListed(password))) return refuse('too-common');
	const lower = password.toLocaleLowerCase('sv');
	const words = names.flatMap((name) => name.toLocaleLowerCase('sv').split(/\s+/)).filter((word) => word.length >= 4);
	return words.some((word) => lower.includes(word)) ? refuse('contains-name') : ok(password);
}
