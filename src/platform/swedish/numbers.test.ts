import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	formatOrganisationNumber,
	hasLuhnDigit,
	isPersonalNumber,
	parseOrganisationNumber
} from './organisation-number.ts';
import { formatSwedishPhone, toSwedishMobile } from './phone.ts';

/** Nine digits and the check digit that belongs to them. */
const numbers = fc.stringMatching(/^[1-9]\d[2-9]\d{6}$/).map((nine) => {
	const digit = Array.from({ length: 10 }, (_, each) => each).find((each) => hasLuhnDigit(`${nine}${each}`));
	return `${nine}${digit ?? ''}`;
});

describe('organisation numbers', () => {
	it.each([
		['5560160680', '5560160680'],
		['556016-0680', '5560160680'],
		['16556016-0680', '5560160680'],
		[' 556016 – 0680 ', '5560160680'],
		['556016\u00a00680', '5560160680'],
		['18900116-9811', '9001169811'],
		['189001169813', '9001169813'],
		['900116+9813', '9001169813'],
		['19150072-2390', '1500722390']
	])('[CO11] %j is read', (typed, expected) => {
		const parsed = parseOrganisationNumber(typed);
		expect(parsed).toEqual(
			hasLuhnDigit(expected) ? { ok: true, value: expected } : { ok: false, code: 'wrong-check-digit' }
		);
	});

	it('[CO11] coordination numbers with impossible dates are valid: the calendar is not asked', () => {
		for (const official of ['191500722390', '191705642393', '192106642396']) {
			expect(parseOrganisationNumber(official)).toEqual({ ok: true, value: official.slice(2) });
		}
	});

	it.each(['', '556016068', '55601606800', '5560160680123', 'SE556016068001', '556016-068O', '٥٥٦٠١٦٠٦٨٠'])(
		'[CO11] %j is none',
		(typed) => {
			expect(parseOrganisationNumber(typed)).toEqual({ ok: false, code: 'not-ten-digits' });
		}
	);

	it('[CO11] one wrong digit is always noticed', () => {
		fc.assert(
			fc.property(numbers, fc.nat(9), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
				expect(parseOrganisationNumber(formatOrganisationNumber(number))).toEqual({ ok: true, value: number });
				const wrong = (Number(number[place]) + by) % 10;
				const changed = `${number.slice(0, place)}${wrong}${number.slice(place + 1)}`;
				expect(parseOrganisationNumber(changed)).toEqual({ ok: false, code: 'wrong-check-digit' });
			})
		);
	});

	it('[CO11] a sole trader’s number is told from a company’s', () => {
		expect([isPersonalNumber('9001169813'), isPersonalNumber('1500722390')]).toEqual([true, true]);
		expect(isPersonalNumber('5560160680')).toBe(false);
		expect(formatOrganisationNumber('5560160680')).toBe('556016-0680');
	});
});

describe('phone numbers', () => {
	it.each([
		'0701740605',
		'070-174 06 05',
		'070 – 174 06 05',
		'070-1740605',
		'+46701740605',
		'+46 70 174 06 05',
		'+46 (0)70-174 06 05',
		'0046701740605',
		'070\u00a0174\u00a006\u00a005'
	])('[CO12] %j reaches a mobile', (typed) => {
		expect(toSwedishMobile(typed)).toBe('+46701740605');
		expect(formatSwedishPhone(typed)).toBe('070-174 06 05');
	});

	it.each([
		'',
		'08-465 004 21',
		'070-174 06 0',
		'070-174 06 055',
		'0741740605',
		'+4770174060',
		'ring växeln',
		'+4670174060x'
	])('[CO12] %j does not', (typed) => {
		expect(toSwedishMobile(typed)).toBeNull();
	});

	it('[CO12] what is unusual is shown as it was typed', () => {
		expect(formatSwedishPhone('08-46500421')).toBe('08-465 004 21');
		for (const typed of ['+47 22 00 00 00', 'växeln, fråga efter Åsa', '', '0303-123 45']) {
			expect(formatSwedishPhone(typed)).toBe(typed);
		}
	});
});
