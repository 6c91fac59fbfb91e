import type { Placement, Problem, SolverLink } from './problem.ts';
import { NO_FIGURES, type RouteFigures, routeFigures, wayBetween } from './route-figures.ts';
import { unitCosts } from './unit-costs.ts';

const CLOSE = 1e-9; // minutes
const MOST_PASSES = 40; // over starts that wait for each other; more means that they wait in a circle

/** A route as it was before a change. */
interface SavedRoute {
	route: number[];
	starts: readonly number[];
	figures: RouteFigures;
}

/**
 * Everybody's routes while a solver changes them. Changes are made between begin() and settle(), which works out starts
 * and costs of the routes that the change reaches, and says whether the rules are kept; rollback() takes them back.
 */
export class Schedule {
	readonly problem: Problem;
	readonly routes: number[][];
	/** When each job starts; meaningless for a job that nobody has. */
	readonly start: Float64Array;
	readonly carerOf: Int32Array;
	/** The start that each unit asks for. */
	readonly asked: Float64Array;
	readonly #figures: RouteFigures[];
	readonly #allowed: readonly number[];
	readonly #allowedLinks: number;
	readonly #lower: Float64Array;
	readonly #linksOf: readonly (readonly SolverLink[])[];
	readonly #unitCost: (carerOf: Int32Array, start: Float64Array) => number;
	readonly #saved = new Map<number, SavedRoute>();
	#moved: { unit: number; asked: number; carers: readonly number[] }[] = [];

	/** Begins with the problem's own routes. */
	constructor(problem: Problem) {
		const { jobs, units, links, routes } = problem;
		this.problem = problem;
		this.routes = routes.map((route) => [...route]);
		this.start = Float64Array.from(jobs, ({ wanted }) => wanted);
		this.carerOf = new Int32Array(jobs.length).fill(-1);
		this.asked = Float64Array.from(units, ({ starts }) => starts[0] ?? 0);
		this.#lower = new Float64Array(jobs.length);
		this.#linksOf = jobs.map((_job, job) => links.filter(({ first, second }) => first === job || second === job));
		this.#unitCost = unitCosts(problem);
		this.routes.forEach((route, carer) => {
			for (const job of route) this.carerOf[job] = carer;
		});
		const all = this.routes.map((_route, carer) => carer);
		this.#settleStarts(all);
		this.#figures = all.map((carer) => this.#figuresOf(carer));
		// What is broken already stops no other change, and may not become worse.
		this.#allowed = this.#figures.map(({ breach }) => breach);
		this.#allowedLinks = this.#linkBreach();
	}

	/** True when somebody has a unit's jobs. */
	isPlaced(unit: number): boolean {
		const [job = -1] = this.jobsOf(unit);
		return this.#isTaken(job);
	}

	/** The cost of everything as it stands. */
	cost(): number {
		const { weights } = this.problem;
		const { travel, late, latest } = this.totals();
		const units = this.#unitCost(this.carerOf, this.start);
		return units + travel * weights.travel + late * weights.late + latest * weights.latest;
	}

	/** Minutes on the way, minutes late, and the worst lateness. */
	totals(): { travel: number; late: number; latest: number } {
		const sum = { travel: 0, late: 0, latest: 0 };
		for (const figures of this.#figures) {
			sum.travel += figures.travel;
			sum.late += figures.late;
			if (figures.latest > sum.latest) sum.latest = figures.latest;
		}
		return sum;
	}

	/** The jobs of a unit. */
	jobsOf(unit: number): readonly number[] {
		return this.problem.units[unit]?.jobs ?? [];
	}

	/** Who could do a job. */
	candidatesOf(job: number): readonly number[] {
		return this.problem.jobs[job]?.candidates ?? [];
	}

	/** How many jobs a carer has. */
	lengthOf(carer: number): number {
		return this.routes[carer]?.length ?? 0;
	}

	/** Begins a change: what was done before stays. */
	begin(): void {
		this.#saved.clear();
		this.#moved = [];
	}

