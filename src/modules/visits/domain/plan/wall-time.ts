import { dayAfter, swedishMoment } from '#swedish/dates';
import type { Minute } from './model.ts';

const DAY = 1440; // minutes

/**
 * The moment, in milliseconds, that a minute of a plan's day stands for. The clock on the wall decides: on the night
 * when clocks go forward, 01:00 and 04:00 (60 and 240) are two hours apart; when they go back, four. The hour that
 * comes twice is the first one. Null when the day is not in the calendar.
 */
export function momentOf(day: string, minute: Minute): number | null {
	const days = Math.floor(minute / DAY);
	return swedishMoment(days === 0 ? day : dayAfter(day, days), clockTime(minute));
}

/** A minute of a day as 07:30; 1560 is 02:00. */
export function clockTime(minute: Minute): string {
	const ofDay = ((minute % DAY) + DAY) % DAY;
	const pad = (value: number) => String(value).padStart(2, '0');
	return `${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}`;
}
