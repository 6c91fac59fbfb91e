import { type PlanVisit, endOf } from '#modules/visits/domain/index.ts';

const EARLIEST = 7 * 60;
const LATEST = 16 * 60;

/** What the grid shows of a day, in minutes of the day: the usual hours, and those of visits before and after them. */
export interface DayScale {
	from: number;
	minutes: number;
}

/** Whole hours that hold all visits. */
export function scaleOf(visits: readonly PlanVisit[]): DayScale {
	const from = Math.floor(Math.min(EARLIEST, ...visits.map(({ start }) => start.value)) / 60) * 60;
	const to = Math.ceil(Math.max(LATEST, ...visits.map(endOf)) / 60) * 60;
	return { from, minutes: to - from };
}
