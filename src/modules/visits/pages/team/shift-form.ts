import { type RecurringShift, type Shift, clockTime } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { readClock } from '../plan/visit-words.ts';
import { type Read, type RhythmForm, readRhythm, rhythmForm } from './team-forms.ts';

const words = t.careTeam;

/** Working hours as written on the screen: week after week, or for one day. */
export interface ShiftForm {
	carer: string;
	once: boolean;
	day: string;
	free: boolean;
	from: string;
	to: string;
	lunchFrom: string;
	lunchTo: string;
	lunchLength: string;
	rhythm: RhythmForm;
}

const DAY = 1440; // minutes

type Hours = Pick<Shift, 'from' | 'to' | 'lunch'>;

/** Working hours as a form; empty ones for new. */
export function shiftForm(shift: RecurringShift | null, day: string): ShiftForm {
	const hours: Hours = shift?.shift ?? { from: 420, to: 960, lunch: null };
	const { lunch } = hours;
	return {
		carer: shift?.carer ?? '',
		once: false,
		day,
		free: false,
		from: clockTime(hours.from),
		to: clockTime(hours.to),
		lunchFrom: lunch ? clockTime(lunch.from) : '',
		lunchTo: lunch ? clockTime(lunch.to) : '',
		lunchLength: lunch ? String(lunch.length) : '',
		rhythm: rhythmForm(shift, day)
	};
}

/** What a form says: the hours of one day, that the carer is free on it, or hours that come again. */
export function readShift(form: ShiftForm): Read<object> {
	if (form.carer === '') return { problem: words.problems.carer };
	if (form.once && form.free) return { value: { off: true } };
	const hours = readHours(form);
	if (!hours) return { problem: words.problems.time };
	if (form.once) return { value: hours };
	const rhythm = readRhythm(form.rhythm);
	return 'problem' in rhythm ? rhythm : { value: { ...rhythm.value, shift: hours } };
}

/** `07:00–16:00, lunch 30 min 11:00–13:30`. */
export function hoursInWords({ from, to, lunch }: Hours): string {
	const pause = lunch && words.lunch(clockTime(lunch.from), clockTime(lunch.to), lunch.length);
	return [`${clockTime(from)}–${clockTime(to)}`, pause].filter(Boolean).join(', ');
}

/** A night ends on the next day, and is written so: 21:00 to 07:00. */
function readHours(form: ShiftForm): Hours | null {
	const [from, end] = [readClock(form.from), readClock(form.to)];
	if (from === null || end === null || from === end) return null;
	const to = end > from ? end : end + DAY;
	const length = Number(form.lunchLength);
	const [lunchFrom, lunchTo] = [form.lunchFrom, form.lunchTo].map((time) => inShift(readClock(time), from, to));
	const hasLunch = typeof lunchFrom === 'number' && typeof lunchTo === 'number' && length >= 1;
	return { from, to, lunch: hasLunch ? { from: lunchFrom, to: lunchTo, length } : null };
}

/** A time of a night that is before its beginning is one of the next day. */
function inShift(time: number | null, from: number, to: number): number | null {
	return time !== null && to > DAY && time < from ? time + DAY : time;
}
