import { openFlags } from '../../plan/conflicts.ts';
import {
	type Minute,
	type PlanDay,
	type PlanVisit,
	type Registration,
	carersOf,
	endOf,
	takesPlace
} from '../../plan/model.ts';
import { standing } from '../../plan/read-visit.ts';

/** How far a line has come: nothing said, only begun, said, said in ways that differ, or cancelled with nothing said. */
export type LineState = 'open' | 'started' | 'registered' | 'differs' | 'cancelled';

/** A visit as one of its carers registers it afterwards. A visit for two is two lines. */
export interface AfterwardsLine {
	/** `visit/carer`: the same line in the next reading. */
	key: string;
	visit: PlanVisit;
	/** Who was planned, or who went without being planned; null when nobody was. */
	person: string | null;
	state: LineState;
	/** What stands of this person's registrations, or of whoever went instead; null when nothing is said. */
	said: Registration | null;
}

/**
 * Every visit of a day as lines to register, in the order of the plan. Somebody who went in place of the planned carer
 * takes that carer's line, so that nobody is asked for a visit that has been made.
 */
export function afterwardsLines(plan: PlanDay): AfterwardsLine[] {
	const disputed = new Set(
		openFlags(plan).flatMap(({ reason, visit }) => (reason === 'double-registration' ? [visit] : []))
	);
	return plan.visits.flatMap((visit) => linesOf(visit, disputed.has(visit.id)));
}

/** The lines that are over by a minute of the day, as planned, and that nobody has said anything final of. */
export function openLines(lines: readonly AfterwardsLine[], until: Minute): AfterwardsLine[] {
	return lines.filter(({ state, visit }) => (state === 'open' || state === 'started') && endOf(visit) <= until);
}

function linesOf(visit: PlanVisit, isDisputed: boolean): AfterwardsLine[] {
	const planned = [...new Set(carersOf(visit))];
	const said = standing(visit.registrations);
	const finished = said.filter(({ outcome }) => outcome !== 'started');
	const instead = finished.filter(({ person }) => !planned.includes(person));
	const lines: AfterwardsLine[] = [];
	for (const person of planned.length > 0 ? planned : [null]) {
		const own = finished.findLast((each) => each.person === person) ?? instead.shift() ?? null;
		const begun = said.some((each) => each.person === person);
		lines.push(lineOf(visit, person, own, { isDisputed, begun }));
	}
	for (const more of instead) lines.push(lineOf(visit, more.person, more, { isDisputed, begun: true }));
	return lines;
}

function lineOf(
	visit: PlanVisit,
	person: string | null,
	said: Registration | null,
	{ isDisputed, begun }: { isDisputed: boolean; begun: boolean }
): AfterwardsLine {
	const about = { key: `${visit.id}/${person ?? ''}`, visit, person, said };
	if (said) return { ...about, state: isDisputed ? 'differs' : 'registered' };
	if (!takesPlace(visit)) return { ...about, state: 'cancelled' };
	return { ...about, state: begun ? 'started' : 'open' };
}
