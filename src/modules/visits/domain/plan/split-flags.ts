import { type PlanDay, type PlanVisit, SLOTS, type Setting, type Slot, takesPlace } from './model.ts';

/** The second half of a visit that one has split, while another has given the visit to somebody else. */
export interface PartedHalf {
	half: PlanVisit;
	slot: Slot;
	/** How the first half was given away. */
	given: Setting;
}

/** Second halves that stay with the carer whom their first half was taken from, without anybody having said so. */
export function partedHalves(plan: PlanDay): PartedHalf[] {
	return plan.visits.filter(takesPlace).flatMap((half) => {
		const first = plan.byId.get(half.created?.splitFrom ?? '');
		const cut = first?.length.heads.find(({ group }) => group !== null && group === half.created?.group);
		if (!first || !cut) return [];
		return SLOTS.flatMap((slot) => {
			const given = first[slot].set;
			const isParted = given !== null && half[slot].set === null && given.value !== half[slot].value;
			return isParted && !given.seen.includes(cut.op) ? [{ half, slot, given }] : [];
		});
	});
}
