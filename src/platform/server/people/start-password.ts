import { randomInt } from 'node:crypto';
import type { Clock } from '#core/clock';
import { hashPassword } from '../auth/password.ts';

// No letter or digit that is taken for another when it is read out or written down: 31 signs, 79 bits for 16 of them.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;
const VALID = 7 * 24 * 60 * 60 * 1000; // 7 days

/** A password to begin with: told once, opens nothing but the first sign-in, and that for a week only. */
export interface StartPassword {
	password: string;
	hash: string;
	expiresAt: string;
}

/** Draws a new start password. */
export async function newStartPassword(clock: Clock): Promise<StartPassword> {
	const group = () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
	const password = Array.from({ length: GROUPS }, group).join('-');
	const expiresAt = new Date(clock.now() + VALID).toISOString();
	return { password, hash: await hashPassword(password), expiresAt };
}
