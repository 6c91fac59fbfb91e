import { openFlags } from '../conflicts.ts';
import type { Flag } from '../conflicts.ts';
import { type TeamFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { findingsOf } from '../findings.ts';
import type { PlanDay } from '../model.ts';
import { type Travel, travelByDistance } from '../travel.ts';

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
