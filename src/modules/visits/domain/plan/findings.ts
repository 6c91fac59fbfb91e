import { bothAtOnce, travelFindings } from './findings-of-routes.ts';
import { shiftFindings } from './findings-of-shifts.ts';
import { staffingFindings } from './findings-of-visits.ts';
import { visitsByCarer } from './carer-days.ts';
import { type TeamFacts } from '../team/facts.ts';
import { type Finding, aboutText } from './finding.ts';
import { type PlanDay } from './model.ts';
import { compare } from './schemas.ts';
import type { Travel } from './travel.ts';

/** What a plan is judged by, besides itself. */
export interface Surroundings {
	team: TeamFacts;
	travel: Travel;
	/** The day before, whose night visits may run into this one. */
	before?: PlanDay;
}

/**
 * Everything about a plan that merging cannot see and that cannot be carried out as planned. Derived after every
 * change, never stored; what a person has looked at and let be is marked.
 */
export function findingsOf(plan: PlanDay, surroundings: Surroundings): Finding[] {
	const { team, travel, before } = surroundings;
	const found = plan.visits.flatMap((visit) => staffingFindings(visit, plan, team));
	const nights = before ? visitsByCarer(before) : null;
	for (const [carer, visits] of visitsByCarer(plan)) {
		found.push(...bothAtOnce(carer, visits, nights?.get(carer) ?? []));
		found.push(...travelFindings(carer, visits, travel));
		found.push(...shiftFindings(carer, visits, plan, { team, travel }));
	}
	return found.map((finding) => ({ ...finding, acknowledged: isAcknowledged(plan, finding) })).sort(byTime(plan));
}

/** What an acknowledgement of a finding names: it holds as long as all of it is the same. */
export function aboutOf({ visits, carers, numbers, ops }: Finding): string[] {
	return [...visits, ...carers, ...ops, ...Object.entries(numbers).map(([name, value]) => `${name}=${value}`)];
}

function isAcknowledged(plan: PlanDay, finding: Finding): boolean {
	const visit = plan.byId.get(finding.visits[0] ?? '');
	return visit?.acknowledged.get(finding.code) === aboutText(aboutOf(finding));
}

/** By the time of the visit that a finding is about, then by code and carer: the same order on every device. */
function byTime(plan: PlanDay): (a: Finding, b: Finding) => number {
	const start = ({ visits }: Finding) => plan.byId.get(visits[0] ?? '')?.start.value ?? -1;
	const rest = ({ code, visits, carers }: Finding) => [code, ...visits, ...carers].join(' ');
	return (a, b) => start(a) - start(b) || compare(rest(a), rest(b));
}
