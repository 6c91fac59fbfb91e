import { dayAfter, swedishDay } from '#swedish/dates';

/** For how many days back devices keep what is over: more than a year, so that last year's season is at hand. */
export const KEPT_DAYS = 400;
/** For how long after its last change a month is kept, however old it is. */
const KEPT_AFTER_CHANGE = 60; // days: done orders are listed for 30

/** What an index says of a document. */
export interface IndexEntry {
	kind: string;
	/** 2026-11, or `all`. */
	month: string;
	/** True while an order of the month is not done. */
	open?: boolean;
	/** The Swedish day of the month's last change. */
	changed?: string;
}

/**
 * Whether a device holds a document that an index names: those of the last 400 days, and older months with something
 * open or changed lately, with the texts of the same months. The rest is found by searching on the server.
 */
export function isMonthKept({ month }: IndexEntry, now: number, all: readonly IndexEntry[]): boolean {
	const today = swedishDay(now);
	const oldestMonth = dayAfter(today, -KEPT_DAYS).slice(0, 7);
	const changedSince = dayAfter(today, -KEPT_AFTER_CHANGE);
	if (month === 'all' || month >= oldestMonth) return true;
	return all.some((each) => each.month === month && (each.open === true || (each.changed ?? '') >= changedSince));
}
