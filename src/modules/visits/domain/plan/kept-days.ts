import { dayAfter, swedishDay } from '#swedish/dates';

/** Plans are at hand for two weeks back, as the outage routine says, and two weeks ahead. */
export const PLAN_DAYS = { back: 14, ahead: 14 } as const;

/** What a team's index says of a plan. */
export interface PlanEntry {
	kind: 'plan';
	/** The day of the plan, as 2026-11-23. */
	day: string;
}

/** The first and the last day whose plans are at hand at `now` (milliseconds). */
export function heldDays(now: number): { from: string; to: string } {
	const today = swedishDay(now);
	return { from: dayAfter(today, -PLAN_DAYS.back), to: dayAfter(today, PLAN_DAYS.ahead) };
}

/** True for a day whose plan devices hold at `now`; others are fetched while somebody looks at them. */
export function isDayHeld(day: string, now: number): boolean {
	const { from, to } = heldDays(now);
	return day >= from && day <= to;
}

/** The days whose plans are at hand at `now` (milliseconds), oldest first. */
export function planDays(now: number): string[] {
	const { from } = heldDays(now);
	return Array.from({ length: PLAN_DAYS.back + 1 + PLAN_DAYS.ahead }, (_unused, index) => dayAfter(from, index));
}

/** True for an index entry of a plan that devices hold at `now`; entries of other documents are not its business. */
export function isPlanKept({ day }: PlanEntry, now: number): boolean {
	return isDayHeld(day, now);
}
