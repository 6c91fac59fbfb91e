import type * as Y from 'yjs';
import { type Entries, groupEntries } from '#core/grouped-entries';
import { readRegisters } from '#core/register';
import type { Absence, PlanDay, PlanVisit } from './model.ts';
import { readField, readVisit } from './read-visit.ts';
import { acceptsAbsence, compare, readBetween } from './schemas.ts';
import { ABSENCE, planRoots } from './workspace.ts';

const LAST = new WeakMap<Y.Doc, { plan: PlanDay; absences: Entries | undefined }>();

/**
 * A team's day out of its document. Pure reading: nothing is written, and what has another shape is left out. Visits
 * that nothing has happened to are the same objects as in the reading before, and so is the whole day.
 */
export function readPlan(doc: Y.Doc, day: string): PlanDay {
	const last = LAST.get(doc);
	const visits = readVisits(doc);
	const absences = groupEntries(planRoots(doc).ops).get(ABSENCE);
	if (last?.plan.day === day && last.absences === absences && sameVisits(last.plan.visits, visits)) return last.plan;
	const plan: PlanDay = {
		day,
		visits,
		byId: new Map(visits.map((visit) => [visit.id, visit])),
		absences: readAbsences(absences, day)
	};
	LAST.set(doc, { plan, absences });
	return plan;
}

/** The visits by start, then by id: an order that is the same on every device. */
function readVisits(doc: Y.Doc): PlanVisit[] {
	const visits = [...groupEntries(planRoots(doc).visits).keys()].flatMap((id) => readVisit(doc, id) ?? []);
	return visits.sort((a, b) => a.start.value - b.start.value || compare(a.id, b.id));
}

function sameVisits(a: readonly PlanVisit[], b: readonly PlanVisit[]): boolean {
	return a.length === b.length && a.every((visit, index) => visit === b[index]);
}

function readAbsences(entries: Entries | undefined, day: string): Absence[] {
	if (!entries) return [];
	const found: Absence[] = [];
	for (const [register, state] of readRegisters(entries, acceptsAbsence)) {
		const [carer = '', ofDay = ''] = register.split('/');
		if (ofDay !== day) continue;
		const field = readField<string | null>(state, null);
		found.push({ carer, field, away: readBetween(field.value) });
	}
	return found.sort((a, b) => compare(a.carer, b.carer));
}
