import { travelOf } from '../plan/queries.ts';
import { visitsByCarer } from '../plan/carer-days.ts';
import { endOf, takesPlace } from '../plan/model.ts';
import { breachesOf } from './breaches.ts';
import type { ReplanProblem } from './build-problem.ts';
import { metCarers, recipientsWhoCount } from './met.ts';
import { type PlaceChange, type ProposedChange, withChanges } from './planned-changes.ts';
import {
	type ReplanDay,
	type ReplanWish,
	type Untouchable,
	assumeAway,
	freePlaces,
	slotsInNeed,
	untouchable
} from './replan-day.ts';
import { stateOf } from './state-of.ts';
import type { Solution } from './solver/index.ts';

/** A visit that stays without a carer. */
export interface LeftOver {
	visit: string;
	why: Untouchable | 'nobody-can';
}

/** A new plan for visits that lack a carer. It changes nothing until somebody uses it. */
export interface Proposal {
	/** The state of the day that it was made from. */
	state: string;
	wish: ReplanWish;
	changes: readonly ProposedChange[];
	left: readonly LeftOver[];
}

/** What a set of changes brings, in falling weight. */
export interface Objective {
	/** Visits without a carer, or with one of two. */
	unassigned: number;
	/** Carers whom a recipient has not met in the 14 days. */
	newFaces: number;
	movedStarts: number;
	movedMinutes: number;
	/** Visits that somebody else has today and that were moved to make room. */
	changed: number;
	/** Minutes on the way, of everybody. */
	travel: number;
}

/** Makes a proposal of a solver's answer. What the findings and rest rules do not allow is taken out of it again. */
export function readProposal(
	day: ReplanDay,
	wish: ReplanWish,
	{ carers, free }: ReplanProblem,
	solution: Solution
): Proposal {
	const assumed = assumeAway(day, wish.away);
	const proposed = free.flatMap(({ visit, slots }, unit): ProposedChange[] => {
		const placement = solution.placements[unit];
		if (!placement) return [];
		const places = slots.flatMap((slot, part): PlaceChange[] => {
			const [from, to] = [visit[slot].value, carers[placement.carers[part] ?? -1]];
			return to === undefined || to === from ? [] : [{ slot, from, to }];
		});
		const start = { from: visit.start.value, to: placement.starts[0] ?? visit.start.value };
		return places.length === 0 && start.from === start.to ? [] : [{ visit: visit.id, start, places }];
	});
	const changes = withoutBreaches(assumed, proposed);
	return { state: stateOf(day), wish, changes, left: leftOver(assumed, changes) };
}

/** Takes out one change after the other until the rest keeps every rule. */
function withoutBreaches(day: ReplanDay, proposed: readonly ProposedChange[]): ProposedChange[] {
	let changes = [...proposed];
	for (;;) {
		const [breach] = breachesOf(day, changes);
		if (!breach) return changes;
		const guilty = changes.find(({ visit }) => breach.visits.includes(visit)) ?? changes[0];
		changes = changes.filter((change) => change !== guilty);
	}
}

function leftOver(day: ReplanDay, changes: readonly ProposedChange[]): LeftOver[] {
	const helped = new Set(changes.map(({ visit }) => visit));
	return day.plan.visits
		.filter((visit) => !helped.has(visit.id) && slotsInNeed(visit, day).length > 0)
		.map((visit) => ({ visit: visit.id, why: untouchable(visit, day.now) ?? 'nobody-can' }));
}

/** What changes bring, worked out from the plan as it would be; the solver has no part in it. */
export function objectiveOf(day: ReplanDay, wish: ReplanWish, changes: readonly ProposedChange[]): Objective {
	const assumed = assumeAway(day, wish.away);
	const after = withChanges(assumed.plan, changes);
	const met = metCarers(assumed, freePlaces(assumed, wish.wide));
	const faces = new Set(
		changes.flatMap(({ visit, places }) => {
			const of = after.byId.get(visit);
			const newTo = (to: string) => (of ? recipientsWhoCount(of) : []).filter((who) => !met(who).includes(to));
			return places.flatMap(({ to }) => newTo(to).map((who) => `${who} ${to}`));
		})
	);
	const moved = changes.map(({ start }) => Math.abs(start.to - start.from)).filter((minutes) => minutes > 0);
	const inNeed = (id: string) => {
		const visit = assumed.plan.byId.get(id);
		return visit !== undefined && slotsInNeed(visit, assumed).length > 0;
	};
	return {
		unassigned: after.visits.filter((visit) => slotsInNeed(visit, { ...assumed, plan: after }).length > 0).length,
		newFaces: faces.size,
		movedStarts: moved.length,
		movedMinutes: moved.reduce((sum, minutes) => sum + minutes, 0),
		changed: changes.filter(({ visit }) => !inNeed(visit)).length,
		travel: [...visitsByCarer(after).values()].reduce((sum, visits) => sum + travelOf(visits, day.travel), 0)
	};
}

/** How close to its limits a carer's day becomes at a visit: minutes to spare before and after, null at the ends. */
export function slackAround(
	day: ReplanDay,
	changes: readonly ProposedChange[],
	{ visit: id, carer }: { visit: string; carer: string }
): { before: number | null; after: number | null } {
	const row = visitsByCarer(withChanges(day.plan, changes)).get(carer) ?? [];
	const at = row.findIndex((visit) => visit.id === id);
	const [previous, visit, next] = [row[at - 1], row[at], row[at + 1]];
	if (!visit || !takesPlace(visit)) return { before: null, after: null };
	return {
		before: previous ? visit.start.value - endOf(previous) - day.travel(previous, visit) : null,
		after: next ? next.start.value - endOf(visit) - day.travel(visit, next) : null
	};
}
