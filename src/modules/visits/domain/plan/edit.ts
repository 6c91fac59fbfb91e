import type * as Y from 'yjs';
import type { RegisterValue } from '#core/register';
import { groupEntries } from '#core/grouped-entries';
import { newId } from '#core/id';
import { aboutText } from './finding.ts';
import { type FieldName, type Minute, type PlanVisit, type Slot, type SourceVisit, endOf } from './model.ts';
import { type Author, type Edit, type PlanAct, edit, editVisit, fits, planHeads } from './plan-act.ts';
import { acceptsAbsence, betweenText, readSource } from './schemas.ts';
import { ABSENCE } from './workspace.ts';
import { writeNewVisit } from './write-source.ts';

/** A visit that somebody adds: who, when and how long; the rest is as usual unless said. */
export type NewVisit = Pick<SourceVisit, 'id' | 'recipient' | 'start' | 'length'> & Partial<SourceVisit>;

/** What a visit is when nothing else is said. */
export const USUAL_VISIT: Omit<SourceVisit, 'id' | 'recipient' | 'start' | 'length'> = {
	origin: 'hand',
	kind: 'ordinary',
	secondRecipient: null,
	a: null,
	b: null,
	double: false,
	window: null,
	sequence: null,
	tasks: [],
	needs: [],
	address: null,
	key: false,
	withdrawn: null,
	recurrence: null
};

/** Adds a visit by hand. The caller gives the id: the same unplanned visit told twice to one device is one visit. */
export function addVisit(doc: Y.Doc, author: Author, visit: NewVisit): Edit {
	return edit(doc, author, (act) => addTo(act, { ...USUAL_VISIT, ...visit }, null));
}

/** Gives a visit to a carer, or takes it from whoever has it (`null`). */
export function assign(doc: Y.Doc, author: Author, id: string, slot: Slot, carer: string | null, why?: string): Edit {
	return change(doc, author, id, { [slot]: carer }, why);
}

/** Where a visit is moved: to another start, to another carer, or both as one act. */
export interface Move {
	start?: Minute;
	carer?: string | null;
	/** Whose place the carer takes; the first one when not said. */
	slot?: Slot;
}

/** Moves a visit in time, between carers, or both. */
export function moveVisit(
	doc: Y.Doc,
	author: Author,
	id: string,
	{ start, carer, slot = 'a' }: Move,
	why?: string
): Edit {
	const values = { ...(start === undefined ? {} : { start }), ...(carer === undefined ? {} : { [slot]: carer }) };
	return change(doc, author, id, values, why);
}

/** Cancels a visit: it stays, with the reason. */
export function cancelVisit(doc: Y.Doc, author: Author, id: string, reason: string): Edit {
	return change(doc, author, id, { cancel: reason });
}

/** Takes a cancellation back. */
export function restoreVisit(doc: Y.Doc, author: Author, id: string): Edit {
	return change(doc, author, id, { cancel: null });
}

/** Holds a visit where it is: it says which setting is held, so that a move by somebody who did not know shows. */
export function pinVisit(doc: Y.Doc, author: Author, id: string, why?: string): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		pinAgain(act, visit, why);
		return null;
	});
}

/** Pins a visit as it now is, inside an act. */
export function pinAgain(act: PlanAct, visit: PlanVisit, why?: string): void {
	act.set(visit, 'pin', planHeads(visit)[0] ?? 'source', { again: true, ...(why === undefined ? {} : { why }) });
}

/** Lets a visit be moved again. */
export function unpinVisit(doc: Y.Doc, author: Author, id: string): Edit {
	return change(doc, author, id, { pin: null });
}

/** Cuts a visit in two at a minute; the second part is a visit of its own, for the same carers. */
export function splitVisit(doc: Y.Doc, author: Author, id: string, at: Minute, newVisit: string = newId()): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		const source = readSource(id, groupEntries(act.roots.visits).get(id) ?? new Map());
		if (!source || at <= visit.start.value || at >= endOf(visit)) return 'impossible-value';
		const { kind, double, window, address, key, secondRecipient, needs } = visit;
		const what = {
			kind,
			double,
			window,
			address,
			key,
			secondRecipient,
			needs,
			tasks: visit.tasks.map(({ text }) => text)
		};
		const when = { start: at, length: endOf(visit) - at, a: visit.a.value, b: visit.b.value };
		const rest = {
			...source,
			...what,
			...when,
			id: newVisit,
			origin: 'hand',
			withdrawn: null,
			recurrence: null
		} as const;
		const refusal = addTo(act, rest, id);
		if (refusal === null) act.set(visit, 'length', at - visit.start.value);
		return refusal;
	});
}

/** One carer's place at one visit. */
export interface Place {
	visit: string;
	slot: Slot;
}

/** Lets two carers change places, as one act: both halves hold, or it is flagged. */
export function swap(doc: Y.Doc, author: Author, one: Place, other: Place, why?: string): Edit {
	return edit(doc, author, (act) => {
		const [first, second] = [act.visit(one.visit), act.visit(other.visit)];
		if (!first || !second) return 'unknown-visit';
		const [carer, otherCarer] = [first[one.slot].value, second[other.slot].value];
		const words = why === undefined ? {} : { why };
		act.set(first, one.slot, otherCarer, words);
		act.set(act.visit(other.visit) ?? second, other.slot, carer, words);
		return null;
	});
}

/** Says that a carer is away between two minutes of a day, or here after all (`null`). */
export function setAbsence(
	doc: Y.Doc,
	author: Author,
	carer: string,
	day: string,
	away: { from: Minute; to: Minute } | null
): Edit {
	const to = betweenText(away);
	return edit(doc, author, (act) => {
		const register = `${ABSENCE}/${carer}/${day}`;
		if (!acceptsAbsence(register, to) || (away !== null && away.from >= away.to)) return 'impossible-value';
		act.setRegister(register, to);
		return null;
	});
}

/** Says that a person has looked at something and lets it be, for as long as it is about the same things. */
export function acknowledge(doc: Y.Doc, author: Author, id: string, code: string, about: readonly string[]): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		const what = aboutText(about);
		if (visit.acknowledged.get(code) !== what) act.setRegister(`${id}/ok.${code}`, what);
		return null;
	});
}

function change(
	doc: Y.Doc,
	author: Author,
	id: string,
	values: Partial<Record<FieldName, RegisterValue>>,
	why?: string
): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		const changes = Object.entries(values) as [FieldName, RegisterValue][];
		if (changes.some(([name, value]) => !fits(name, value))) return 'impossible-value';
		for (const [name, value] of changes) act.set(visit, name, value, why === undefined ? {} : { why });
		return null;
	});
}

function addTo(
	act: PlanAct,
	visit: SourceVisit,
	splitFrom: string | null
): 'already-there' | 'impossible-value' | null {
	if (!fits('start', visit.start) || !fits('length', visit.length) || !isVisitId(visit.id)) {
		return 'impossible-value';
	}
	if (groupEntries(act.roots.visits).has(visit.id)) return 'already-there';
	const { member: by, device } = act.author;
	writeNewVisit(act.roots, visit, { by, at: act.stamp(), device, group: act.group, splitFrom, movedFrom: null });
	act.wrote = true;
	return null;
}

/** Short, since it is part of keys; and not the word that absences begin with. */
function isVisitId(id: string): boolean {
	return /^[\w-]{1,43}$/.test(id) && id !== ABSENCE;
}
