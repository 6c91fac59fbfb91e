import { contestedCarers, visitsByCarer } from '../plan/carer-days.ts';
import type { TeamFacts } from '../team/facts.ts';
import { type PlanDay, type PlanVisit, SLOTS, type Slot, carersOf } from '../plan/model.ts';
import { movedTo } from './moved-to.ts';
import { unassignedVisits } from '../plan/queries.ts';

/** What a cell of the week opens to. */
export interface CellVisits {
	/** In time order. */
	visits: readonly PlanVisit[];
	/** Visits that somebody else has given to this carer: they stand here too until it is decided. */
	contested: readonly PlanVisit[];
	/** Visits that were moved from here to another day. */
	movedAway: readonly { visit: PlanVisit; to: string }[];
}

/** The visits of a carer's day, or, for `null`, those that nobody has. */
export function cellVisits(plan: PlanDay, team: TeamFacts, carer: string | null): CellVisits {
	const isOf = (visit: PlanVisit) => (carer === null ? carersOf(visit).length === 0 : carersOf(visit).includes(carer));
	const moved = plan.visits.flatMap((visit) => {
		const to = movedTo(visit.cancel.value);
		return to !== null && isOf(visit) ? [{ visit, to }] : [];
	});
	if (carer === null) return { visits: unassignedVisits(plan, team), contested: [], movedAway: moved };
	return {
		visits: visitsByCarer(plan).get(carer) ?? [],
		contested: plan.visits.filter((visit) => visit.cancel.value === null && contestedCarers(visit).includes(carer)),
		movedAway: moved
	};
}

/** Whose place a carer has at a visit, also a contested one; for `null` the place that waits for somebody. */
export function slotOf(visit: PlanVisit, carer: string | null): Slot {
	const own = SLOTS.find((slot) => visit[slot].value === carer);
	return own ?? SLOTS.find((slot) => visit[slot].losers.some(({ value }) => value === carer)) ?? 'a';
}
