import { insertBest } from './insertion.ts';
import type { Problem, Solution } from './problem.ts';
import { seededRandom } from './random.ts';
import { Schedule } from './schedule.ts';

const TRIES_PER_LOOK = 64; // at the clock
const ASKED_START = 0.5; // how often a moved unit is tried at the start that it should have
const SWAPS = 0.2;
const REBUILDS = 0.004; // dear, but they find what single moves do not
const MOST_REBUILT = 4;

/** How a solver is driven: the same seed and the same ticks of the clock give the same answer. */
export interface Drive {
	/** Milliseconds that it may take. */
	budget: number;
	seed: number;
	clock: { now(): number };
	/** Asked again and again: true ends the search with the best so far. */
	shouldStop?: () => boolean;
	/** Ends the search when so many tries in a row have found nothing better. */
	patience?: number;
}

/**
 * Places units where they cost least without breaking a rule that held before: greedily, fewest candidates first, then
 * by annealing. What no carer can take stays without one.
 */
export function solve(problem: Problem, drive: Drive): Solution {
	const schedule = new Schedule(problem);
	placeAll(schedule, unplaced(schedule));
	const search = new Search(schedule, drive);
	if (problem.units.length > 0) search.run();
	return search.best;
}

/** Units that nobody has, those with the fewest candidates first. */
function unplaced(schedule: Schedule): number[] {
	const { units, jobs } = schedule.problem;
	const choice = (unit: number) =>
		Math.min(...(units[unit]?.jobs ?? []).map((job) => jobs[job]?.candidates.length ?? 0));
	return units
		.flatMap((_unit, unit) => (schedule.isPlaced(unit) ? [] : [unit]))
		.sort((a, b) => choice(a) - choice(b) || a - b);
}

function placeAll(schedule: Schedule, units: readonly number[]): void {
	for (const unit of units) insertBest(schedule, unit);
}

/** Annealing: changes for the worse are taken too, ever more seldom. */
class Search {
	best: Solution;
	readonly #schedule: Schedule;
	readonly #drive: Drive;
	readonly #random: () => number;
	#cost: number;
	#tried = 0;
	#sinceBetter = 0;

	constructor(schedule: Schedule, drive: Drive) {
		this.#schedule = schedule;
		this.#drive = drive;
		this.#random = seededRandom(drive.seed);
		this.#cost = schedule.cost();
		this.best = this.#asSolution();
	}

	run(): void {
		const { budget, clock, shouldStop, patience = Infinity } = this.#drive;
		const { from, to } = this.#schedule.problem.heat;
		const began = clock.now();
		for (;;) {
			const spent = (clock.now() - began) / budget;
			if (spent >= 1 || this.#sinceBetter >= patience || shouldStop?.()) break;
			const heat = from * (to / from) ** spent;
			for (let tries = 0; tries < TRIES_PER_LOOK; tries += 1) this.#try(heat);
		}
		this.best = { ...this.best, tried: this.#tried };
	}

	#try(heat: number): void {
		this.#tried += 1;
		this.#sinceBetter += 1;
		const kind = this.#random();
		if (kind < REBUILDS) {
			this.#rebuild(heat);
			return;
		}
		this.#schedule.begin();
		const isChanged = kind < SWAPS ? this.#swap() : this.#relocate(this.#pick(this.#schedule.problem.units.length));
		if (!isChanged || !this.#schedule.settle()) {
			this.#schedule.rollback();
			return;
		}
		const cost = this.#schedule.cost();
		if (this.#accepts(cost, heat)) this.#take(cost);
		else this.#schedule.rollback();
	}

	#accepts(cost: number, heat: number): boolean {
		return cost <= this.#cost || this.#random() < Math.exp((this.#cost - cost) / heat);
	}

	#take(cost: number): void {
		this.#cost = cost;
		this.#schedule.begin();
		if (cost >= this.best.cost - 1e-9) return;
		this.best = this.#asSolution();
		this.#sinceBetter = 0;
	}

