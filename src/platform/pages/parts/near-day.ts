import { swedishDayInWords, swedishNearDay } from '#swedish/dates';
import { t } from '#words';

/** `i dag 07:31`, `i går 16:02`, `15 jan`: a moment as lists write it, in the language of the interface. */
export function nearDay(moment: number | string, now: number): string {
	return swedishNearDay(moment, now, t.days);
}

/** `tisdag 24 november`: a calendar day as people say it, in the language of the interface. */
export function dayInWords(day: string): string {
	return swedishDayInWords(day, t.days);
}