	/** Takes a unit from those who have it. */
	remove(unit: number): void {
		if (!this.isPlaced(unit)) return;
		this.#note(unit);
		for (const job of this.jobsOf(unit)) {
			const carer = this.carerOf[job] ?? -1;
			const route = this.#save(carer);
			route.splice(route.indexOf(job), 1);
			this.carerOf[job] = -1;
		}
	}

	/** Gives a unit that nobody has to carers, one for each of its jobs, at these places of their routes. */
	insert(unit: number, carers: readonly number[], asked: number, places: readonly number[]): void {
		this.#note(unit);
		this.asked[unit] = asked;
		this.jobsOf(unit).forEach((job, part) => {
			const carer = carers[part] ?? 0;
			this.#save(carer).splice(places[part] ?? 0, 0, job);
			this.carerOf[job] = carer;
		});
	}

	/** The place in a carer's route of a job that starts then. */
	placeAt(carer: number, start: number): number {
		const route = this.routes[carer] ?? [];
		let place = 0;
		while (place < route.length && (this.start[route[place] ?? 0] ?? 0) < start) place += 1;
		return place;
	}

	/** True when a carer's own route keeps the rules with one more job in it; others' are not looked at. */
	hasRoom(carer: number, job: number, start: number): boolean {
		const route = this.routes[carer];
		if (!route) return false;
		const before = this.start[job] ?? 0;
		const place = this.placeAt(carer, start);
		route.splice(place, 0, job);
		this.start[job] = start;
		const { breach } = this.#figuresOf(carer);
		route.splice(place, 1);
		this.start[job] = before;
		return breach <= (this.#allowed[carer] ?? 0) + CLOSE;
	}

	/** Works out what the change has led to. False when a rule is broken: the change has to be rolled back. */
	settle(): boolean {
		const reached = this.#reached();
		if (!this.#settleStarts(reached)) return false;
		for (const carer of reached) {
			const figures = this.#figuresOf(carer);
			this.#figures[carer] = figures;
			if (figures.breach > (this.#allowed[carer] ?? 0) + CLOSE) return false;
		}
		return this.#linkBreach() <= this.#allowedLinks + CLOSE;
	}

	/** Takes back everything since begin(). */
	rollback(): void {
		for (const { unit, asked, carers } of this.#moved.reverse()) {
			this.asked[unit] = asked;
			this.jobsOf(unit).forEach((job, part) => (this.carerOf[job] = carers[part] ?? -1));
		}
		for (const [carer, { route, starts, figures }] of this.#saved) {
			this.routes[carer] = route;
			route.forEach((job, index) => (this.start[job] = starts[index] ?? 0));
			this.#figures[carer] = figures;
		}
		this.begin();
	}

	/** Goes back to routes that kept the rules, and to what units asked for then. */
	restore(routes: readonly number[][], asked: Float64Array): void {
		this.asked.set(asked);
		this.carerOf.fill(-1);
		routes.forEach((route, carer) => {
			this.#save(carer);
			this.routes[carer] = [...route];
			for (const job of route) this.carerOf[job] = carer;
		});
		this.settle();
		this.begin();
	}

	/** Where each unit stands. */
	placements(): (Placement | null)[] {
		return this.problem.units.map(({ jobs }, unit) =>
			this.isPlaced(unit)
				? { carers: jobs.map((job) => this.carerOf[job] ?? -1), starts: jobs.map((job) => this.start[job] ?? 0) }
				: null
		);
	}

	#note(unit: number): void {
		const carers = this.jobsOf(unit).map((job) => this.carerOf[job] ?? -1);
		this.#moved.push({ unit, asked: this.asked[unit] ?? 0, carers });
	}

	/** Keeps a route as it was, and gives the one that may be changed. */
	#save(carer: number): number[] {
		const route = this.routes[carer] ?? [];
		if (this.#saved.has(carer)) return route;
		const copy = [...route];
		const figures = this.#figures[carer] ?? NO_FIGURES;
		this.#saved.set(carer, { route, starts: route.map((job) => this.start[job] ?? 0), figures });
		this.routes[carer] = copy;
		return copy;
	}

	/** The routes whose starts may be others now: those changed, and those with jobs that wait for theirs. */
	#reached(): number[] {
		const reached = [...this.#saved.keys()];
		if (this.problem.links.length === 0) return reached;
		for (const carer of reached) {
			for (const job of this.routes[carer] ?? []) this.#reachLinked(job, reached);
		}
		return reached;
	}

	#reachLinked(job: number, reached: number[]): void {
		for (const { first, second } of this.#linksOf[job] ?? []) {
			this.#reach(this.carerOf[first === job ? second : first] ?? -1, reached);
		}
	}

	#reach(carer: number, reached: number[]): void {
		if (carer < 0 || reached.includes(carer)) return;
		this.#save(carer);
		reached.push(carer);
	}

	/** Starts as early as everything permits. False when jobs wait for each other in a circle. */
	#settleStarts(carers: readonly number[]): boolean {
		for (const carer of carers) for (const job of this.routes[carer] ?? []) this.#lower[job] = 0;
		for (let pass = 0; pass < MOST_PASSES; pass += 1) {
			for (const carer of carers) this.#startRoute(carer);
			if (!this.#pushLinked(carers)) return true;
		}
		return false;
	}

	#startRoute(carer: number): void {
		const { carers, jobs, order } = this.problem;
		let place = carers[carer]?.start ?? null;
		let end = 0;
		for (const index of this.routes[carer] ?? []) {
			const job = jobs[index];
			if (!job) continue;
			const asked = this.#askedOf(index);
			// By time a start is what was asked for, and coming too late for it breaks a rule.
			const start = order === 'by-time' ? asked : Math.max(asked, end + wayBetween(this.problem, place, job.place));
			this.start[index] = start;
			end = start + job.length;
			place = job.place;
		}
	}

