import type * as Y from 'yjs';
import type { Outcome, PlanVisit, Registration } from '../../plan/model.ts';
import { type Author, type Edit, edit } from '../../plan/plan-act.ts';
import { standing } from '../../plan/read-visit.ts';
import { type NewRegistration, writeRegistration } from '../register-visit.ts';
import { momentOf } from '../../plan/wall-time.ts';

/** What somebody says afterwards of one visit, for whoever was there. */
export interface AfterwardsEntry {
	visit: string;
	/** Who was there. */
	person: string;
	outcome: Outcome;
	/** Minutes of the plan's day; null when nobody knows. */
	start: number | null;
	end: number | null;
	documentation?: string;
	/** The line of a paper sheet that it was read from. */
	line?: string | null;
	/** Keys of what it corrects, also when that was said of somebody else. */
	corrects?: readonly string[];
}

/**
 * Registers visits afterwards, all in one act or none of them. What is registered just so is left as it is; what the
 * same person has registered otherwise is corrected, and what others have registered stands beside it.
 */
export function registerAfterwards(doc: Y.Doc, author: Author, day: string, entries: readonly AfterwardsEntry[]): Edit {
	return edit(doc, author, (act) => {
		for (const entry of entries) {
			const visit = act.visit(entry.visit);
			if (!visit) return 'unknown-visit';
			const registration = registrationOf(visit, day, entry);
			const refusal = registration ? writeRegistration(act, visit, registration) : null;
			// Read before, by this device or another one: the sheet's other lines are registered all the same.
			if (refusal !== null && refusal !== 'already-there') return refusal;
		}
		return null;
	});
}

/** Null when everything has been said already. */
function registrationOf(visit: PlanVisit, day: string, entry: AfterwardsEntry): NewRegistration | null {
	const { person, outcome, start, end, documentation = '', line = null, corrects = [] } = entry;
	const own = standing(visit.registrations).filter((said) => said.person === person && said.outcome !== 'started');
	if (own.some((said) => saysTheSame(said, entry))) return null;
	return {
		person,
		outcome,
		start,
		end,
		documentation,
		line,
		happened: start === null ? null : momentOf(day, start),
		way: line === null ? 'afterwards' : 'paper',
		corrects: [...new Set([...own.flatMap(({ keys }) => keys), ...corrects])]
	};
}

function saysTheSame(said: Registration, entry: AfterwardsEntry): boolean {
	const { outcome, start, end, documentation = '', corrects = [] } = entry;
	const silent = documentation === '' && corrects.length === 0;
	return (
		said.outcome === outcome &&
		said.start === start &&
		said.end === end &&
		(silent || said.documentation === documentation)
	);
}
