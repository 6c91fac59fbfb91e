import { awayOf } from '../plan/findings-of-shifts.ts';
import { needsTwo } from '../plan/findings-of-visits.ts';
import { type Surroundings } from '../plan/findings.ts';
import { type Minute, type PlanDay, type PlanVisit, SLOTS, type Slot, endOf, takesPlace } from '../plan/model.ts';
import { LAST_MINUTE } from '../plan/schemas.ts';

const NEAR = 60; // minutes: how far from a visit in need others are moved for it

/** The day that is planned anew, and what it is judged by. */
export interface ReplanDay extends Surroundings {
	plan: PlanDay;
	/** The plans of the 14 days for continuity, as far as they are known; this day among them or not. */
	around: readonly PlanDay[];
	/** On the day itself, the minute that it is: nothing begins before. */
	now: Minute | null;
}

/** What a person asks for. */
export interface ReplanWish {
	/** Carers who are to be counted as away, beside those who are marked so: a phone area is down. */
	away: readonly string[];
	/** Also moves visits of others that are near in time. */
	wide: boolean;
}

/** One carer's place at a visit that may be given to somebody. */
export interface FreePlace {
	visit: PlanVisit;
	slots: readonly Slot[];
	/** False for a visit that has its carers and is moved only to make room. */
	isInNeed: boolean;
}

/** Why a visit in need of a carer is not touched. */
export type Untouchable = 'begun' | 'pinned' | 'to-decide' | 'past';

/** The same day with these carers away, whatever the plan says of them. */
export function assumeAway(day: ReplanDay, carers: readonly string[]): ReplanDay {
	if (carers.length === 0) return day;
	const { plan, team } = day;
	const away = carers.map(
		(carer) => [`${carer}/${plan.day}`, { carer, day: plan.day, from: 0, to: LAST_MINUTE }] as const
	);
	return {
		...day,
		plan: { ...plan, absences: plan.absences.filter(({ carer }) => !carers.includes(carer)) },
		team: { ...team, absences: new Map([...team.absences, ...away]) }
	};
}

/** The places of visits that lack a carer, or whose carer is away then. */
export function slotsInNeed(visit: PlanVisit, { plan, team }: ReplanDay): Slot[] {
	if (!takesPlace(visit)) return [];
	const isTaken = (slot: Slot) => {
		const carer = visit[slot].value;
		const absence = carer === null ? null : awayOf(carer, plan, team);
		const isAway = absence !== null && visit.start.value < absence.away.to && endOf(visit) > absence.away.from;
		return carer !== null && !isAway;
	};
	if (needsTwo(visit, team)) return SLOTS.filter((slot) => !isTaken(slot));
	if (SLOTS.some(isTaken)) return [];
	return [visit.a.value === null && visit.b.value !== null ? 'b' : 'a'];
}

/** Why a visit stays as it is, whoever is away: it has begun, is pinned, contested, or its time has passed. */
export function untouchable(visit: PlanVisit, now: Minute | null): Untouchable | null {
	if (visit.registrations.length > 0) return 'begun';
	if (visit.pin.value !== null) return 'pinned';
	if ([visit.a, visit.b, visit.start, visit.cancel].some(({ losers }) => losers.length > 0)) return 'to-decide';
	return now !== null && lastStart(visit) < now ? 'past' : null;
}

/** The latest minute at which a visit may still begin. */
export function lastStart({ window, start, length }: PlanVisit): Minute {
	return Math.max(start.value, window ? window.to - length.value : start.value);
}

/** What may be given to others: visits in need, and when widened those of others that are near in time. */
export function freePlaces(day: ReplanDay, wide: boolean): FreePlace[] {
	const { plan, now } = day;
	const movable = plan.visits.filter((visit) => takesPlace(visit) && untouchable(visit, now) === null);
	const needed = movable.flatMap((visit) => {
		const slots = slotsInNeed(visit, day);
		return slots.length > 0 ? [{ visit, slots, isInNeed: true }] : [];
	});
	if (!wide || needed.length === 0) return needed;
	const isNear = (visit: PlanVisit) =>
		needed.some((need) => Math.abs(need.visit.start.value - visit.start.value) <= NEAR);
	const near = movable
		.filter((visit) => isNear(visit) && !needed.some((need) => need.visit === visit))
		.filter((visit) => now === null || visit.start.value >= now)
		.map((visit) => ({ visit, slots: SLOTS.filter((slot) => visit[slot].value !== null), isInNeed: false }));
	return [...needed, ...near];
}
