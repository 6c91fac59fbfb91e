import type { Problem } from './problem.ts';
import { breachMinutes } from './route-breaches.ts';

/** What a route costs: minutes on the way, minutes late, the worst lateness, and minutes by which it breaks rules. */
export interface RouteFigures {
	travel: number;
	late: number;
	latest: number;
	breach: number;
}

/** Those of nobody's route. */
export const NO_FIGURES: Readonly<RouteFigures> = { travel: 0, late: 0, latest: 0, breach: 0 };

/** Minutes from one place to another; none from nowhere. */
export function wayBetween({ travel }: Problem, from: number | null, to: number | null): number {
	return from === null || to === null ? 0 : (travel[from]?.[to] ?? 0);
}

/** Works out the figures of a carer's route from when each job starts. */
export function routeFigures(
	problem: Problem,
	carer: number,
	route: readonly number[],
	starts: ArrayLike<number>
): RouteFigures {
	const figures = { ...NO_FIGURES };
	const who = problem.carers[carer];
	if (!who) return figures;
	let place = who.start;
	let end = -Infinity;
	for (const index of route) {
		const job = problem.jobs[index];
		if (!job) continue;
		const start = starts[index] ?? 0;
		const way = wayBetween(problem, place, job.place);
		const late = Math.max(0, start - job.due);
		figures.travel += way;
		figures.late += late;
		figures.latest = Math.max(figures.latest, late);
		figures.breach += Math.max(0, end + way - start) + Math.max(0, start - job.latest);
		end = start + job.length;
		place = job.place;
	}
	figures.travel += wayBetween(problem, place, who.end);
	figures.breach += breachMinutes(problem, who, route, starts);
	return figures;
}
