import { type Stretch, contestedCarers, freeStretches, visitsByCarer } from './carer-days.ts';
import { type Shift, type TeamFacts, carersByName, shiftsOf } from '../team/facts.ts';
import { awayOf } from './findings-of-shifts.ts';
import { needsTwo } from './findings-of-visits.ts';
import { type PlanDay, type PlanVisit, SLOTS, type TimeWindow, carersOf, endOf, takesPlace } from './model.ts';
import { flaggedByDay } from '../week/moved-conflicts.ts';
import { compare } from './schemas.ts';
import type { Travel } from './travel.ts';

/** A line of a carer's list for the day. */
export interface ClientLine {
	visit: PlanVisit;
	/** True when another person gave the visit to somebody else: it stands in both lists until one decides. */
	contested: boolean;
	/** The other carer of a double visit. */
	together: string | null;
	/** Where to go; empty when the facts do not say. */
	address: string;
	/** True when a key or a code is needed. */
	key: boolean;
	/** Minutes on the way from the visit before, and what is left over; null for the first one. */
	travel: number | null;
	slack: number | null;
}

/** A carer's visits of a day in time order, with tasks, keys and the way between them. Cancelled ones are left out. */
export function clientList(plan: PlanDay, team: TeamFacts, carer: string, travel: Travel): ClientLine[] {
	const visits = plan.visits.filter(
		(visit) => takesPlace(visit) && (carersOf(visit).includes(carer) || contestedCarers(visit).includes(carer))
	);
	return visits.map((visit, index) => {
		const recipient = team.recipients.get(visit.recipient);
		const legs = legBetween(visits[index - 1], visit, travel);
		return {
			visit,
			contested: contestedCarers(visit).includes(carer) || isContested(visit, carer),
			together: carersOf(visit).find((other) => other !== carer) ?? null,
			address: visit.address ?? recipient?.address ?? '',
			key: visit.key || (recipient?.keyInformation ?? false),
			...legs
		};
	});
}

function legBetween(
	from: PlanVisit | undefined,
	to: PlanVisit,
	travel: Travel
): { travel: number | null; slack: number | null } {
	if (!from) return { travel: null, slack: null };
	const minutes = travel(from, to);
	return { travel: minutes, slack: to.start.value - endOf(from) - minutes };
}

function isContested(visit: PlanVisit, carer: string): boolean {
	return SLOTS.some((slot) => visit[slot].value === carer && visit[slot].losers.length > 0);
}

/** A carer's row of the overview. */
export interface OverviewRow {
	carer: string;
	name: string;
	shifts: readonly Shift[];
	/** When the carer is away; null when here. */
	away: TimeWindow | null;
	visits: readonly PlanVisit[];
	/** Visits that another person gave this carer, while somebody gave them to another one. */
	contested: readonly PlanVisit[];
	/** Free stretches of the shifts. */
	free: readonly Stretch[];
	visitMinutes: number;
	travelMinutes: number;
	/** Visits and travel as a part of the shifts; null without a shift. */
	load: number | null;
}

/** The rows of the overview by name: everybody who works on the day or has a visit, known or not. */
export function overviewRows(plan: PlanDay, team: TeamFacts, travel: Travel): OverviewRow[] {
	const rows = visitsByCarer(plan);
	const contested = contestedByCarer(plan);
	const known = carersByName(team).map(({ id }) => id);
	const atWork = known.filter((id) => rows.has(id) || contested.has(id) || shiftsOf(team, id, plan.day).length > 0);
	const unknown = [...rows.keys(), ...contested.keys()].filter((id) => !team.carers.has(id)).sort(compare);
	return [...atWork, ...new Set(unknown)].map((carer) =>
		overviewRow(carer, rows.get(carer) ?? [], contested.get(carer) ?? [], { plan, team, travel })
	);
}

function overviewRow(
	carer: string,
	visits: readonly PlanVisit[],
	contested: readonly PlanVisit[],
	{ plan, team, travel }: { plan: PlanDay; team: TeamFacts; travel: Travel }
): OverviewRow {
	const shifts = shiftsOf(team, carer, plan.day);
	const visitMinutes = sum(visits.map(({ length }) => length.value));
	const travelMinutes = travelOf(visits, travel);
	const working = sum(shifts.map(({ from, to, lunch }) => to - from - (lunch?.length ?? 0)));
	return {
		carer,
		name: team.carers.get(carer)?.name ?? '',
		shifts,
		away: awayOf(carer, plan, team)?.away ?? null,
		visits,
		contested,
		free: shifts.flatMap(({ from, to }) => freeStretches(visits, from, to)),
		visitMinutes,
		travelMinutes,
		load: working > 0 ? (visitMinutes + travelMinutes) / working : null
	};
}

