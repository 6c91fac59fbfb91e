/**
 * A Swedish mobile number in international form (+46701234567), or null for everything that an SMS cannot reach.
 * Mobile numbers begin with 07 and have ten digits (PTS numbering plan: 070, 072, 073, 076, 079).
 */
export function toSwedishMobile(typed: string): string | null {
	const digits = typed.replace(/[\s\u00a0()\u2010-\u2015-]/g, '').replace(/^(\+46|0046)0?/, '0');
	return /^07[02369]\d{7}$/.test(digits) ? `+46${digits.slice(1)}` : null;
}

/** A Swedish number for reading, 070-174 06 05; anything unusual is left as it was typed. */
export function formatSwedishPhone(typed: string): string {
	const digits = typed.replace(/[\s\u00a0()\u2010-\u2015-]/g, '').replace(/^(\+46|0046)0?/, '0');
	const mobile = /^(07\d)(\d{3})(\d{2})(\d{2})$/.exec(digits);
	if (mobile) return `${mobile[1]}-${mobile[2]} ${mobile[3]} ${mobile[4]}`;
	const stockholm = /^(08)(\d{2,3})(\d{3})(\d{2})$/.exec(digits);
	return stockholm ? `${stockholm[1]}-${stockholm[2]} ${stockholm[3]} ${stockholm[4]}` : typed;
}

/** A phone number as a link dials it: digits and plus alone. */
export function dialled(number: string): string {
	return number.replace(/[^\d+]/g, '');
}
