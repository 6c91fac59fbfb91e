import type { Minute, PlanDay, PlanVisit, Slot } from '../plan/model.ts';

/** A carer's place at a visit, from one to another. */
export interface PlaceChange {
	slot: Slot;
	from: string | null;
	to: string;
}

/** What is proposed for one visit; all of it or nothing is used. */
export interface ProposedChange {
	visit: string;
	start: { from: Minute; to: Minute };
	places: readonly PlaceChange[];
}

/** The day as it would be with these changes. It is never written: it has the settings of the day as it is. */
export function withChanges(plan: PlanDay, changes: readonly ProposedChange[]): PlanDay {
	if (changes.length === 0) return plan;
	const byVisit = new Map(changes.map((change) => [change.visit, change]));
	const visits = plan.visits
		.map((visit) => {
			const change = byVisit.get(visit.id);
			return change ? changed(visit, change) : visit;
		})
		.sort((a, b) => a.start.value - b.start.value || (a.id < b.id ? -1 : 1));
	return { ...plan, visits, byId: new Map(visits.map((visit) => [visit.id, visit])) };
}

/** The day without the carers whose places these changes take: what the rest of it breaks by itself. */
export function withoutPlaces(plan: PlanDay, changes: readonly ProposedChange[]): PlanDay {
	const slots = new Map(changes.map(({ visit, places }) => [visit, places.map(({ slot }) => slot)]));
	const visits = plan.visits.map((visit) => {
		const next = { ...visit };
		for (const slot of slots.get(visit.id) ?? []) next[slot] = { ...visit[slot], value: null };
		return slots.has(visit.id) ? next : visit;
	});
	return { ...plan, visits, byId: new Map(visits.map((visit) => [visit.id, visit])) };
}

function changed(visit: PlanVisit, { start, places }: ProposedChange): PlanVisit {
	const next = { ...visit, start: { ...visit.start, value: start.to } };
	for (const { slot, to } of places) next[slot] = { ...visit[slot], value: to };
	return next;
}
