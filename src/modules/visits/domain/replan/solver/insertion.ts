import { wayBetween } from './route-figures.ts';
import type { Schedule } from './schedule.ts';

/** How many places of the first carer of two are tried with every place of the second one. */
const BEST_FIRST = 10;

/** One way of placing a unit. */
interface Choice {
	carers: readonly number[];
	asked: number;
	places: readonly number[];
}

/** Places a unit where it costs least; leaves it where it was, without carers, when no place keeps the rules. */
export function insertBest(schedule: Schedule, unit: number): boolean {
	const parts = schedule.problem.units[unit]?.jobs.length ?? 0;
	let choices: readonly Choice[] = (schedule.problem.units[unit]?.starts ?? []).map((asked) => {
		return { carers: [], asked, places: [] };
	});
	for (let part = 0; part < parts; part += 1) {
		const wider = choices.flatMap((choice) => withNext(schedule, unit, part, choice));
		if (part === parts - 1) return takeBest(schedule, unit, wider);
		choices = parts === 2 ? firstOfTwo(schedule, unit, wider) : wider;
	}
	return false;
}

/** Every carer and place for the next part of a unit. */
function withNext(schedule: Schedule, unit: number, part: number, choice: Choice): Choice[] {
	const { problem } = schedule;
	const index = problem.units[unit]?.jobs[part] ?? 0;
	return (problem.jobs[index]?.candidates ?? [])
		.filter((carer) => !choice.carers.includes(carer))
		.flatMap((carer) =>
			placesOf(schedule, carer, index, choice.asked).map((place) => ({
				carers: [...choice.carers, carer],
				asked: choice.asked,
				places: [...choice.places, place]
			}))
		);
}

function placesOf(schedule: Schedule, carer: number, job: number, asked: number): number[] {
	if (schedule.problem.order === 'by-time') {
		return schedule.hasRoom(carer, job, asked) ? [schedule.placeAt(carer, asked)] : [];
	}
	return Array.from({ length: (schedule.routes[carer]?.length ?? 0) + 1 }, (_unused, place) => place);
}

/** The first places that lengthen the way least: trying all pairs would take too long. */
function firstOfTwo(schedule: Schedule, unit: number, choices: readonly Choice[]): Choice[] {
	const { problem } = schedule;
	const [index = 0] = problem.units[unit]?.jobs ?? [];
	const here = problem.jobs[index]?.place ?? 0;
	const detour = ({ carers: [carer = 0], places: [place = 0] }: Choice) => {
		const route = schedule.routes[carer] ?? [];
		const placeOf = (at: number, end: number | null = null) => problem.jobs[route[at] ?? -1]?.place ?? end;
		const before = placeOf(place - 1, problem.carers[carer]?.start);
		const after = placeOf(place, problem.carers[carer]?.end);
		const there = wayBetween(problem, before, here) + wayBetween(problem, here, after);
		return there - wayBetween(problem, before, after);
	};
	const most = problem.order === 'by-time' ? choices.length : BEST_FIRST;
	return [...choices].sort((a, b) => detour(a) - detour(b)).slice(0, most);
}

function takeBest(schedule: Schedule, unit: number, choices: readonly Choice[]): boolean {
	let best: Choice | null = null;
	let least = Infinity;
	for (const choice of choices) {
		schedule.begin();
		schedule.insert(unit, choice.carers, choice.asked, choice.places);
		if (schedule.settle()) {
			const cost = schedule.cost();
			if (cost < least) [least, best] = [cost, choice];
		}
		schedule.rollback();
	}
	if (!best) return false;
	schedule.insert(unit, best.carers, best.asked, best.places);
	schedule.settle();
	schedule.begin();
	return true;
}
