import { freeStretches } from './carer-days.ts';
import { type Shift, type TeamFacts, hasShifts, shiftsOf } from '../team/facts.ts';
import { type Finding, finding } from './finding.ts';
import { type PlanDay, type PlanVisit, type TimeWindow, endOf } from './model.ts';
import type { Travel } from './travel.ts';

/** What is wrong with a carer's day: away, not at work, outside working hours, no lunch. `visits` are in time order. */
export function shiftFindings(
	carer: string,
	visits: readonly PlanVisit[],
	plan: PlanDay,
	{ team, travel }: { team: TeamFacts; travel: Travel }
): Finding[] {
	const shifts = shiftsOf(team, carer, plan.day);
	return [
		...absenceFindings(carer, visits, plan, team),
		...(shifts.length > 0
			? visits.flatMap((visit) => hoursFinding(carer, visit, shifts))
			: offDutyFindings(carer, visits, plan, team)),
		...shifts.flatMap((shift) => lunchFinding(carer, visits, shift, travel))
	];
}

/** When a carer is away on the plan's day; what the team wrote in the plan goes before what the server knew. */
export function awayOf(carer: string, plan: PlanDay, team: TeamFacts): { away: TimeWindow; ops: string[] } | null {
	const said = plan.absences.find((absence) => absence.carer === carer);
	if (said?.field.set) return said.away ? { away: said.away, ops: [said.field.set.op] } : null;
	const known = team.absences.get(`${carer}/${plan.day}`);
	return known ? { away: known, ops: [] } : null;
}

function absenceFindings(carer: string, visits: readonly PlanVisit[], plan: PlanDay, team: TeamFacts): Finding[] {
	const absence = awayOf(carer, plan, team);
	if (!absence) return [];
	const { away, ops } = absence;
	return visits
		.filter((visit) => visit.start.value < away.to && endOf(visit) > away.from)
		.map((visit) => finding('absent', [visit], [carer], { ops }));
}

/** Nothing is said about a day of which no shift at all is known. */
function offDutyFindings(carer: string, visits: readonly PlanVisit[], plan: PlanDay, team: TeamFacts): Finding[] {
	return hasShifts(team, plan.day) ? visits.map((visit) => finding('off-duty', [visit], [carer])) : [];
}

function hoursFinding(carer: string, visit: PlanVisit, shifts: readonly Shift[]): Finding[] {
	const outside = shifts.map(({ from, to }) => Math.max(0, from - visit.start.value) + Math.max(0, endOf(visit) - to));
	const minutes = Math.min(...outside, visit.length.value);
	return minutes > 0 ? [finding('outside-hours', [visit], [carer], { numbers: { minutes } })] : [];
}

/** Lunch is taken where the carer is: the way to the next visit comes out of the pause before it. */
function lunchFinding(carer: string, visits: readonly PlanVisit[], { lunch }: Shift, travel: Travel): Finding[] {
	if (!lunch) return [];
	const pauses = freeStretches(visits, lunch.from, lunch.to).map(({ from, to }) => {
		const next = visits.find((visit) => visit.start.value === to);
		const last = visits.findLast((visit) => endOf(visit) <= from);
		return to - from - (next && last ? travel(last, next) : 0);
	});
	const longest = Math.max(0, ...pauses);
	if (longest >= lunch.length) return [];
	const around = visits.filter((visit) => visit.start.value < lunch.to && endOf(visit) > lunch.from);
	return [finding('lunch-missed', around, [carer], { numbers: { longest, needed: lunch.length } })];
}
