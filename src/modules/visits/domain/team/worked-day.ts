import { dayAfter, swedishDay } from '#swedish/dates';
import { momentOf } from '../plan/wall-time.ts';
import { type TeamFacts, shiftsOf } from './facts.ts';

const MIDNIGHT = 1440; // minutes
const AFTERWARDS = 60 * 60 * 1000; // milliseconds: the last visit may end late, and is written about

/**
 * The day whose plan a carer works by at a moment (milliseconds since 1970): who began last evening is still on that plan
 * after midnight, until an hour after the shift, or until the next one begins. For others, and without a carer, today.
 */
export function dayWorkedOn(team: TeamFacts, carer: string | null, now: number): string {
	const today = swedishDay(now);
	if (carer === null) return today;
	const evening = dayAfter(today, -1);
	const isOnNight = shiftsOf(team, carer, evening).some(({ to }) => {
		const end = to > MIDNIGHT ? momentOf(evening, to) : null;
		return end !== null && now <= end + AFTERWARDS;
	});
	if (!isOnNight) return today;
	const hasBegun = shiftsOf(team, carer, today).some(({ from }) => (momentOf(today, from) ?? now) <= now);
	return hasBegun ? today : evening;
}
