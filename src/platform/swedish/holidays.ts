import { dayAfter } from './dates.ts';

const DAY = 24 * 60 * 60 * 1000; // milliseconds; calendar days are counted in UTC, where all are equally long

/** Public holidays with a fixed date (lagen om allmänna helgdagar, 1989:253). */
const FIXED = new Set(['01-01', '01-06', '05-01', '06-06', '12-25', '12-26']);
/** Eves that are free wherever collective agreements follow the field: nobody plans an errand on them. */
const EVES = new Set(['12-24', '12-31']);

/** True on Swedish public holidays and the eves of Midsummer, Christmas and New Year. `day` is 2026-12-24. */
export function isSwedishHoliday(day: string): boolean {
	const monthDay = day.slice(5);
	if (FIXED.has(monthDay) || EVES.has(monthDay)) return true;
	const weekday = new Date(day).getUTCDay();
	if (weekday === 5 || weekday === 6) {
		// Midsummer: the Saturday between 20 and 26 June, and its eve. All Saints: between 31 October and 6 November.
		const saturday = weekday === 6 ? day : dayAfter(day, 1);
		if (saturday >= `${day.slice(0, 4)}-06-20` && saturday <= `${day.slice(0, 4)}-06-26`) return true;
		if (weekday === 6 && (monthDay === '10-31' || (monthDay >= '11-01' && monthDay <= '11-06'))) return true;
	}
	const fromEaster = Math.round((Date.parse(day) - Date.parse(easterSunday(Number(day.slice(0, 4))))) / DAY);
	return [-2, 0, 1, 39, 49].includes(fromEaster); // Good Friday, Easter, Easter Monday, Ascension, Whitsun
}

/** True on Monday to Friday when it is no holiday. */
export function isWorkingDay(day: string): boolean {
	const weekday = new Date(day).getUTCDay();
	return weekday !== 0 && weekday !== 6 && !isSwedishHoliday(day);
}

/** The last working day before a calendar day. */
export function workingDayBefore(day: string): string {
	let before = dayAfter(day, -1);
	while (!isWorkingDay(before)) before = dayAfter(before, -1);
	return before;
}

/** Easter Sunday of a year in the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
export function easterSunday(year: number): string {
	const golden = year % 19;
	const century = Math.floor(year / 100);
	const ofCentury = year % 100;
	const correction = Math.floor((8 * century + 13) / 25);
	const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
	const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
	const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
	const count = epact + weekday - 7 * late + 114;
	const pad = (value: number) => String(value).padStart(2, '0');
	return `${year}-${pad(Math.floor(count / 31))}-${pad((count % 31) + 1)}`;
}
