import type * as Y from 'yjs';
import { type PlanVisit, takesPlace } from '../plan/model.ts';
import { type Author, type Edit, edit } from '../plan/plan-act.ts';
import type { ProposedChange } from './planned-changes.ts';

/**
 * Makes proposed changes as one act: one group, which one undo takes back. Nothing is written when one of the visits
 * is no longer as it was when the proposal was made, or has begun or been pinned since.
 */
export function useProposal(doc: Y.Doc, author: Author, changes: readonly ProposedChange[], why: string): Edit {
	return edit(doc, author, (act) => {
		const pairs = changes.map((change) => ({ change, visit: act.visit(change.visit) }));
		for (const { change, visit } of pairs) {
			if (!visit) return 'unknown-visit';
			if (!isAsProposed(visit, change)) return 'outdated';
		}
		for (const { change, visit } of pairs) {
			if (!visit) continue;
			if (change.start.to !== change.start.from) act.set(visit, 'start', change.start.to, { why });
			for (const { slot, to } of change.places) act.set(act.visit(change.visit) ?? visit, slot, to, { why });
		}
		return null;
	});
}

function isAsProposed(visit: PlanVisit, { start, places }: ProposedChange): boolean {
	const isFree = visit.registrations.length === 0 && visit.pin.value === null && takesPlace(visit);
	return isFree && visit.start.value === start.from && places.every(({ slot, from }) => visit[slot].value === from);
}
