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
 * The documents of an index that a device holds: those of the last 400 days, and older months with something open or
 * changed lately, with the texts of the same months. The rest is found by searching on the server.
 */
export function keptDocuments(entries: Iterable<readonly [name: string, entry: IndexEntry]>, now: number): string[] {
	const all = [...entries];
	const today = swedishDay(now);
	const oldestMonth = dayAfter(today, -KEPT_DAYS).slice(0, 7);
	const changedSince = dayAfter(today, -KEPT_AFTER_CHANGE);
	const isLive = ({ month, open, changed = '' }: IndexEntry) =>
		month === 'all' || month >= oldestMonth || open === true || changed >= changedSince;
	const liveMonths = new Set(all.flatMap(([, entry]) => (isLive(entry) ? [entry.month] : [])));
	return all.flatMap(([name, { month }]) => (liveMonths.has(month) ? [name] : []));
}
