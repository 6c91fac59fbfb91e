import type { RegisterValue } from '#core/register';
import { PLAN_FIELDS, type PlanField, type PlanVisit, fieldOf } from './model.ts';

/** What became of a visit while a person held it. */
export interface ChangedMeanwhile {
	/** The member who changed it; empty for its source. */
	by: string;
	field: PlanField | 'cancel';
	/** What it says now. */
	to: RegisterValue;
}

/**
 * What changed of when, by whom and whether since a visit was taken up, so that a drag that began before is not made
 * on top of it; null when nothing did. What somebody set beside it without being shown does not end a drag.
 */
export function changedMeanwhile(taken: PlanVisit, now: PlanVisit): ChangedMeanwhile | null {
	if (taken === now) return null;
	for (const field of ['cancel', ...PLAN_FIELDS] as const) {
		const { value, set } = fieldOf(now, field);
		if (value !== fieldOf(taken, field).value) return { by: set?.by ?? '', field, to: value };
	}
	return null;
}