	/** Gives a unit to other carers, at another place or time. */
	#relocate(unit: number): boolean {
		const schedule = this.#schedule;
		const { units, jobs, order } = schedule.problem;
		const { jobs: parts = [], starts = [] } = units[unit] ?? {};
		const carers: number[] = [];
		const kept = parts.length > 1 && this.#random() < 0.5 ? this.#pick(parts.length) : -1;
		for (const [part, job] of parts.entries()) {
			const free = (jobs[job]?.candidates ?? []).filter((carer) => !carers.includes(carer));
			const own = schedule.carerOf[job] ?? -1;
			const carer = part === kept && free.includes(own) ? own : free[this.#pick(free.length)];
			if (carer === undefined) return false;
			carers.push(carer);
		}
		schedule.remove(unit);
		const asked = (this.#random() < ASKED_START ? starts[0] : starts[this.#pick(starts.length)]) ?? 0;
		const places = carers.map((carer) =>
			order === 'by-time'
				? schedule.placeAt(carer, asked)
				: this.#pick((schedule.routes[carer]?.length ?? 0) + 1)
		);
		schedule.insert(unit, carers, asked, places);
		return true;
	}

	/** Lets two units change places and carers. */
	#swap(): boolean {
		const schedule = this.#schedule;
		const { units, jobs, order } = schedule.problem;
		const [one, other] = [this.#pick(units.length), this.#pick(units.length)];
		if (one === other || !schedule.isPlaced(one) || !schedule.isPlaced(other)) return false;
		const [ours, theirs] = [units[one]?.jobs ?? [], units[other]?.jobs ?? []];
		const carersOf = (parts: readonly number[]) => parts.map((job) => schedule.carerOf[job] ?? -1);
		const [our, their] = [carersOf(ours), carersOf(theirs)];
		const [part, otherPart] = [this.#pick(ours.length), this.#pick(theirs.length)];
		const [a = -1, b = -1] = [our[part], their[otherPart]];
		our[part] = b;
		their[otherPart] = a;
		const fits = (parts: readonly number[], carers: readonly number[]) =>
			parts.every((job, at) => jobs[job]?.candidates.includes(carers[at] ?? -1)) &&
			new Set(carers).size === carers.length;
		if (!fits(ours, our) || !fits(theirs, their)) return false;
		const placesOf = (parts: readonly number[]) =>
			parts.map((job) => (schedule.routes[schedule.carerOf[job] ?? 0] ?? []).indexOf(job));
		const [ourPlaces, theirPlaces] = [placesOf(ours), placesOf(theirs)];
		schedule.remove(one);
		schedule.remove(other);
		this.#put(one, our, order === 'free' ? swapped(ourPlaces, part, theirPlaces[otherPart]) : null);
		this.#put(other, their, order === 'free' ? swapped(theirPlaces, otherPart, ourPlaces[part]) : null);
		return true;
	}

	#put(unit: number, carers: readonly number[], places: readonly number[] | null): void {
		const asked = this.#schedule.asked[unit] ?? 0;
		const at = carers.map((carer, part) => {
			const length = this.#schedule.routes[carer]?.length ?? 0;
			return places ? Math.min(places[part] ?? 0, length) : this.#schedule.placeAt(carer, asked);
		});
		this.#schedule.insert(unit, carers, asked, at);
	}

	/** Takes a few units out that are near each other in time, and places them anew where they cost least. */
	#rebuild(heat: number): void {
		const schedule = this.#schedule;
		const { units } = schedule.problem;
		const routes = schedule.routes.map((route) => [...route]);
		const middle = schedule.asked[this.#pick(units.length)] ?? 0;
		const asked = Float64Array.from(schedule.asked);
		const near = units
			.map((_unit, unit) => ({ unit, far: Math.abs((asked[unit] ?? 0) - middle) * (0.5 + this.#random()) }))
			.sort((a, b) => a.far - b.far)
			.slice(0, 2 + this.#pick(MOST_REBUILT - 1))
			.map(({ unit }) => unit);
		schedule.begin();
		for (const unit of near) schedule.remove(unit);
		const isKept = schedule.settle();
		schedule.begin();
		const waiting = unplaced(schedule);
		if (isKept) placeAll(schedule, this.#random() < 0.5 ? waiting : this.#shuffled(waiting));
		const cost = schedule.cost();
		if (isKept && this.#accepts(cost, heat)) this.#take(cost);
		else schedule.restore(routes, asked);
	}

	#shuffled(units: readonly number[]): number[] {
		return units
			.map((unit) => ({ unit, at: this.#random() }))
			.sort((a, b) => a.at - b.at)
			.map(({ unit }) => unit);
	}

	#pick(count: number): number {
		return Math.floor(this.#random() * count);
	}

	#asSolution(): Solution {
		const routes = this.#schedule.routes.map((route) => [...route]);
		return { placements: this.#schedule.placements(), routes, cost: this.#cost, tried: this.#tried };
	}
}

function swapped(places: readonly number[], part: number, place = 0): number[] {
	return places.map((own, at) => (at === part ? place : own));
}
