import { dayAfter, swedishDay } from '#swedish/dates';

/** Copies are kept for two weeks back and three days ahead, as the outage routine says. */
export const COPY_DAYS = { back: 14, ahead: 3 } as const;

/** The kinds of copies: a team's client lists of a day, its overview, a file that the app reads back in. */
export const COPY_KINDS = ['client-list', 'overview', 'plan'] as const;

/** The days whose copies are kept at `now` (milliseconds), oldest first. */
export function copyDays(now: number): string[] {
	const first = dayAfter(swedishDay(now), -COPY_DAYS.back);
	return Array.from({ length: COPY_DAYS.back + 1 + COPY_DAYS.ahead }, (_unused, index) => dayAfter(first, index));
}

/** The day by which the copy of a day is destroyed: when it falls out of the kept days. */
export function destroyDay(day: string): string {
	return dayAfter(day, COPY_DAYS.back + 1);
}

/** A day as it stands first in the name of a file: 261123. */
export function shortDay(day: string): string {
	return day.slice(2).replaceAll('-', '');
}
