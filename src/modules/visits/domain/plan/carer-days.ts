import { type PlanDay, type PlanVisit, SLOTS, endOf, takesPlace } from './model.ts';

/** The visits that take place, by the carers whom they are planned for, in time order. */
export function visitsByCarer(plan: PlanDay): ReadonlyMap<string, readonly PlanVisit[]> {
	const rows = new Map<string, PlanVisit[]>();
	for (const visit of plan.visits) {
		if (!takesPlace(visit)) continue;
		for (const carer of new Set([visit.a.value, visit.b.value])) {
			if (carer === null) continue;
			const row = rows.get(carer);
			if (row) row.push(visit);
			else rows.set(carer, [visit]);
		}
	}
	return rows;
}

/** Carers whom somebody has given the visit to, while another gave it to somebody else: it stands in their rows too. */
export function contestedCarers(visit: PlanVisit): string[] {
	const others = SLOTS.flatMap((slot) => visit[slot].losers.flatMap(({ value }) => value ?? []));
	return [...new Set(others)].filter((carer) => carer !== visit.a.value && carer !== visit.b.value);
}

/** A stretch of a day, in minutes. */
export interface Stretch {
	from: number;
	to: number;
}

/** The stretches between `from` and `to` that no visit takes, longest possible, in time order. */
export function freeStretches(visits: readonly PlanVisit[], from: number, to: number): Stretch[] {
	const free: Stretch[] = [];
	let at = from;
	for (const visit of visits) {
		const begins = Math.min(visit.start.value, to);
		if (begins > at) free.push({ from: at, to: begins });
		at = Math.max(at, endOf(visit));
	}
	if (at < to) free.push({ from: at, to });
	return free;
}
