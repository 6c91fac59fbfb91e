import { describe, expect, it } from 'vitest';
import { checkNewPassword, hashPassword, verifyPassword } from '#server/auth/password';

const NAMES = ['Åsa Lindqvist', 'Söder Rör & Värme AB', 'Björkhem Bostäder'];
const check = async (password: string) => {
	const result = await checkNewPassword(password, NAMES);
	return result.ok ? 'ok' : result.code;
};

describe('new passwords', () => {
	it.each(['tre gröna elefanter', 'x7#kvast-måne', '739105826417', 'åäöåäöabcdåx', '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧'])(
		'[SI7] %s is taken',
		async (password) => {
			expect(await check(password)).toBe('ok');
		}
	);

	it.each([
		['elva tecken', 'too-short'],
		['🦊🐻🐼🐨🐯🦁', 'too-short'],
		['x'.repeat(64) + 'yz'.repeat(33), 'too-long'],
		['aaaaaaaaaaaaaaaa', 'too-common'],
		['abcabcabcabcabc', 'too-common'],
		['123456789012', 'too-common'],
		['987654321098', 'too-common'],
		['lösenord1234', 'too-common'],
		['passwordpassword', 'too-common'],
		['jordan232323', 'too-common'],
		['Manchester123', 'too-common'],
		['christopher1!', 'too-common'],
		['Sommar-2026-Sommar', 'too-common'],
		['Stockholm2026!', 'too-common'],
		['qwertyuiopå123', 'too-common'],
		['tre gröna elefanter ', 'invisible-ends'],
		['\u200btre gröna elefanter', 'invisible-ends'],
		['tre gröna elefanter\ufeff', 'invisible-ends'],
		['tre gröna LINDQVIST', 'contains-name'],
		['min söder-trappa', 'contains-name'],
		['björkhem är bäst', 'contains-name']
	])('[SI7] %j is refused: %s', async (password, code) => {
		expect(await check(password)).toBe(code);
	});
});

describe('stored passwords', () => {
	it('[SI10] are argon2id with their parameters, each with its own salt', async () => {
		const [one, two] = await Promise.all([hashPassword('tre gröna elefanter'), hashPassword('tre gröna elefanter')]);
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(one).not.toBe(two);
		expect(await verifyPassword(one, 'tre gröna elefanter')).toBe(true);
		expect(await verifyPassword(one, 'tre gröna elefanter'.normalize('NFD'))).toBe(true);
		expect(await verifyPassword(one, 'Tre gröna elefanter')).toBe(false);
	});

	it.each(['', 'klartext', '$argon2id$v=19$m=x', '$2b$10$abc'])('[SI10] %j opens nothing', async (stored) => {
		expect(await verifyPassword(stored, stored)).toBe(false);
	});

	it('[SI10] many at once are worked through one after the other', async () => {
		const hashes = await Promise.all(Array.from({ length: 6 }, () => hashPassword('tre gröna elefanter')));
		expect(new Set(hashes).size).toBe(6);
	});
});
