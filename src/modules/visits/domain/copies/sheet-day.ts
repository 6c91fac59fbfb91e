import { openFlags } from '../plan/conflicts.ts';
import type { Flag } from '../plan/conflicts.ts';
import { type TeamFacts } from '../team/facts.ts';
import type { Finding } from '../plan/finding.ts';
import { findingsOf } from '../plan/findings.ts';
import type { PlanDay } from '../plan/model.ts';
import { type Travel, travelByDistance } from '../plan/travel.ts';

/** A team's day, with everything that its sheets say of it. */
export interface SheetDay {
	/** The id of the team. */
	team: string;
	plan: PlanDay;
	facts: TeamFacts;
	travel: Travel;
	/** What nobody has let be yet. */
	findings: readonly Finding[];
	flags: readonly Flag[];
}

/** A team's day as its sheets show it. */
export function sheetDay(team: string, plan: PlanDay, facts: TeamFacts): SheetDay {
	const travel = travelByDistance(facts);
	const findings = findingsOf(plan, { team: facts, travel }).filter(({ acknowledged }) => !acknowledged);
	return { team, plan, facts, travel, findings, flags: openFlags(plan) };
}
