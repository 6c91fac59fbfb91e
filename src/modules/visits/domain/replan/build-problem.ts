import { dayAfter } from '#swedish/dates';
import { visitsByCarer } from '../plan/carer-days.ts';
import { atTeam, hasShifts, shiftsOf } from '../team/facts.ts';
import { awayOf } from '../plan/findings-of-shifts.ts';
import { lackOf } from '../plan/findings-of-visits.ts';
import { type PlanVisit, SLOTS, type Slot, endOf, takesPlace } from '../plan/model.ts';
import { restRulesAt } from '../week/rest-rules-data.ts';
import { metCarers, recipientsWhoCount } from './met.ts';
import { type FreePlace, type ReplanDay, freePlaces } from './replan-day.ts';
import type { Problem, SolverCarer, SolverJob, SolverLink, SolverUnit, SolverWeights, Span } from './solver/index.ts';

const DAY = 1440; // minutes
const MINUTE = 60 * 1000; // milliseconds
const STEP = 5; // minutes between starts that are tried
const SHIFTED = 30; // minutes that a visit without a window may be moved
const FAR = 10 * DAY; // minutes
/** Which agreement's rest rules hold. */
export const AGREEMENT = 'AB';

/** In falling weight: nobody comes, a new face, another time, another carer, the way. */
export const REPLAN_WEIGHTS: SolverWeights = {
	unassigned: 10_000_000,
	newFace: 10_000,
	moved: 500,
	movedMinute: 20,
	changed: 300,
	travel: 3,
	late: 0,
	latest: 0
};

/** A day in numbers, and what the numbers stand for. */
export interface ReplanProblem {
	problem: Problem;
	carers: readonly string[];
	free: readonly FreePlace[];
}

/** What a visit's carer must be able to do: what the visit says and what the recipient always needs. */
export function needsOf(visit: PlanVisit, { team }: Pick<ReplanDay, 'team'>): string[] {
	return [...new Set([...visit.needs, ...(team.recipients.get(visit.recipient)?.needs ?? [])])];
}

/** Makes of a day the problem that a solver is given. */
export function buildProblem(day: ReplanDay, wide: boolean): ReplanProblem {
	const { plan, team } = day;
	const free = freePlaces(day, wide);
	const rows = visitsByCarer(plan);
	const atWork = atTeam(team.carers.values(), plan.day).map(({ id }) => id);
	const carers = [...new Set([...atWork, ...[...rows.keys()].sort()])];
	const indexOf = new Map(carers.map((carer, index) => [carer, index]));
	const { placeOf, travel } = placesOf(day);
	const { jobs, units, routes, jobOf } = jobsOf(day, free, { carers, atWork, indexOf, placeOf });
	const recipients = [...new Set(free.flatMap(({ visit }) => recipientsWhoCount(visit)))];
	const met = metCarers(day, free);
	return {
		carers,
		free,
		problem: {
			travel,
			jobs,
			routes,
			links: linksOf(day, jobs, jobOf),
			weights: REPLAN_WEIGHTS,
			carers: carers.map((carer) => solverCarer(carer, day)),
			units: units.map((unit, index) => ({
				...unit,
				recipients: recipientsWhoCount(free[index]?.visit as PlanVisit).map((who) => recipients.indexOf(who))
			})),
			known: recipients.map((who) => met(who).flatMap((carer) => indexOf.get(carer) ?? [])),
			order: 'by-time',
			heat: { from: 3000, to: 2 }
		}
	};
}

interface People {
	carers: readonly string[];
	atWork: readonly string[];
	indexOf: ReadonlyMap<string, number>;
	placeOf: (visit: PlanVisit) => number;
}

interface Jobs {
	jobs: SolverJob[];
	units: Omit<SolverUnit, 'recipients'>[];
	routes: number[][];
	/** By visit. */
	jobOf: Map<string, number[]>;
}

