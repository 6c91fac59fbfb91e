import type {
	Problem,
	Solution,
	SolverJob,
	SolverLink,
	SolverUnit
} from '#modules/visits/domain/replan/solver/index.ts';

/** An instance of the home health care routing and scheduling problem of Mankowska et al. (2014), as it is read here. */
export interface HomeHealth {
	patients: readonly {
		id: string;
		time_window: readonly [number, number];
		required_caregivers: readonly { service: string; duration: number }[];
		synchronization?: { type: string; distance?: readonly [number, number] };
	}[];
	caregivers: readonly { id: string; abilities: readonly string[] }[];
	/** By place: the office first, then the patients in their order. */
	distances: readonly (readonly number[])[];
}

const NEVER_LEFT = 1e6;

/** The same problem for the solver: (distance + total tardiness + worst tardiness) / 3 is its cost. */
export function problemOf({ patients, caregivers, distances }: HomeHealth): Problem {
	const jobs: SolverJob[] = [];
	const units: SolverUnit[] = [];
	const links: SolverLink[] = [];
	patients.forEach(({ time_window: [from, to], required_caregivers: services, synchronization }, unit) => {
		const own = services.map(({ service, duration }) => {
			const candidates = caregivers.flatMap(({ abilities }, carer) => (abilities.includes(service) ? [carer] : []));
			const when = { wanted: from, latest: Infinity, due: to };
			return jobs.push({ unit, place: unit + 1, length: duration, ...when, original: null, candidates }) - 1;
		});
		units.push({ jobs: own, starts: [from], recipients: [] });
		const [first, second] = own;
		if (first === undefined || second === undefined) return;
		const [least, most] = synchronization?.type === 'sequential' ? (synchronization.distance ?? [0, 0]) : [0, 0];
		links.push({ first, second, least, most });
	});
	return {
		travel: distances,
		carers: caregivers.map(() => ({ start: 0, end: 0, hours: null, blocked: [], lunches: [], work: null })),
		jobs,
		units,
		links,
		routes: caregivers.map(() => []),
		known: [],
		weights: {
			unassigned: NEVER_LEFT,
			newFace: 0,
			moved: 0,
			movedMinute: 0,
			changed: 0,
			travel: 1 / 3,
			late: 1 / 3,
			latest: 1 / 3
		},
		order: 'free',
		heat: { from: 20, to: 0.05 }
	};
}

/** What a solution costs by the definition, worked out from starts and routes alone; throws when it breaks a rule. */
export function costOf(instance: HomeHealth, problem: Problem, { placements, routes }: Solution): number {
	const start = new Map<number, number>();
	placements.forEach((placement, unit) => {
		if (!placement) throw new Error(`Nobody goes to patient ${unit}`);
		problem.units[unit]?.jobs.forEach((job, part) => start.set(job, placement.starts[part] ?? 0));
	});
	const { distance, seen } = routeLengths(instance, problem, routes, start);
	if (seen.size !== problem.jobs.length) throw new Error('Something is done by nobody');
	const late: number[] = [];
	instance.patients.forEach(({ time_window: [from, to] }, unit) => {
		const starts = (problem.units[unit]?.jobs ?? []).map((job) => start.get(job) ?? 0);
		if (starts.some((at) => at < from - 1e-6)) throw new Error('Too early');
		late.push(...starts.map((at) => Math.max(0, at - to)));
	});
	for (const { first, second, least, most } of problem.links) {
		const between = (start.get(second) ?? 0) - (start.get(first) ?? 0);
		if (between < least - 1e-6 || between > most + 1e-6) throw new Error('Not together, or not one after the other');
	}
	return (distance + late.reduce((sum, each) => sum + each, 0) + Math.max(...late)) / 3;
}

function routeLengths(
	{ distances, patients, caregivers }: HomeHealth,
	{ units, jobs }: Problem,
	routes: Solution['routes'],
	start: ReadonlyMap<number, number>
): { distance: number; seen: ReadonlySet<number> } {
	let distance = 0;
	const seen = new Set<number>();
	const startOf = (job: number) => start.get(job) ?? 0;
	const way = (from: number, to: number) => distances[from]?.[to] ?? 0;
	const serviceOf = (job: number, unit: number) =>
		patients[unit]?.required_caregivers[units[unit]?.jobs.indexOf(job) ?? 0] ?? { service: '', duration: 0 };
	for (const [carer, route] of routes.entries()) {
		let [at, place] = [0, 0];
		for (const job of route) {
			const unit = jobs[job]?.unit ?? 0;
			const { service, duration } = serviceOf(job, unit);
			if (!caregivers[carer]?.abilities.includes(service)) throw new Error('Cannot do that');
			if (startOf(job) < at + way(place, unit + 1) - 1e-6) throw new Error('Not there in time');
			distance += way(place, unit + 1);
			at = startOf(job) + duration;
			place = unit + 1;
			seen.add(job);
		}
		distance += way(place, 0);
	}
	return { distance, seen };
}
