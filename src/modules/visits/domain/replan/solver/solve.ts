import { insertBest } from './insertion.ts';
import { type Pick, relocate, swap } from './moves.ts';
import type { Problem, Solution } from './problem.ts';
import { seededRandom } from './random.ts';
import { Schedule } from './schedule.ts';

const TRIES_PER_LOOK = 64; // at the clock
const SWAPS = 0.2;
/** How often units are rebuilt: dear where any order is tried, but it finds what single moves do not. */
const REBUILDS = { free: 0.0005, 'by-time': 0.004 };
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
	/** How many times it warms up again within its budget; once when not said. */
	rounds?: number;
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
	readonly #pick: Pick;
	#cost: number;
	#tried = 0;
	#sinceBetter = 0;

	constructor(schedule: Schedule, drive: Drive) {
		this.#schedule = schedule;
		this.#drive = drive;
		this.#random = seededRandom(drive.seed);
		this.#pick = (count) => Math.floor(this.#random() * count);
		this.#cost = schedule.cost();
		this.best = this.#asSolution();
	}

	run(): void {
		const { budget, clock, shouldStop, patience = Infinity, rounds = 1 } = this.#drive;
		const { from, to } = this.#schedule.problem.heat;
		const began = clock.now();
		for (;;) {
			const spent = (clock.now() - began) / budget;
			if (spent >= 1 || this.#sinceBetter >= patience || shouldStop?.()) break;
			const heat = from * (to / from) ** ((spent * rounds) % 1);
			for (let tries = 0; tries < TRIES_PER_LOOK; tries += 1) this.#try(heat);
		}
		this.best = { ...this.best, tried: this.#tried };
	}

	#try(heat: number): void {
		this.#tried += 1;
		this.#sinceBetter += 1;
		const kind = this.#random();
		if (kind < REBUILDS[this.#schedule.problem.order]) {
			this.#rebuild(heat);
			return;
		}
		this.#schedule.begin();
		const move = kind < SWAPS ? swap : relocate;
		const isChanged = move(this.#schedule, this.#pick);
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

	#asSolution(): Solution {
		const routes = this.#schedule.routes.map((route) => [...route]);
		return { placements: this.#schedule.placements(), routes, cost: this.#cost, tried: this.#tried };
	}
}
