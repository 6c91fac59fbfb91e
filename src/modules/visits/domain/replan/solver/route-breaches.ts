import type { PauseRule, Problem, SolverCarer, Span } from './problem.ts';

/** The minutes by which a carer's route breaks rules. `route` is in order; `start` says when each job starts. */
export function breachMinutes(
	problem: Problem,
	carer: SolverCarer,
	route: readonly number[],
	start: ArrayLike<number>
): number {
	const { hours, blocked, lunches, work } = carer;
	if (hours === null && blocked.length === 0 && lunches.length === 0 && work === null) return 0;
	const at = stretches(problem, route, start);
	let minutes = 0;
	for (const each of at) {
		if (hours) minutes += outside(each, hours);
		for (const span of blocked) minutes += Math.max(0, Math.min(each.to, span.to) - Math.max(each.from, span.from));
	}
	for (const lunch of lunches) minutes += missingPause(at, lunch);
	return work ? minutes + tooMuchWork(at, work) : minutes;
}

/** A job in time; `way` is the way there from the job before. */
interface Stretch extends Span {
	way: number;
}

function stretches({ jobs, travel }: Problem, route: readonly number[], start: ArrayLike<number>): Stretch[] {
	let before: number | null = null;
	return route.flatMap((index) => {
		const job = jobs[index];
		if (!job) return [];
		const from = start[index] ?? 0;
		const way = before === null ? 0 : (travel[before]?.[job.place] ?? 0);
		before = job.place;
		return [{ from, to: from + job.length, way }];
	});
}

function outside({ from, to }: Span, hours: readonly Span[]): number {
	let least = to - from;
	for (const span of hours) least = Math.min(least, Math.max(0, span.from - from) + Math.max(0, to - span.to));
	return least;
}

/** A pause is taken where the carer is: the way to the next job comes out of it. */
function missingPause(at: readonly Stretch[], lunch: PauseRule): number {
	let longest = 0;
	let free = lunch.from;
	let isFirst = true;
	for (const { from, to, way } of at) {
		const begins = Math.min(from, lunch.to);
		const ends = from <= lunch.to && !isFirst ? way : 0;
		longest = Math.max(longest, begins - free - ends);
		free = Math.max(free, to);
		isFirst = false;
	}
	longest = Math.max(longest, lunch.to - free);
	return Math.max(0, lunch.length - longest);
}

function tooMuchWork(
	at: readonly Stretch[],
	{ longest, shortestBreak, longestSpan }: { longest: number; shortestBreak: number; longestSpan: number }
): number {
	const [first] = at;
	if (!first) return 0;
	let { from, to } = first;
	let end = to;
	let minutes = 0;
	for (const next of at.slice(1)) {
		if (next.from - next.way - to >= shortestBreak) {
			minutes += Math.max(0, to - from - longest);
			({ from, to } = next);
		} else to = Math.max(to, next.to);
		end = Math.max(end, next.to);
	}
	return minutes + Math.max(0, to - from - longest) + Math.max(0, end - first.from - longestSpan);
}
