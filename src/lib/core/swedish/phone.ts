/**
 * A Swedish mobile number in international form (+46701234567), or null for everything that an SMS cannot reach.
 * Mobile numbers begin with 07 and have ten digits (PTS numbering plan: 070, 072, 073, 076, 079).
 */
export function toSwedishMobile(typed: string): string | null {
	const digits = typed.replace(/[\s\u00a0()\u2010-\u2015-]/g, '').replace(/^(\+46|0046)0?/, '0');
	return /^07[02369]\d{7}$/.test(digits) ? `+46${digits.slice(1)}` : null;
}
