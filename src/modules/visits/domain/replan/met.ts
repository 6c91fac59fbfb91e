import { continuityOf } from '../plan/continuity.ts';
import { type PlanDay, type PlanVisit, SLOTS } from '../plan/model.ts';
import type { FreePlace, ReplanDay } from './replan-day.ts';

/** The recipients of a visit for whom it counts who comes: none for alarms, meals and nights. */
export function recipientsWhoCount(visit: PlanVisit): string[] {
	const people = [visit.recipient, ...(visit.secondRecipient === null ? [] : [visit.secondRecipient])];
	// Asked of a day with this visit alone: what counts is decided in one place.
	const staffed = { ...visit, a: { ...visit.a, value: 'somebody' } };
	const alone: PlanDay = { day: '', visits: [staffed], byId: new Map(), absences: [] };
	return people.filter((recipient) => continuityOf([alone], recipient).carers.length > 0);
}

/** Whom recipients meet in the 14 days, apart from the visits that are being given away. */
export function metCarers(
	{ plan, around }: ReplanDay,
	free: readonly FreePlace[]
): (recipient: string) => readonly string[] {
	const without = new Map(free.map(({ visit, slots }) => [visit.id, slots]));
	const visits = plan.visits.map((visit) => {
		const slots = without.get(visit.id);
		if (!slots) return visit;
		const next = { ...visit };
		for (const slot of SLOTS) if (slots.includes(slot)) next[slot] = { ...visit[slot], value: null };
		return next;
	});
	const plans = [...around.filter(({ day }) => day !== plan.day), { ...plan, visits }];
	const met = new Map<string, readonly string[]>();
	return (recipient) => {
		const known = met.get(recipient) ?? continuityOf(plans, recipient).carers;
		met.set(recipient, known);
		return known;
	};
}
