import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isShallow } from './read-json.ts';

const depthOf = (value: unknown): number =>
	typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('the depth of JSON', () => {
	it('[AX9] is what it is, whatever stands in its texts', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 40 }), (value) => {
				expect(isShallow(JSON.stringify(value))).toBe(depthOf(value) <= 32);
			})
		);
		expect(isShallow(JSON.stringify({ text: '[{"\\\\'.repeat(100) }))).toBe(true);
		expect([32, 33].map((deep) => isShallow('['.repeat(deep) + ']'.repeat(deep)))).toEqual([true, false]);
	});

	it('[AX9] ends where a text or a list never does', () => {
		expect(isShallow('['.repeat(1_900_000))).toBe(false);
		expect(isShallow('"'.padEnd(1_900_000, '['))).toBe(true);
		expect(isShallow('"\\')).toBe(true);
	});
});
