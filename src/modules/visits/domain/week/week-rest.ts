import { visitsByCarer } from '../plan/carer-days.ts';
import { type TeamFacts, shiftsOf } from '../team/facts.ts';
import { type PlanDay, type PlanVisit, endOf } from '../plan/model.ts';
import { restRulesAt } from './rest-rules-data.ts';
import { type RestReason, type WorkBlock, restReasons } from './rest-rules.ts';
import { momentOf } from '../plan/wall-time.ts';

/** The agreement that a municipality's home care follows. */
const AGREEMENT = 'AB';
/** When 24 hours begin for somebody of whom nothing else is known, in minutes after midnight. */
const USUAL_DAY_BREAK = 7 * 60;

/**
 * The rest rules that each carer's work breaks from `firstDay` to `lastDay`, by carer. `plans` follow on each other and
 * hold the day before and the day after too. Work is the shift, and what is planned outside of it. When somebody pauses
 * within a shift is the lunch's business: R14 is left out.
 */
export function restOfDays(
	plans: readonly PlanDay[],
	team: TeamFacts,
	{ firstDay, lastDay }: { firstDay: string; lastDay: string }
): ReadonlyMap<string, readonly RestReason[]> {
	const rules = restRulesAt(AGREEMENT, firstDay);
	const found = new Map<string, readonly RestReason[]>();
	if (!rules) return found;
	const days = plans.map((plan) => ({ day: plan.day, rows: visitsByCarer(plan) }));
	for (const carer of team.carers.keys()) {
		const blocks = days.flatMap(({ day, rows }) => workOf(day, shiftsOf(team, carer, day), rows.get(carer) ?? []));
		const reasons = restReasons(blocks, { rules, dayBreak: USUAL_DAY_BREAK, firstDay, lastDay });
		const asked = reasons.filter(({ rule }) => rule !== 'R14');
		if (asked.length > 0) found.set(carer, asked);
	}
	return found;
}

/** A day's work as one pass: its shifts, or from the first visit to the last one where that is longer. */
function workOf(
	day: string,
	shifts: readonly { from: number; to: number }[],
	visits: readonly PlanVisit[]
): WorkBlock[] {
	const stretches = [...shifts, ...visits.map((visit) => ({ from: visit.start.value, to: endOf(visit) }))];
	if (stretches.length === 0) return [];
	const from = momentOf(day, Math.min(...stretches.map((stretch) => stretch.from)));
	const to = momentOf(day, Math.max(...stretches.map((stretch) => stretch.to)));
	return from !== null && to !== null ? [{ from, to, kind: 'work', pass: day }] : [];
}
