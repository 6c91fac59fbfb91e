import { type PlanDay, type PlanVisit, endOf, takesPlace } from './model.ts';
import { compare } from './schemas.ts';

/** How close two visits to one person begin, in minutes, for the second to be doubted. */
const CLOSE = 30;
/** The code under which a person says that two visits are two. */
export const NOT_A_DUPLICATE = 'duplicate';

/**
 * Pairs of visits that look like one visit told twice, the older one first: the same person, close in time, and at
 * least one of them added by hand. What one system plans twice is planned twice.
 */
export function doubtfulPairs(plan: PlanDay): [PlanVisit, PlanVisit][] {
	const byRecipient = new Map<string, PlanVisit[]>();
	const pairs: [PlanVisit, PlanVisit][] = [];
	for (const visit of plan.visits.filter(takesPlace)) {
		const earlier = byRecipient.get(visit.recipient) ?? [];
		for (const other of earlier) if (isDoubtful(other, visit)) pairs.push(oldestFirst(other, visit));
		byRecipient.set(visit.recipient, [...earlier, visit]);
	}
	return pairs.sort(([, a], [, b]) => a.start.value - b.start.value || compare(a.id, b.id));
}

function isDoubtful(one: PlanVisit, other: PlanVisit): boolean {
	if (one.origin !== 'hand' && other.origin !== 'hand') return false;
	if (one.created?.splitFrom != null || other.created?.splitFrom != null) return false;
	if (isAcknowledged(one, other) || isAcknowledged(other, one)) return false;
	const apart = Math.abs(one.start.value - other.start.value);
	return apart < CLOSE || (one.start.value < endOf(other) && other.start.value < endOf(one));
}

function isAcknowledged(visit: PlanVisit, other: PlanVisit): boolean {
	return visit.acknowledged.get(NOT_A_DUPLICATE)?.split(' ').includes(other.id) ?? false;
}

function oldestFirst(one: PlanVisit, other: PlanVisit): [PlanVisit, PlanVisit] {
	const age = (visit: PlanVisit) => visit.created?.at ?? '';
	return (compare(age(one), age(other)) || compare(one.id, other.id)) <= 0 ? [one, other] : [other, one];
}
