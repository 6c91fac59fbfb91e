import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, linesOf, shareLines } from '../index.ts';

describe('fitting a page', () => {
	it('[WO58] a text that fits is left as it is', () => {
		expect(fitText(' Bytt packning.\nProvkört. ', 2, 40)).toEqual({ text: 'Bytt packning.\nProvkört.', cut: false });
	});

	it('[WO58] a text that does not fit ends with … after a whole word, and says that it was cut', () => {
		expect(fitText('Det droppar från vattenlåset under diskbänken', 1, 26)).toEqual({
			text: 'Det droppar från …',
			cut: true
		});
		expect(fitText('rad 1\nrad 2\nrad 3', 2, 40)).toEqual({ text: 'rad 1\nrad 2 …', cut: true });
		expect(fitText('text', 0, 40)).toEqual({ text: '', cut: true });
	});

	it('[WO58] whatever the text, what is left fits on the lines', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'å', ' ', '\n', '—'), maxLength: 600 });
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 5, max: 60 }), (typed, lines, width) => {
				const fitted = fitText(typed, lines, width);
				expect(linesOf(fitted.text, width)).toBeLessThanOrEqual(lines);
				expect(fitted.cut).toBe(linesOf(typed.trim(), width) > lines);
			})
		);
	});

	it('[WO58] lines go to who needs few first; the larger ones share what is left', () => {
		expect(shareLines(20, [3, 30, 30])).toEqual([3, 8, 9]);
		expect(shareLines(20, [3, 4, 5])).toEqual([3, 4, 5]);
		expect(shareLines(0, [3, 4])).toEqual([0, 0]);
		expect(shareLines(-4, [3])).toEqual([0]);
	});
});
