/** The moments that the browser tests are run at, in Swedish time: those that software is wrong at. */
export const MOMENTS = {
	'early-weekday': '2027-09-14T06:40+02:00', // a Tuesday
	'before-midnight': '2027-05-19T23:50+02:00', // a Wednesday
	'late-evening': '2027-11-29T22:20+01:00', // a Monday
	sunday: '2027-06-13T10:20+02:00',
	'new-years-day': '2028-01-01T09:30+01:00',
	'leap-day': '2028-02-29T13:15+01:00',
	'week-53': '2032-12-29T11:00+01:00',
	'last-of-month': '2027-05-31T15:45+02:00', // a Monday
	'before-spring-forward': '2027-03-28T00:55+01:00',
	'spring-forward': '2027-03-28T01:55+01:00', // in five minutes it is 03:00
	'before-fall-back': '2027-10-31T01:55+02:00',
	'fall-back': '2027-10-31T02:55+02:00' // in five minutes it is 02:00 again
} as const;

export type MomentName = keyof typeof MOMENTS;

/** True for the name of a moment. */
export function isMoment(name: string): name is MomentName {
	return Object.hasOwn(MOMENTS, name);
}

/** The moment that `TEST_MOMENT` names, or the first one, in milliseconds since 1970. */
export function chosenMoment(): number {
	const name = process.env['TEST_MOMENT'] ?? 'early-weekday';
	if (!isMoment(name)) throw new Error(`TEST_MOMENT is none of ${Object.keys(MOMENTS).join(', ')}`);
	return Date.parse(MOMENTS[name]);
}
