import { swedishDay, swedishTime } from '#swedish/dates';
import { parseStamp } from '#core/clock';
import { type AfterwardsLine } from '#modules/visits/domain/registering/afterwards/index.ts';
import { type Registration, clockTime } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { readClock } from '../plan/visit-words.ts';

const DAY = 1440; // minutes
const DAY_MS = 86_400_000;

/** Which minute of a plan's day it is now: more than a day's for days that are over, less than none for those ahead. */
export function minuteNow(day: string, now: number): number {
	const days = (Date.parse(swedishDay(now)) - Date.parse(day)) / DAY_MS;
	return days * DAY + (readClock(swedishTime(now)) ?? 0);
}

/** Whose lines are shown: everybody's, those that nobody had, or a carer's. */
export const EVERYBODY = 'all';
export const NOBODY = 'none';

/** The lines of one person, or of all. */
export function linesFor(lines: readonly AfterwardsLine[], whose: string): AfterwardsLine[] {
	if (whose === EVERYBODY) return [...lines];
	return lines.filter(({ person, said }) => (person ?? NOBODY) === whose || said?.person === whose);
}

/** The tone and the word of what has become of a line. */
export function markOf(
	{ state, said, visit }: AfterwardsLine,
	isOver: boolean
): { tone: 'done' | 'stop' | 'wait' | 'plain' | 'accepted'; text: string } {
	const words = t.afterwards;
	if (state === 'differs') return { tone: 'stop', text: words.differs };
	if (said) {
		const made = said.outcome === 'done' || said.outcome === 'part-done';
		return { tone: made ? 'done' : 'stop', text: t.visits.status[said.outcome] };
	}
	if (state === 'cancelled') return { tone: 'plain', text: t.visits.status[visit.status] };
	if (state === 'started') return { tone: 'accepted', text: t.visits.status.started };
	return isOver ? { tone: 'wait', text: words.open } : { tone: 'plain', text: words.later };
}

/** `07:31–08:05`; only what is known. */
export function timesOf({ start, end }: Pick<Registration, 'start' | 'end'>): string {
	if (start === null && end === null) return '';
	return `${start === null ? '' : clockTime(start)}–${end === null ? '' : clockTime(end)}`;
}

/** When a registration was made, as `09:12`, with the day when it was another one. */
export function registeredAt({ at }: Registration, day: string): string {
	const stamp = parseStamp(at);
	if (!stamp.ok) return '';
	const { wall } = stamp.value;
	const made = swedishDay(wall);
	return made === day ? swedishTime(wall) : `${made} ${swedishTime(wall)}`;
}
