import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, sha256, text, toBase64Url, toHex, utf8 } from './bytes.ts';
import { isId, newClientId, newId } from './id.ts';

describe('ids', () => {
	it('[CO7] are 32 hexadecimal digits, each another', () => {
		const ids = Array.from({ length: 1000 }, newId);
		expect(ids.every(isId)).toBe(true);
		expect(new Set(ids).size).toBe(1000);
	});

	it.each(['', 'a'.repeat(31), 'a'.repeat(33), 'A'.repeat(32), `${'a'.repeat(32)}\n`, 'g'.repeat(32), '\0'])(
		'[CO7] %j is none',
		(value) => {
			expect(isId(value)).toBe(false);
		}
	);

	it('[CO7] client ids are exact whole numbers above 0, spread over 53 bits', () => {
		const ids = Array.from({ length: 1000 }, newClientId);
		expect(ids.every((id) => Number.isSafeInteger(id) && id > 0)).toBe(true);
		expect(new Set(ids).size).toBe(1000);
		expect(Math.max(...ids)).toBeGreaterThan(2 ** 52);
	});
});

describe('bytes', () => {
	it('[CO14] come back from base64url', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
				const encoded = toBase64Url(bytes);
				expect(encoded).toMatch(/^[\w-]*$/);
				expect([...fromBase64Url(encoded)]).toEqual([...bytes]);
				expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
			})
		);
	});

	it('[CO14] come back from text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				expect(text(utf8(value))).toBe(value);
			})
		);
	});

	it('[CO14] the fingerprint is SHA-256', async () => {
		expect(await sha256(utf8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});
});
