import type { Carer, TeamFacts } from '../team/facts.ts';
import { type Finding, finding } from './finding.ts';
import { type PlanDay, type PlanVisit, carersOf, endOf, takesPlace } from './model.ts';

const MIDNIGHT = 1440;

/** What one visit lacks: carers, what they must be able to do, its time window, its place in a sequence. */
export function staffingFindings(visit: PlanVisit, plan: PlanDay, team: TeamFacts): Finding[] {
	if (!takesPlace(visit)) return [];
	return [
		...placesFindings(visit, team),
		...carersOf(visit).flatMap((carer) => needFindings(visit, carer, plan.day, team)),
		...windowFindings(visit),
		...sequenceFindings(visit, plan),
		...(endOf(visit) > MIDNIGHT ? [finding('past-midnight', [visit], carersOf(visit))] : [])
	];
}

/** True when a visit needs two carers: by itself or because the recipient always does. */
export function needsTwo(visit: PlanVisit, team: TeamFacts): boolean {
	return visit.double || (team.recipients.get(visit.recipient)?.double ?? false);
}

function placesFindings(visit: PlanVisit, team: TeamFacts): Finding[] {
	const carers = carersOf(visit);
	const [first, second] = carers;
	if (first === undefined) return [finding('unassigned', [visit], [])];
	if (first === second) return [finding('same-carer-twice', [visit], [first])];
	return carers.length < 2 && needsTwo(visit, team) ? [finding('half-staffed', [visit], carers)] : [];
}

function needFindings(visit: PlanVisit, id: string, day: string, team: TeamFacts): Finding[] {
	if (team.carers.size === 0) return []; // the facts have not arrived: nothing can be said
	const carer = team.carers.get(id);
	if (!carer) return [finding('unknown-carer', [visit], [id])];
	return visit.needs.flatMap((need) => {
		const lack = lackOf(carer, need, day);
		return lack ? [finding(lack, [visit], [id], { need })] : [];
	});
}

/** What a carer lacks for a need on a day, or null. */
export function lackOf(carer: Carer, need: string, day: string): 'missing-need' | 'expired-delegation' | null {
	if (need === 'licence') return carer.licence ? null : 'missing-need';
	if (need.startsWith('language-')) return carer.languages.includes(need.slice(9)) ? null : 'missing-need';
	if (carer.skills.includes(need)) return null;
	const delegations = carer.delegations.filter(({ code }) => code === need);
	if (delegations.length === 0) return 'missing-need';
	return delegations.some(({ until }) => until === null || until >= day) ? null : 'expired-delegation';
}

function windowFindings(visit: PlanVisit): Finding[] {
	if (!visit.window) return [];
	const early = Math.max(0, visit.window.from - visit.start.value);
	const late = Math.max(0, endOf(visit) - visit.window.to);
	return early + late > 0 ? [finding('outside-window', [visit], carersOf(visit), { numbers: { early, late } })] : [];
}

function sequenceFindings(visit: PlanVisit, plan: PlanDay): Finding[] {
	if (!visit.sequence) return [];
	const { after, least, most } = visit.sequence;
	const first = plan.byId.get(after);
	if (!first || !takesPlace(first)) return [];
	const between = visit.start.value - first.start.value;
	if (between >= least && between <= most) return [];
	return [finding('sequence-broken', [visit, first], carersOf(visit), { numbers: { between, least, most } })];
}
