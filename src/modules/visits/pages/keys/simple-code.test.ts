import { describe, expect, it } from 'vitest';
import { isSimpleCode } from './simple-code.ts';

describe('a code that is tried first', () => {
	it.each(['000000', '123456', '987654', '111111'])('is %s', (code) => {
		expect(isSimpleCode(code)).toBe(true);
	});
	it.each(['112233', '135790', '890123', '121212', '246802'])('is not %s', (code) => {
		expect(isSimpleCode(code)).toBe(false);
	});
});
