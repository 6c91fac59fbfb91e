import type * as Y from 'yjs';
import { groupEntries } from '#core/grouped-entries';
import { newId } from '#core/id';
import { type RegisterValue, readOperation } from '#core/register';
import { type Result, ok, refuse } from '#core/result';
import { type VisitChange, setNeeds, setTasks } from '../plan/change-visit.ts';
import { visitFlags } from '../plan/conflicts.ts';
import { derivedId } from '../plan/derived-id.ts';
import {
	DETAIL_FIELDS,
	PLAN_FIELDS,
	type PlanField,
	type PlanVisit,
	type SourceVisit,
	fieldOf
} from '../plan/model.ts';
import { DAY, MOVED, movedTo } from './moved-to.ts';
import { type Author, type Edit, type EditRefusal, type PlanAct, edit, fits } from '../plan/plan-act.ts';
import { readVisit } from '../plan/read-visit.ts';
import { readSource } from '../plan/schemas.ts';
import { type Undone, leftByUndo, undo } from '../plan/undo.ts';
import { planRoots } from '../plan/workspace.ts';
import { writeNewVisit } from '../plan/write-source.ts';

/** The plan of a day, to be changed together with that of another one. */
export interface PlanOfDay {
	doc: Y.Doc;
	/** As 2026-11-23. */
	day: string;
}

/** What of when and by whom becomes another one on the other day; what is not named stays. */
export type DayMove = Pick<VisitChange, PlanField>;

/**
 * The id under which a visit stands on another day. It follows from the visit and the days, so that two who move it
 * alike give one visit; back where it came from it is the visit that it was.
 */
export function idOnDay(visit: PlanVisit, from: string, to: string): string {
	const origin = visit.created?.movedFrom ?? null;
	return origin?.day === to ? origin.visit : derivedId('moved', visit.id, from, to);
}

/** Why a visit cannot be moved to another day; null when it can. */
export function keptOnItsDay(visit: PlanVisit): EditRefusal | null {
	if (visit.registrations.length > 0) return 'already-registered';
	if (visit.cancel.value !== null) return 'already-cancelled';
	if (visit.pin.value !== null) return 'pinned';
	return visitFlags(visit).length > 0 ? 'undecided' : null;
}

/**
 * Moves a visit to another day: it is cancelled on its own with the other day as the reason, and stands there with the
 * same content. One group in both plans. What has begun, is pinned or contested stays where it is. The other day is
 * written first: what stops between the two leaves the visit on both days rather than on none.
 */
export function moveToDay(author: Author, from: PlanOfDay, id: string, to: PlanOfDay, change: DayMove = {}): Edit {
	const visit = readVisit(from.doc, id);
	const source = readSource(id, groupEntries(planRoots(from.doc).visits).get(id) ?? new Map());
	if (!visit || !source) return refuse('unknown-visit');
	const hindrance = keptOnItsDay(visit);
	if (hindrance) return refuse(hindrance);
	const isPossible = changesOf(change).every(([name, value]) => fits(name, value));
	if (!isPossible || !DAY.test(to.day) || from.day === to.day) return refuse('impossible-value');
	const group = newId();
	const placed = edit(
		to.doc,
		author,
		(act) => place(act, visit, { source, from: from.day, to: to.day, change }),
		group
	);
	// Another device may have moved it alike already: then only its own day is left to change.
	if (!placed.ok && placed.code !== 'nothing-to-change') return placed;
	return edit(from.doc, author, (act) => cancelAs(act, id, to.day), group);
}

/**
 * Takes a visit back from the other days that it was moved to, once its own day says something else: it takes place
 * after all, or was moved elsewhere. A visit that has begun there stays. `group` is that of the act it belongs to.
 */
export function leaveOtherDays(
	author: Author,
	{ before, home, group }: { before: PlanVisit; home: PlanOfDay; group: string },
	others: readonly PlanOfDay[]
): void {
	const now = movedTo(readVisit(home.doc, before.id)?.cancel.value ?? null);
	for (const { doc, day } of others) {
		const id = idOnDay(before, home.day, day);
		const there = day === now ? null : readVisit(doc, id);
		if (!there || there.registrations.length > 0 || there.cancel.value !== null) continue;
		edit(doc, author, (act) => cancelAs(act, id, home.day), group);
	}
}

