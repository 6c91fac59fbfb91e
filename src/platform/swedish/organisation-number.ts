import { type Result, ok, refuse } from '#core/result';

/**
 * An organisation number as ten digits, from any usual way of writing it (hyphen, blanks, the prefix 16, or a sole
 * trader's personal identity number with its century). Checked by the Luhn digit (SKV 709, Skatteverket); the calendar
 * is not, since official coordination numbers have impossible dates.
 */
export function parseOrganisationNumber(typed: string): Result<string, 'not-ten-digits' | 'wrong-check-digit'> {
	const digits = typed.replace(/[\s\u00a0\u2010-\u2015+-]/g, '');
	const ten = /^(?:16|18|19|20)?(\d{10})$/.exec(digits)?.[1];
	if (ten === undefined) return refuse('not-ten-digits');
	return hasLuhnDigit(ten) ? ok(ten) : refuse('wrong-check-digit');
}

/** Written for reading: 556016-0680. */
export function formatOrganisationNumber(ten: string): string {
	return `${ten.slice(0, 6)}-${ten.slice(6)}`;
}

/** A sole trader's number is a personal identity number: its third digit is below 2. It is masked wherever it is shown. */
export function isPersonalNumber(ten: string): boolean {
	return Number(ten[2]) < 2;
}

/** True when the last digit is the Luhn check digit of those before it (ISO/IEC 7812-1). */
export function hasLuhnDigit(digits: string): boolean {
	let sum = 0;
	for (let place = 0; place < digits.length; place += 1) {
		const digit = Number(digits[digits.length - 1 - place]);
		const weighted = place % 2 === 1 ? digit * 2 : digit;
		sum += weighted > 9 ? weighted - 9 : weighted;
	}
	return sum % 10 === 0;
}
