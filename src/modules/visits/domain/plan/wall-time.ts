import { dayAfter, swedishMoment } from '#swedish/dates';
import { type Minute, type PlanVisit, type TimeWindow, endOf } from './model.ts';

const DAY = 1440; // minutes
/** Minutes that somebody may come too early to a visit. */
export const EARLIEST = 120;
const LONGEST_NIGHT = 720; // minutes: the longest window over midnight; what is longer is a slip of the hand

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

/** A time on the clock as a minute of the plan's day: after midnight where that is nearer to what was planned. */
export function nearPlanned(clock: Minute, planned: Minute): Minute {
	const next = clock + DAY;
	return Math.abs(next - planned) < Math.abs(clock - planned) ? next : clock;
}

/**
 * When something of a visit happened by the clock, as a minute of the plan's day: below zero for who came before midnight
 * to what is planned right after it.
 */
export function nearHappened(clock: Minute, planned: Minute): Minute {
	const before = clock - DAY;
	return planned - before <= EARLIEST ? before : nearPlanned(clock, planned);
}

/** When a visit was begun and ended by the clock, as minutes of its plan's day; null when it ended before it began. */
export function timesNearPlanned(visit: PlanVisit, from: Minute, to: Minute): { start: Minute; end: Minute } | null {
	const [start, end] = [nearHappened(from, visit.start.value), nearHappened(to, endOf(visit))];
	return start <= end ? { start, end } : null;
}

/** Two times as a window: one that ends before it begins goes over midnight. Null when it is none. */
export function windowBetween(from: Minute, to: Minute): TimeWindow | null {
	if (from < to) return { from, to };
	const night = to + DAY - from;
	return from > to && night <= LONGEST_NIGHT ? { from, to: from + night } : null;
}
