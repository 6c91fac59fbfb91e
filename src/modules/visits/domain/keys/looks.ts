import { contestedCarers } from '../plan/carer-days.ts';
import { type PlanDay, type PlanVisit, carersOf, endOf, takesPlace } from '../plan/model.ts';
import { momentOf } from '../plan/wall-time.ts';
import { LEAST_REASON } from './key-commands.ts';

const MINUTE = 60_000; // milliseconds
const HOUR = 60 * MINUTE;

/** How long before and after a visit its key may be looked at without a reason, in milliseconds. */
export const AROUND = HOUR;
/** How long before a visit a device is given what it needs for it, and how long after it keeps that. */
export const HELD_AHEAD = 24 * HOUR;
export const HELD_AFTER = 12 * HOUR;

/** Why a look needs a reason. */
export type ReasonNeeded = 'no-visit' | 'not-own' | 'outside-time';

/** Who looks when, and for which visit of which day. */
export interface AskedLook {
	visit: PlanVisit | null;
	day: string;
	/** Who the person is in the team; null for those who plan. */
	carer: string | null;
	now: number;
}

/** Why somebody has to say a reason; null for a carer at the own visit, or within an hour of it. */
export function reasonNeeded({ visit, day, carer, now }: AskedLook): ReasonNeeded | null {
	if (!visit || !takesPlace(visit)) return 'no-visit';
	if (carer === null || !isFor(visit, carer)) return 'not-own';
	const { from, to } = momentsOf(visit, day);
	return now >= from - AROUND && now <= to + AROUND ? null : 'outside-time';
}

/** True for a reason that says something. */
export function isReason(written: string): boolean {
	return written.trim().length >= LEAST_REASON;
}

/**
 * Whose keys a device needs, and until when, in milliseconds: of visits that begin within 24 hours or ended within 12;
 * those of a carer, the disputed ones too, or, for `null`, of the whole team.
 */
export function keysToHold(days: readonly PlanDay[], carer: string | null, now: number): Map<string, number> {
	const held = new Map<string, number>();
	const visits = days.flatMap(({ day, visits }) => visits.map((visit) => ({ day, visit })));
	for (const { day, visit } of visits) {
		if (!takesPlace(visit) || (carer !== null && !isFor(visit, carer))) continue;
		const { from, to } = momentsOf(visit, day);
		const until = to + HELD_AFTER;
		if (from - HELD_AHEAD > now || until < now) continue;
		for (const recipient of [visit.recipient, visit.secondRecipient])
			if (recipient !== null) held.set(recipient, Math.max(until, held.get(recipient) ?? 0));
	}
	return held;
}

function isFor(visit: PlanVisit, carer: string): boolean {
	return carersOf(visit).includes(carer) || contestedCarers(visit).includes(carer);
}

/** When a visit begins and ends; a day that is not in the calendar has no visit now. */
function momentsOf(visit: PlanVisit, day: string): { from: number; to: number } {
	const from = momentOf(day, visit.start.value);
	const to = momentOf(day, endOf(visit));
	return { from: from ?? Infinity, to: to ?? -Infinity };
}
