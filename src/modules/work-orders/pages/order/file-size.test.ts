import { describe, expect, it } from 'vitest';
import { sizeInWords } from './file-size.ts';

const words = (bytes: number) => sizeInWords(bytes).replace(/\s/g, ' ');

describe('the size of a file in words', () => {
	it.each([
		[0, '0 B'],
		[999, '999 B'],
		[1000, '1 kB'],
		[1_250_000, '1,3 MB'],
		[12_000_000_000, '12 GB'],
		[5_000_000_000_000, '5 000 GB']
	])('writes %d as %s', (bytes, text) => {
		expect(words(bytes)).toBe(text);
	});

	it('takes the next unit where rounding reaches it', () => {
		expect(words(999_999)).toBe('1 MB');
		expect(words(999_999_999)).toBe('1 GB');
	});
});
