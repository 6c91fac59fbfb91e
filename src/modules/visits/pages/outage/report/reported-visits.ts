import { dayAfter, swedishDay } from '#swedish/dates';
import type { Outage, ReportedVisit } from '#modules/visits/domain/outage/index.ts';
import {
	type PlanDay,
	type PlanVisit,
	carersOf,
	endOf,
	momentOf,
	openFlags,
	planDays,
	standing,
	takesPlace
} from '#modules/visits/domain/index.ts';
import { parseStamp } from '#core/clock';

const MOST_DAYS = 31;

/** The days that an outage touched: from the evening before, since visits go on past midnight. */
export function daysOf({ startedAt, endedAt }: Outage, now: number): string[] {
	const last = swedishDay(endedAt ?? now);
	const days: string[] = [];
	for (let day = dayAfter(swedishDay(startedAt), -1); day <= last && days.length < MOST_DAYS; day = dayAfter(day, 1)) {
		days.push(day);
	}
	return days;
}

/** True when some of these days are no longer held on devices. */
export function isIncomplete(days: readonly string[], now: number): boolean {
	const held = new Set(planDays(now));
	return days.some((day) => !held.has(day));
}

/** A day's visits as the report needs them. */
export function reportedVisits(plan: PlanDay): ReportedVisit[] {
	return plan.visits.flatMap((visit) => {
		const start = momentOf(plan.day, visit.start.value);
		const end = momentOf(plan.day, endOf(visit));
		if (start === null || end === null) return [];
		const latest = visit.window === null ? null : momentOf(plan.day, visit.window.to);
		const about = { id: visit.id, day: plan.day, start, end, latest };
		return [
			{ ...about, cancelled: !takesPlace(visit), carers: carersNeeded(visit), registrations: said(visit, plan.day) }
		];
	});
}

/** The visits of a day that wait for somebody's decision. */
export function conflictsOf(plan: PlanDay): PlanVisit[] {
	const visits = new Set(openFlags(plan).map(({ visit }) => visit));
	return plan.visits.filter(({ id }) => visits.has(id));
}

function carersNeeded(visit: PlanVisit): number {
	return Math.max(1, new Set(carersOf(visit)).size);
}

function said(visit: PlanVisit, day: string): ReportedVisit['registrations'] {
	return standing(visit.registrations).map(({ outcome, start, at, by, way }) => {
		const stamp = parseStamp(at);
		const began = start === null ? null : momentOf(day, start);
		return { outcome, start: began, at: stamp.ok ? stamp.value.wall : 0, by, way };
	});
}
