import type { OrderSearch } from '#modules/work-orders/domain/index.ts';

/** Ready ranges of ordering days, as how many days they go back; `year` begins on 1 January. */
const DAYS_BACK = { today: 0, week: 6, month: 29 } as const;
const PERIODS = ['today', 'week', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** What the search asks for in a period that ends today (2026-11-22); `any` asks for nothing. */
export function orderedIn(period: string, today: string): Pick<OrderSearch, 'orderedFrom' | 'orderedTo'> {
	if (period === 'year') return { orderedFrom: `${today.slice(0, 4)}-01-01`, orderedTo: '' };
	if (!Object.hasOwn(DAYS_BACK, period)) return { orderedFrom: '', orderedTo: '' };
	const back = DAYS_BACK[period as keyof typeof DAYS_BACK] * 24 * 60 * 60 * 1000;
	return { orderedFrom: new Date(Date.parse(today) - back).toISOString().slice(0, 10), orderedTo: '' };
}

/** Which period a search asks for: one of the ready ones, any, or days of its own. */
export function periodOf({ orderedFrom = '', orderedTo = '' }: OrderSearch, today: string): Period | 'any' | 'own' {
	if (!orderedFrom && !orderedTo) return 'any';
	return PERIODS.find((name) => orderedIn(name, today).orderedFrom === orderedFrom && !orderedTo) ?? 'own';
}