/** A job for each carer's place at each visit, and the routes as they are, without those who are away. */
function jobsOf(day: ReplanDay, free: readonly FreePlace[], people: People): Jobs {
	const found: Jobs = { jobs: [], units: [], routes: people.carers.map(() => []), jobOf: new Map() };
	const freeOf = new Map(free.map((place, unit) => [place.visit.id, { place, unit }]));
	for (const visit of day.plan.visits.filter(takesPlace)) {
		const own = freeOf.get(visit.id) ?? null;
		const jobs = SLOTS.flatMap((slot) => addJob(found, visit, slot, { own, day, people }));
		found.jobOf.set(visit.id, jobs);
	}
	found.units = free.map(({ visit, slots }, unit) => ({
		jobs: (found.jobOf.get(visit.id) ?? []).filter((job) => found.jobs[job]?.unit === unit),
		starts: startsOf(visit, slots, day)
	}));
	return found;
}

/** Adds the job of one place, unless nobody has it and nobody needs it; gives its index. */
function addJob(
	found: Jobs,
	visit: PlanVisit,
	slot: Slot,
	{ own, day, people }: { own: Own | null; day: ReplanDay; people: People }
): number[] {
	const free = own?.place.slots.includes(slot) ? own : null;
	const now = visit[slot].value;
	const carer = now === null ? undefined : people.indexOf.get(now);
	if (!free && carer === undefined) return [];
	const index = found.jobs.push(jobOf(visit, day, free, { slot, people })) - 1;
	// A visit in need is in nobody's route; what is moved only to make room is where it is.
	if (carer !== undefined && !free?.place.isInNeed) found.routes[carer]?.push(index);
	return [index];
}

interface Own {
	place: FreePlace;
	unit: number;
}

function jobOf(
	visit: PlanVisit,
	day: ReplanDay,
	own: Own | null,
	{ slot, people }: { slot: Slot; people: People }
): SolverJob {
	const { carers, atWork, indexOf, placeOf } = people;
	const now = visit[slot].value;
	const otherSlot = slot === 'a' ? 'b' : 'a';
	const kept = own?.place.slots.includes(otherSlot) ? null : visit[otherSlot].value;
	const can = (carer: string) => carer !== kept && atWork.includes(carer) && canDo(carer, visit, day);
	return {
		unit: own?.unit ?? null,
		place: placeOf(visit),
		length: visit.length.value,
		wanted: visit.start.value,
		latest: own ? Math.max(...startsOf(visit, own.place.slots, day)) : Infinity,
		due: Infinity,
		original: own?.place.isInNeed === false && now !== null ? (indexOf.get(now) ?? null) : null,
		candidates: own ? carers.flatMap((carer, index) => (can(carer) ? [index] : [])) : []
	};
}

function canDo(carer: string, visit: PlanVisit, day: ReplanDay): boolean {
	const who = day.team.carers.get(carer);
	return who !== undefined && needsOf(visit, day).every((need) => lackOf(who, need, day.plan.day) === null);
}

/** Starts to try: the wanted one first, then within the window, or a little around it where there is none. */
function startsOf(visit: PlanVisit, slots: readonly Slot[], { now }: ReplanDay): number[] {
	const wanted = visit.start.value;
	const isHalf = SLOTS.some((slot) => visit[slot].value !== null && !slots.includes(slot));
	const { from, to } = visit.window
		? { from: visit.window.from, to: visit.window.to - visit.length.value }
		: { from: wanted - SHIFTED, to: wanted + SHIFTED };
	const earliest = Math.max(0, now ?? 0);
	const starts = isHalf || to < from ? [] : aroundStart(wanted, Math.max(from, earliest), to);
	const first = wanted >= earliest ? [wanted] : [];
	const all = [...first, ...starts.filter((start) => start !== wanted)];
	return all.length > 0 ? all : [wanted];
}

