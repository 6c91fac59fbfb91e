import type * as Y from 'yjs';
import { groupEntries } from '#core/grouped-entries';
import { readOperation } from '#core/register';
import { type Flag, openFlags } from '../plan/conflicts.ts';
import { type PlanDay, type PlanVisit, takesPlace } from '../plan/model.ts';
import { type PlanOfDay, idOnDay, leaveOtherDays, otherDaysOf } from './move-day.ts';
import { movedTo } from './moved-to.ts';
import type { Author, Edit } from '../plan/plan-act.ts';
import { readVisit } from '../plan/read-visit.ts';
import { settle } from '../plan/settle.ts';
import { planRoots } from '../plan/workspace.ts';

/** What waits for a decision on a visit's own day, as seen from a day that it was moved to. */
export interface FlagElsewhere {
	/** The visit's own day, in whose plan the flag is. */
	home: PlanDay;
	flag: Flag;
	/** The visit as it stands on the day that is looked at. */
	here: PlanVisit;
}

/** The days that visits of a plan were moved here from, also back to here: their plans may hold a conflict about them. */
export function daysMovedFrom(doc: Y.Doc, plan: PlanDay): string[] {
	const entries = groupEntries(planRoots(doc).ops);
	const days = plan.visits.flatMap(({ id, created, cancel }) => {
		if (created?.movedFrom) return created.movedFrom.day;
		// Only what is no longer cancelled has come back: of others nobody has to be asked.
		return cancel.set === null || cancel.value !== null ? [] : cancelledFor(entries.get(id) ?? new Map());
	});
	return [...new Set(days)].filter((day) => day !== plan.day).sort();
}

function cancelledFor(entries: ReadonlyMap<string, unknown>): string[] {
	return [...entries].flatMap(([key, value]) => {
		if (!key.startsWith('cancel/')) return [];
		return movedTo(readOperation(key.slice('cancel/'.length), value)?.to ?? null) ?? [];
	});
}

/**
 * What waits for a decision on other days about visits that stand on this one: moved apart to two days, or moved by one
 * and changed or registered by another. Who looks at any of the days has to see it.
 */
export function flagsElsewhere(plan: PlanDay, homes: readonly PlanDay[]): FlagElsewhere[] {
	return homes.flatMap((home) =>
		openFlags(home).flatMap((flag) => {
			const own = flag.field === 'cancel' ? home.byId.get(flag.visit) : undefined;
			if (!own || !otherDaysOf(own).includes(plan.day)) return [];
			const here = plan.byId.get(idOnDay(own, home.day, plan.day));
			return here && (takesPlace(here) || here.registrations.length > 0) ? [{ home, flag, here }] : [];
		})
	);
}

/** By day, the visits that wait for a decision: those that were moved on the days where they stand too. */
export function flaggedByDay(plans: readonly PlanDay[]): ReadonlyMap<string, ReadonlySet<string>> {
	const found = new Map(plans.map(({ day }) => [day, new Set<string>()]));
	for (const home of plans) {
		for (const { visit, field } of openFlags(home)) {
			found.get(home.day)?.add(visit);
			const own = field === 'cancel' ? home.byId.get(visit) : undefined;
			if (own) otherDaysOf(own).forEach((day) => found.get(day)?.add(idOnDay(own, home.day, day)));
		}
	}
	return found;
}

/**
 * Settles a flag of a visit that was moved, on its own day and on all days that it was moved to, as one group: from
 * whichever day somebody looks at it.
 */
export function settleBetweenDays(
	author: Author,
	home: PlanOfDay,
	{ flag, choice }: { flag: Flag; choice: string },
	others: readonly PlanOfDay[]
): Edit {
	const before = readVisit(home.doc, flag.visit);
	const edit = settle(home.doc, author, home.day, flag, choice);
	if (before && edit.ok) leaveOtherDays(author, { before, home, group: edit.value.group }, others);
	return edit;
}