/** The other days that a visit has been moved to, by whomever, also by those who lost. */
export function otherDaysOf({ cancel }: PlanVisit): string[] {
	return [...new Set(cancel.heads.flatMap(({ value }) => movedTo(value) ?? []))].sort();
}

/** The other days whose plans a group of a plan may have changed too. */
export function daysOfGroup(doc: Y.Doc, group: string): string[] {
	const { visits, ops } = planRoots(doc);
	const origins = (id: string) => readVisit(doc, id)?.created?.movedFrom?.day ?? [];
	const added = [...groupEntries(visits).keys()].filter((id) => readVisit(doc, id)?.created?.group === group);
	const cancelled = [...groupEntries(ops)].flatMap(([id, entries]) => {
		const cancels = cancelsOf(entries);
		if (!cancels.some((head) => head.group === group)) return [];
		return [...cancels.flatMap(({ to }) => movedTo(to) ?? []), ...[origins(id)].flat()];
	});
	return [...new Set([...added.flatMap(origins), ...cancelled])].sort();
}

/** Undoes a group in all the plans that it changed, or, when somebody has built on any of it, in none. */
export function undoEverywhere(
	plans: readonly PlanOfDay[],
	author: Author,
	group: string
): Result<Undone, 'nothing-to-undo'> {
	const left = plans.flatMap(({ doc }) => leftByUndo(doc, author.member, group));
	if (left.length > 0) return ok({ group, undone: 0, left });
	let undone = 0;
	for (const { doc } of plans) {
		const result = undo(doc, author, 'whole', group);
		if (result.ok) undone += result.value.undone;
	}
	return undone === 0 ? refuse('nothing-to-undo') : ok({ group, undone, left });
}

function cancelsOf(entries: ReadonlyMap<string, unknown>) {
	return [...entries].flatMap(([key, value]) =>
		key.startsWith('cancel/') ? (readOperation(key.slice('cancel/'.length), value) ?? []) : []
	);
}

function cancelAs(act: PlanAct, id: string, day: string): EditRefusal | null {
	const visit = act.visit(id);
	if (!visit) return 'unknown-visit';
	act.set(visit, 'cancel', MOVED + day);
	return null;
}

interface Placing {
	source: SourceVisit;
	from: string;
	to: string;
	change: DayMove;
}

/** The source's word is copied as it is, and what people made of it as settings: so two who move apart are compared. */
function place(act: PlanAct, visit: PlanVisit, { source, from, to, change }: Placing): EditRefusal | null {
	const id = idOnDay(visit, from, to);
	const there = act.visit(id);
	const stands = there?.cancel.value === null;
	if (there && there.registrations.length > 0) return stands ? null : 'already-registered';
	if (!there) writeCopy(act, { ...source, id }, { day: from, visit: visit.id });
	else if (!stands) act.set(there, 'cancel', null);
	const placed = act.visit(id);
	if (!placed) return 'unknown-visit';
	if (!stands) copyOnto(act, placed, visit, change);
	for (const [name, value] of changesOf(change)) act.set(placed, name, value);
	return null;
}

/** What people have made of a visit, but for what the move itself changes. */
function copyOnto(act: PlanAct, placed: PlanVisit, visit: PlanVisit, change: DayMove): void {
	for (const name of [...PLAN_FIELDS, ...DETAIL_FIELDS]) {
		if (!changesOf(change).some(([changed]) => changed === name)) act.set(placed, name, fieldOf(visit, name).value);
	}
	setNeeds(act, placed, visit.needs);
	setTasks(
		act,
		placed,
		visit.tasks.map(({ text }) => text)
	);
}

function changesOf(change: DayMove): [PlanField, RegisterValue][] {
	return PLAN_FIELDS.flatMap((name) => {
		const value = change[name];
		return value === undefined ? [] : [[name, value]];
	});
}

/** By hand from now on: no import and no recurring visit follows it to its new day. */
function writeCopy(act: PlanAct, copy: SourceVisit, movedFrom: { day: string; visit: string }): void {
	const { member: by, device } = act.author;
	const visit: SourceVisit = { ...copy, origin: 'hand', withdrawn: null, recurrence: null, sequence: null };
	writeNewVisit(act.roots, visit, { by, at: act.stamp(), device, group: act.group, splitFrom: null, movedFrom });
	act.wrote = true;
}
