import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocumentName, parseDocumentName } from './document-name.ts';

const SCOPE = 'a'.repeat(32);
const NAME = `orders:${SCOPE}:2026-11:1`;

describe('document names', () => {
	it('[CO6] are read back as they were written', () => {
		const names = fc.record({
			kind: fc.constantFrom('orders', 'order-index', 'order-texts', 'presence'),
			scope: fc.stringMatching(/^[0-9a-f]{32}$/),
			partition: fc.constantFrom('all', '2026-11', '2026-11-23', '2024-02-29'),
			epoch: fc.integer({ min: 1, max: 999_999 })
		});
		fc.assert(
			fc.property(names, (name) => {
				expect(parseDocumentName(formatDocumentName(name))).toEqual({ ok: true, value: name });
			})
		);
	});

	it.each([
		['a day that there is not', `plan:${SCOPE}:2026-02-31:1`],
		['a 29 February of an ordinary year', `plan:${SCOPE}:2026-02-29:1`],
		['a day of no century of ours', `plan:${SCOPE}:0000-01-01:1`],
		['nothing', ''],
		['a blank', ' '],
		['a path', '../../../../etc/passwd'],
		['a path as scope', `orders:../${SCOPE.slice(3)}:all:1`],
		['a session suffix', `${NAME}\0session`],
		['a line break at the end', `${NAME}\n`],
		['a blank in front', ` ${NAME}`],
		['a part too few', `orders:${SCOPE}:2026-11`],
		['a part too many', `${NAME}:1`],
		['capitals', NAME.toUpperCase()],
		['an organisation number as scope', 'orders:5599010005:2026-11:1'],
		['a scope that is too long', `orders:${SCOPE}a:2026-11:1`],
		['digits of another script', `orders:${SCOPE}:٢٠٢٦-11:1`],
		['epoch 0', `orders:${SCOPE}:2026-11:0`],
		['an epoch with a zero in front', `orders:${SCOPE}:2026-11:01`],
		['an epoch that is too long', `orders:${SCOPE}:2026-11:1000000`],
		['a negative epoch', `orders:${SCOPE}:2026-11:-1`],
		['month 13', `orders:${SCOPE}:2026-13:1`],
		['month 0', `orders:${SCOPE}:2026-00:1`],
		['day 32', `orders:${SCOPE}:2026-11-32:1`],
		['a week', `orders:${SCOPE}:2026-W47:1`],
		['no partition', `orders:${SCOPE}::1`],
		['a kind with digits', `orders2:${SCOPE}:all:1`],
		['a kind with four words', `a-b-c-d:${SCOPE}:all:1`],
		['__proto__', `__proto__:${SCOPE}:all:1`],
		['100 kB', `orders:${SCOPE}:2026-11:1${'1'.repeat(100_000)}`]
	])('[CO6] %s is refused', (_what, name) => {
		expect(parseDocumentName(name)).toEqual({ ok: false, code: 'malformed-name' });
	});

	it('[CO6] whatever is read was written by formatDocumentName()', () => {
		const parts = fc.constantFrom('orders', SCOPE, 'all', '2026-11', '1', ':', '-', '0', '\0', '../', 'ä', ' ');
		fc.assert(
			fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
				const name = pieces.join('');
				const parsed = parseDocumentName(name);
				if (parsed.ok) expect(formatDocumentName(parsed.value)).toBe(name);
			})
		);
	});
});
