import { dayAfter } from '#swedish/dates';
import { PLAN_DAYS, type PlanDay, recurringVisits } from '#modules/visits/domain/index.ts';

type Recurrences = Parameters<typeof recurringVisits>[0];

/** Whether recurring visits are written into the plan of a day: from today, as far ahead as plans are made. */
export function getsRecurring(day: string, today: string): boolean {
	return day >= today && day <= dayAfter(today, PLAN_DAYS.ahead);
}

/** True for an empty day that recurring visits belong to: its plan is still on its way here. */
export function isOnItsWay({ day, visits }: PlanDay, recurrences: Recurrences, today: string): boolean {
	return visits.length === 0 && day >= today && recurringVisits(recurrences, day).length > 0;
}
