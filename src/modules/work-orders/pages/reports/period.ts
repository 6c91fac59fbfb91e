import { dayAfter, swedishDay } from '#swedish/dates';
import { ORDER_TYPES, STATUSES, type Selection, lastTwelveMonths } from '#modules/work-orders/domain/index.ts';

/** The periods that are ready to choose; `own` is from and to any day. */
export const PERIODS = ['year', 'quarter', 'this-year', 'last-year', 'all', 'own'] as const;
type Period = (typeof PERIODS)[number];

/** What a person has chosen in the fields, where every value is a text. */
export interface Chosen {
	period: Period;
	from: string;
	to: string;
	type: string;
	status: string;
	contractor: string;
}

/** What is chosen when the page opens. */
export const AT_FIRST: Chosen = { period: 'year', from: '', to: '', type: '', status: '', contractor: '' };

/** True for the name of a period. */
export function isPeriod(value: string): value is Period {
	return PERIODS.some((period) => period === value);
}

/** The orders that a choice means. */
export function selectionOf(chosen: Chosen, now: number): Selection {
	return {
		...daysOf(chosen, now),
		type: ORDER_TYPES.find((type) => type === chosen.type) ?? '',
		status: STATUSES.find((status) => status === chosen.status) ?? '',
		contractor: chosen.contractor
	};
}

/** The first and the last day of the chosen period. */
export function daysOf({ period, from, to }: Chosen, now: number): { from: string; to: string } {
	const today = swedishDay(now);
	const year = Number(today.slice(0, 4));
	switch (period) {
		case 'year':
			return lastTwelveMonths(now);
		case 'quarter':
			return { from: dayAfter(today, -89), to: today };
		case 'this-year':
			return { from: `${year}-01-01`, to: today };
		case 'last-year':
			return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
		case 'all':
			return { from: '', to: '' };
		case 'own':
			return { from, to };
	}
}
