import { type PlanVisit, endOf } from './model.ts';
import type { Travel } from './travel.ts';

/** What is beside a visit in a carer's day, on one side of it. Minutes. */
export interface Neighbour {
	visit: PlanVisit;
	/** On the way between the two. */
	travel: number;
	/** Between them when the way is driven: negative when the way, or the visits themselves, do not fit. */
	slack: number;
}

/** What giving a visit to a carer at a time would mean. */
export interface MovePreview {
	start: number;
	end: number;
	/** The visits right before and after in that carer's day; null at its ends. */
	before: Neighbour | null;
	after: Neighbour | null;
	/** Other visits of the carer at the same time. */
	overlaps: readonly PlanVisit[];
}

/**
 * What would be if a visit began at `start` in the day of the carer whose visits these are, in time order: live while it
 * is dragged, so nothing is searched but this one day.
 */
export function previewMove(
	visit: PlanVisit,
	start: number,
	visits: readonly PlanVisit[],
	travel: Travel
): MovePreview {
	const end = start + visit.length.value;
	const others = visits.filter(({ id }) => id !== visit.id);
	const before = others.findLast((other) => other.start.value < start);
	const after = others.find((other) => other.start.value >= start);
	return {
		start,
		end,
		before: before ? beside(before, travel(before, visit), start - endOf(before)) : null,
		after: after ? beside(after, travel(visit, after), after.start.value - end) : null,
		overlaps: others.filter((other) => other.start.value < end && endOf(other) > start)
	};
}

function beside(visit: PlanVisit, travel: number, between: number): Neighbour {
	return { visit, travel, slack: between - travel };
}
