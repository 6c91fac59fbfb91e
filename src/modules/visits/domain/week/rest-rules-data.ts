const HOUR = 60 * 60 * 1000; // milliseconds

/** The rules of one agreement from one day on. Durations in milliseconds. */
export interface RestRules {
	version: string;
	agreement: string;
	/** The first day that they hold, as 2023-10-01. */
	from: string;
	/** R1, R2: rest in each period of 24 hours, and after each pass. */
	dailyRest: number;
	/** R3: from the first start of a pass to its last end. */
	longestSpan: number;
	/** R3: work and jour together, only where an exemption is decided; null where there is none. */
	longestSpanWithJour: number | null;
	/** R6 in each period of seven days. */
	weeklyRest: number;
	/** Whether the weekly rest may contain a daily rest: the parties read the agreement differently. */
	includesDailyRest: boolean;
	/** R14: the longest work without a break, and from when on a pause is a break. */
	longestWithoutBreak: number;
	shortestBreak: number;
	/** Holes shorter than this lie within one pass: a split shift is one pass. */
	splitHole: number;
	/** Where each rule is written. */
	sources: Readonly<Record<'R1' | 'R2' | 'R3' | 'R6' | 'R14', string>>;
}

/** Oldest first. A rule that changes becomes a new version: past days are judged by the rules of their time. */
export const REST_RULES: readonly RestRules[] = [
	{
		version: 'AB-2023-10',
		agreement: 'AB',
		from: '2023-10-01',
		dailyRest: 11 * HOUR,
		longestSpan: 13 * HOUR,
		longestSpanWithJour: null,
		weeklyRest: 36 * HOUR,
		includesDailyRest: true,
		longestWithoutBreak: 5 * HOUR,
		shortestBreak: HOUR / 2,
		splitHole: 8 * HOUR,
		sources: {
			R1: 'ATL § 13',
			R2: 'AB § 13',
			R3: 'AB § 13 mom. 5',
			R6: 'ATL § 14',
			R14: 'ATL § 15'
		}
	}
];

/** The rules of an agreement that hold on a day, or null when none are known. */
export function restRulesAt(agreement: string, day: string): RestRules | null {
	return REST_RULES.findLast((rules) => rules.agreement === agreement && rules.from <= day) ?? null;
}