/** The rows of a later reading, with those that nothing happened to as the same objects: a page draws the others. */
export function steadyRows(before: readonly OverviewRow[], now: readonly OverviewRow[]): OverviewRow[] {
	const known = new Map(before.map((row) => [row.carer, row]));
	return now.map((row) => {
		const old = known.get(row.carer);
		return old && isSameRow(old, row) ? old : row;
	});
}

function isSameRow(a: OverviewRow, b: OverviewRow): boolean {
	return (
		a.name === b.name &&
		a.travelMinutes === b.travelMinutes &&
		a.away?.from === b.away?.from &&
		a.away?.to === b.away?.to &&
		isSameList(a.visits, b.visits) &&
		isSameList(a.contested, b.contested) &&
		shiftsInWords(a) === shiftsInWords(b)
	);
}

const shiftsInWords = ({ shifts }: OverviewRow) => shifts.map(({ from, to }) => `${from}-${to}`).join();

function isSameList(a: readonly PlanVisit[], b: readonly PlanVisit[]): boolean {
	return a.length === b.length && a.every((visit, at) => visit === b[at]);
}

/** Minutes on the way between a carer's visits, which are in time order. */
export function travelOf(visits: readonly PlanVisit[], travel: Travel): number {
	return sum(visits.slice(1).map((to, index) => travel(visits[index] ?? to, to)));
}

/** Visits that lack a carer, or the second one of two: shown on top of the overview. */
export function unassignedVisits(plan: PlanDay, team: TeamFacts): PlanVisit[] {
	return plan.visits.filter((visit) => {
		if (!takesPlace(visit)) return false;
		const carers = new Set(carersOf(visit)).size;
		return carers === 0 || (carers < 2 && needsTwo(visit, team));
	});
}

/** A carer's day in the week view. */
export interface WeekCell {
	day: string;
	visits: number;
	minutes: number;
	shifts: readonly Shift[];
	away: TimeWindow | null;
	/** Flags that concern this carer's visits. */
	flags: number;
}

/** A row of the week view; `carer` is null for what nobody has. */
export interface WeekRow {
	carer: string | null;
	name: string;
	cells: readonly WeekCell[];
}

/** A week, a row a carer by name, a cell a day; first what nobody has. */
export function weekView(plans: readonly PlanDay[], team: TeamFacts): WeekRow[] {
	const flags = flaggedByDay(plans);
	const days = plans.map((plan) => ({
		plan,
		rows: visitsByCarer(plan),
		flagged: flags.get(plan.day) ?? new Set<string>()
	}));
	const carers = carersByName(team);
	const nobody: WeekRow = {
		carer: null,
		name: '',
		cells: days.map(({ plan, flagged }) => cellOf(plan.day, unassignedVisits(plan, team), flagged))
	};
	const rows = carers.map(({ id, name }) => ({
		carer: id,
		name,
		cells: days.map(({ plan, rows: ofDay, flagged }) => ({
			...cellOf(plan.day, ofDay.get(id) ?? [], flagged),
			shifts: shiftsOf(team, id, plan.day),
			away: awayOf(id, plan, team)?.away ?? null
		}))
	}));
	return [nobody, ...rows];
}

function cellOf(day: string, visits: readonly PlanVisit[], flagged: ReadonlySet<string>): WeekCell {
	return {
		day,
		visits: visits.length,
		minutes: sum(visits.map(({ length }) => length.value)),
		shifts: [],
		away: null,
		flags: visits.filter(({ id }) => flagged.has(id)).length
	};
}

function contestedByCarer(plan: PlanDay): ReadonlyMap<string, readonly PlanVisit[]> {
	const found = new Map<string, PlanVisit[]>();
	for (const visit of plan.visits.filter(takesPlace)) {
		for (const carer of contestedCarers(visit)) found.set(carer, [...(found.get(carer) ?? []), visit]);
	}
	return found;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
