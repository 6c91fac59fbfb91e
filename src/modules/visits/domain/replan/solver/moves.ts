import type { Schedule } from './schedule.ts';

/** A number from 0 to below the count, by chance. */
export type Pick = (count: number) => number;

/** Gives a unit to other carers, at another place or time. False when it could not be tried. */
export function relocate(schedule: Schedule, pick: Pick): boolean {
	const unit = pick(schedule.problem.units.length);
	const carers = otherCarers(schedule, unit, pick);
	if (!carers) return false;
	schedule.remove(unit);
	const starts = schedule.problem.units[unit]?.starts ?? [];
	// Every second time it is tried at the start that it should have.
	const asked = starts[pick(2) === 0 ? 0 : pick(starts.length)] ?? 0;
	const places = carers.map((carer) =>
		schedule.problem.order === 'by-time' ? schedule.placeAt(carer, asked) : pick(schedule.lengthOf(carer) + 1)
	);
	schedule.insert(unit, carers, asked, places);
	return true;
}

/** A carer for each job of a unit; every second time one of several jobs stays with its own. */
function otherCarers(schedule: Schedule, unit: number, pick: Pick): number[] | null {
	const jobs = schedule.jobsOf(unit);
	const kept = jobs.length > 1 && pick(2) === 0 ? pick(jobs.length) : -1;
	const carers: number[] = [];
	for (const [part, job] of jobs.entries()) {
		const free = schedule.candidatesOf(job).filter((carer) => !carers.includes(carer));
		const own = schedule.carerOf[job] ?? -1;
		const carer = part === kept && free.includes(own) ? own : free[pick(free.length)];
		if (carer === undefined) return null;
		carers.push(carer);
	}
	return carers;
}

/** A unit as it stands: who has its jobs, and where in their routes. */
interface Standing {
	unit: number;
	carers: number[];
	places: number[];
}

/** Lets two units change carers and places in one job each. False when they cannot. */
export function swap(schedule: Schedule, pick: Pick): boolean {
	const count = schedule.problem.units.length;
	const [one, other] = [pick(count), pick(count)];
	if (one === other || !schedule.isPlaced(one) || !schedule.isPlaced(other)) return false;
	const [ours, theirs] = [standing(schedule, one), standing(schedule, other)];
	exchange(ours, pick(ours.carers.length), theirs, pick(theirs.carers.length));
	if (!fits(schedule, ours) || !fits(schedule, theirs)) return false;
	schedule.remove(one);
	schedule.remove(other);
	put(schedule, ours);
	put(schedule, theirs);
	return true;
}

function standing(schedule: Schedule, unit: number): Standing {
	const carers = schedule.jobsOf(unit).map((job) => schedule.carerOf[job] ?? -1);
	const places = schedule.jobsOf(unit).map((job, part) => schedule.routes[carers[part] ?? -1]?.indexOf(job) ?? 0);
	return { unit, carers, places };
}

function exchange(one: Standing, part: number, other: Standing, otherPart: number): void {
	for (const name of ['carers', 'places'] as const) {
		const ours = one[name][part] ?? 0;
		one[name][part] = other[name][otherPart] ?? 0;
		other[name][otherPart] = ours;
	}
}

function fits(schedule: Schedule, { unit, carers }: Standing): boolean {
	const canAll = schedule.jobsOf(unit).every((job, part) => schedule.candidatesOf(job).includes(carers[part] ?? -1));
	return canAll && new Set(carers).size === carers.length;
}

function put(schedule: Schedule, { unit, carers, places }: Standing): void {
	const asked = schedule.asked[unit] ?? 0;
	const at = carers.map((carer, part) =>
		schedule.problem.order === 'by-time'
			? schedule.placeAt(carer, asked)
			: Math.min(places[part] ?? 0, schedule.lengthOf(carer))
	);
	schedule.insert(unit, carers, asked, at);
}
