import { dayAfter } from '#swedish/dates';
import { type PlanDay, type PlanVisit, SLOTS, carersOf, endOf, takesPlace } from './model.ts';
import { standing } from './read-visit.ts';

const FROM = 7 * 60; // minutes: continuity is counted between 07 and 22
const TO = 22 * 60;
/** How many days continuity is counted over. */
export const CONTINUITY_DAYS = 14;

/** How many different carers a recipient meets. */
export interface Continuity {
	/** Everybody whom the recipient meets, each once. */
	carers: readonly string[];
	/** True when there are at least two visits a day on average: for others the figure says little. */
	counts: boolean;
}

/**
 * Whom a recipient meets on the days of the plans (14 of them, by definition): 07–22, alarms and meals left out. A
 * carer who registered a visit has been there, whoever was planned.
 */
export function continuityOf(plans: readonly PlanDay[], recipient: string): Continuity {
	const visits = plans.flatMap((plan) => plan.visits.filter((visit) => isCounted(visit, recipient)));
	const carers = new Set(visits.flatMap(peopleAt));
	return { carers: [...carers].sort(), counts: plans.length > 0 && visits.length >= 2 * plans.length };
}

/**
 * Which number a carer would be for the visit's recipient if the visit was given to this carer: live while dragging,
 * "blir medarbetare nr 16 på 14 dagar".
 */
export function continuityWith(
	plans: readonly PlanDay[],
	visit: PlanVisit,
	carer: string
): { number: number; isNew: boolean } {
	const other = plans.flatMap((plan) =>
		plan.visits.filter(({ id }) => id !== visit.id).filter((candidate) => isCounted(candidate, visit.recipient))
	);
	const known = new Set(other.flatMap(peopleAt));
	// The second carer of a double visit stays, whoever takes the first place.
	const kept = SLOTS.flatMap((slot) => (slot === 'a' ? [] : (visit[slot].value ?? [])));
	for (const person of kept) known.add(person);
	return known.has(carer) ? { number: known.size, isNew: false } : { number: known.size + 1, isNew: true };
}

/** The plans of the 14 days that end with a day; null while one of them is missing, since a number would be too low. */
export function continuityPlans(plans: readonly PlanDay[], day: string): PlanDay[] | null {
	const byDay = new Map(plans.map((plan) => [plan.day, plan]));
	const days = Array.from({ length: CONTINUITY_DAYS }, (_unused, back) => byDay.get(dayAfter(day, -back)) ?? []);
	const found = days.flat();
	return found.length === CONTINUITY_DAYS ? found : null;
}

function peopleAt(visit: PlanVisit): string[] {
	const present = standing(visit.registrations)
		.filter(({ outcome }) => outcome === 'done' || outcome === 'part-done')
		.map(({ person }) => person);
	return present.length > 0 ? present : carersOf(visit);
}

function isCounted(visit: PlanVisit, recipient: string): boolean {
	if (visit.recipient !== recipient && visit.secondRecipient !== recipient) return false;
	if (!takesPlace(visit) || visit.kind === 'alarm' || visit.kind === 'meal') return false;
	return visit.start.value < TO && endOf(visit) > FROM;
}