/** Every five minutes between two minutes, nearest to the wanted one first. */
function aroundStart(wanted: number, from: number, to: number): number[] {
	const first = wanted + Math.ceil((from - wanted) / STEP) * STEP;
	const starts: number[] = [];
	for (let start = first; start <= to; start += STEP) starts.push(start);
	return starts.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
}

function linksOf({ plan }: ReplanDay, jobs: readonly SolverJob[], jobOf: ReadonlyMap<string, number[]>): SolverLink[] {
	return plan.visits.filter(takesPlace).flatMap((visit) => {
		const own = jobOf.get(visit.id) ?? [];
		const [first, second] = own;
		const together = first !== undefined && second !== undefined ? [{ first, second, least: 0, most: 0 }] : [];
		const [after] = jobOf.get(visit.sequence?.after ?? '') ?? [];
		const inTurn =
			visit.sequence && after !== undefined && first !== undefined
				? [{ first: after, second: first, least: visit.sequence.least, most: visit.sequence.most }]
				: [];
		return [...together, ...inTurn].filter(
			(link) => jobs[link.first]?.unit !== null || jobs[link.second]?.unit !== null
		);
	});
}

function solverCarer(carer: string, day: ReplanDay): SolverCarer {
	const { plan, team, before } = day;
	const shifts = shiftsOf(team, carer, plan.day);
	const away = awayOf(carer, plan, team);
	const nights = (before?.visits ?? [])
		.filter((visit) => takesPlace(visit) && SLOTS.some((slot) => visit[slot].value === carer) && endOf(visit) > DAY)
		.map((visit) => ({ from: visit.start.value - DAY, to: endOf(visit) - DAY }));
	const rules = restRulesAt(AGREEMENT, plan.day);
	const hours = hasShifts(team, plan.day) ? shifts.map(({ from, to }) => ({ from, to })) : null;
	return {
		start: null,
		end: null,
		hours,
		blocked: [...(away ? [away.away] : []), ...nights, ...(hours ? [] : restSpans(carer, day))],
		lunches: shifts.flatMap(({ lunch }) => lunch ?? []),
		work: rules && {
			longest: rules.longestWithoutBreak / MINUTE,
			shortestBreak: rules.shortestBreak / MINUTE,
			longestSpan: rules.longestSpan / MINUTE
		}
	};
}

/** Where no shifts say when somebody works, rest after the day before and before the day after has to be kept. */
function restSpans(carer: string, { plan, around }: ReplanDay): Span[] {
	const rest = (restRulesAt(AGREEMENT, plan.day)?.dailyRest ?? 0) / MINUTE;
	const ofDay = (offset: number) => {
		const other = around.find(({ day }) => day === dayAfter(plan.day, offset));
		return (other && visitsByCarer(other).get(carer)) ?? [];
	};
	const ended = Math.max(-FAR, ...ofDay(-1).map((visit) => endOf(visit) - DAY + rest));
	const begins = Math.min(FAR, ...ofDay(1).map((visit) => visit.start.value + DAY - rest));
	return [
		{ from: -FAR, to: ended },
		{ from: begins, to: FAR }
	].filter(({ from, to }) => from < to);
}

/** The places of a day's visits, and the minutes between them. */
function placesOf({ plan, travel }: ReplanDay): { placeOf: (visit: PlanVisit) => number; travel: number[][] } {
	const keyOf = ({ recipient, address }: PlanVisit) => `${recipient}\n${address ?? ''}`;
	const first = new Map<string, PlanVisit>();
	for (const visit of plan.visits) if (!first.has(keyOf(visit))) first.set(keyOf(visit), visit);
	const indexes = new Map([...first.keys()].map((key, index) => [key, index]));
	const visits = [...first.values()];
	return {
		placeOf: (visit) => indexes.get(keyOf(visit)) ?? 0,
		travel: visits.map((from) => visits.map((to) => travel(from, to)))
	};
}
