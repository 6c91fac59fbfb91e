/** The time zone of every customer: calendar days are days there, whatever the server or the phone is set to. */
export const TIME_ZONE = 'Europe/Stockholm';

const HOUR = 60 * 60 * 1000; // milliseconds

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, dateStyle: 'short' });
const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, timeStyle: 'short' });

/** How a language says days. `locale` is a tag such as sv-SE. */
export interface DayWords {
	locale: string;
	today: string;
	yesterday: string;
}

const SWEDISH: DayWords = { locale: 'sv-SE', today: 'i dag', yesterday: 'i går' };
/** Making a format is dear, and lists write hundreds of days. */
const formats = new Map<string, { short: Intl.DateTimeFormat; inWords: Intl.DateTimeFormat }>();

function formatsOf(locale: string) {
	const known = formats.get(locale);
	if (known) return known;
	const made = {
		short: new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, day: 'numeric', month: 'short' }),
		inWords: new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
	};
	formats.set(locale, made);
	return made;
}

/** The calendar day in Sweden, as 2026-11-22, of a moment given in milliseconds or as an ISO text. */
export function swedishDay(moment: number | string): string {
	return DAY.format(toMilliseconds(moment));
}

/** The time of day in Sweden, as 07:30. */
export function swedishTime(moment: number | string): string {
	return TIME.format(toMilliseconds(moment));
}

/** 2026-11-22 14:05, for tables and logs. */
export function swedishDayAndTime(moment: number | string): string {
	return `${swedishDay(moment)} ${swedishTime(moment)}`;
}

/** The minute of the day in Sweden, 0 to 1439, of a moment given in milliseconds or as an ISO text. */
export function swedishMinute(moment: number | string): number {
	const [hours = 0, minutes = 0] = swedishTime(moment).split(':').map(Number);
	return hours * 60 + minutes;
}

/** `i dag 07:31`, `i går 16:02`, `15 jan` in the same year, else 2024-01-15: days in Sweden, in the words of a language. */
export function swedishNearDay(moment: number | string, now: number, words: DayWords = SWEDISH): string {
	const day = swedishDay(moment);
	if (day === swedishDay(now)) return `${words.today} ${swedishTime(moment)}`;
	if (day === dayAfter(swedishDay(now), -1)) return `${words.yesterday} ${swedishTime(moment)}`;
	return day.slice(0, 4) === swedishDay(now).slice(0, 4)
		? formatsOf(words.locale).short.format(toMilliseconds(moment)).replace('.', '')
		: day;
}

/** A calendar day (2026-11-24) as people say it: `tisdag 24 november`. */
export function swedishDayInWords(day: string, { locale }: Pick<DayWords, 'locale'> = SWEDISH): string {
	return formatsOf(locale).inWords.format(Date.parse(day));
}

/** The number of a calendar day's week by ISO 8601, as Swedish calendars count. */
export function isoWeek(day: string): number {
	const thursday = new Date(Date.parse(day));
	thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
	const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
	return Math.ceil(((thursday.getTime() - newYear) / (24 * HOUR) + 1) / 7);
}

/** The month in Sweden, as 2026-11: the partition of documents by month. */
export function swedishMonth(moment: number | string): string {
	return swedishDay(moment).slice(0, 7);
}

/**
 * The moment, in milliseconds, of a calendar day (2026-11-22) and a time of day (14:05) in Sweden; null when the calendar
 * has no such day. The hour that comes twice in autumn is the first one, the one that is left out in spring comes after.
 */
export function swedishMoment(day: string, time = '00:00'): number | null {
	const asUtc = Date.parse(`${day}T${time}:00Z`);
	if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return null;
	const summer = asUtc - 2 * HOUR;
	return swedishDayAndTime(summer) === `${day} ${time}` ? summer : asUtc - HOUR;
}

/** The calendar day so many days later; 2026-12-31 and 1 give 2027-01-01. Counted in UTC, where all days are equally long. */
export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 24 * HOUR).toISOString().slice(0, 10);
}

function toMilliseconds(moment: number | string): number {
	return typeof moment === 'number' ? moment : Date.parse(moment);
}
