import { dayAfter, swedishDay } from '#core/swedish/dates';

/** Plans are at hand for two weeks back, as the outage routine says, and two weeks ahead. */
export const PLAN_DAYS = { back: 14, ahead: 14 } as const;

/** What a team's index says of a plan. */
export interface PlanEntry {
	kind: 'plan';
	/** The day of the plan, as 2026-11-23. */
	day: string;
}

/** The days whose plans are at hand at `now` (milliseconds), oldest first. */
export function planDays(now: number): string[] {
	const first = dayAfter(swedishDay(now), -PLAN_DAYS.back);
	return Array.from({ length: PLAN_DAYS.back + 1 + PLAN_DAYS.ahead }, (_unused, index) => dayAfter(first, index));
}

/** True for an index entry of a plan that devices hold at `now`; entries of other documents are not its business. */
export function isPlanKept(entry: PlanEntry, now: number): boolean {
	const today = swedishDay(now);
	return entry.day >= dayAfter(today, -PLAN_DAYS.back) && entry.day <= dayAfter(today, PLAN_DAYS.ahead);
}