	/** When a job would start if nothing came before it. */
	#askedOf(index: number): number {
		const job = this.problem.jobs[index];
		if (!job || job.unit === null) return job?.wanted ?? 0;
		return Math.max(this.asked[job.unit] ?? 0, this.#lower[index] ?? 0);
	}

	#startOf(index: number): number {
		return this.start[index] ?? 0;
	}

	#isTaken(index: number): boolean {
		return (this.carerOf[index] ?? -1) >= 0;
	}

	/** Jobs that are linked push each other. True when one of them has to start later than it does. */
	#pushLinked(carers: readonly number[]): boolean {
		if (this.problem.links.length === 0) return false;
		let isLater = false;
		for (const carer of carers) {
			for (const job of this.routes[carer] ?? []) isLater = this.#pushLinksOf(job) || isLater;
		}
		return isLater;
	}

	#pushLinksOf(job: number): boolean {
		let isLater = false;
		for (const link of this.#linksOf[job] ?? []) isLater = this.#pushByLink(link) || isLater;
		return isLater;
	}

	#pushByLink({ first, second, least, most }: SolverLink): boolean {
		if (!this.#isTaken(first) || !this.#isTaken(second)) return false;
		const isPushed = this.#push(second, this.#startOf(first) + least);
		return this.#push(first, this.#startOf(second) - most) || isPushed;
	}

	#push(job: number, least: number): boolean {
		if (this.problem.jobs[job]?.unit === null || least <= this.#startOf(job) + CLOSE) return false;
		this.#lower[job] = Math.max(this.#lower[job] ?? 0, least);
		return true;
	}

	#figuresOf(carer: number): RouteFigures {
		return routeFigures(this.problem, carer, this.routes[carer] ?? [], this.start);
	}

	/** Minutes by which linked jobs are closer or farther apart than they may be. */
	#linkBreach(): number {
		let minutes = 0;
		for (const { first, second, least, most } of this.problem.links) {
			if (!this.#isTaken(first) || !this.#isTaken(second)) continue;
			const between = this.#startOf(second) - this.#startOf(first);
			minutes += Math.max(0, least - between) + Math.max(0, between - most);
		}
		return minutes;
	}
}
