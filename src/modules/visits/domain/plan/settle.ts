import type * as Y from 'yjs';
import { type Flag, SOURCE, openFlags } from './conflicts.ts';
import { NOT_A_DUPLICATE } from './duplicates.ts';
import { pinAgain } from './edit.ts';
import { aboutText } from './finding.ts';
import { movedTo } from '../week/moved-to.ts';
import { type FieldName, PLAN_FIELDS, type PlanVisit, type Setting, fieldOf, isFieldName } from './model.ts';
import { type Author, type Edit, type EditRefusal, type PlanAct, edit } from './plan-act.ts';
import { readPlan } from './read-plan.ts';
import { correct } from '../registering/register-visit.ts';
import { type Own, ownSettings, takeBackSetting } from './undo.ts';
import { ABSENCE } from './workspace.ts';

/** Chosen on a possible duplicate: both are visits of their own. */
export const BOTH = 'both';

/**
 * Settles a flag by a person's choice: one of its sides, or `both` visits of a doubtful pair. A flag that is no longer
 * there has been settled by somebody else, and nothing is written.
 */
export function settle(doc: Y.Doc, author: Author, day: string, flag: Flag, choice: string): Edit {
	const sides = [flag.winner, ...flag.losers].map(({ op }) => op);
	if (!sides.includes(choice) && !(flag.kind === 'duplicate' && choice === BOTH))
		return { ok: false, code: 'impossible-value' };
	const open = openFlags(readPlan(doc, day)).some((other) => isSame(flag, other));
	if (!open) return { ok: false, code: 'already-settled' };
	return edit(doc, author, (act) => {
		if (flag.kind === 'absence') return settleAbsence(act, day, flag, choice);
		const visit = act.visit(flag.visit);
		return visit ? settleVisit(act, visit, flag, choice) : 'unknown-visit';
	});
}

/** True when two flags are about the same thing, with the same sides. */
export function isSame(flag: Flag, other: Flag): boolean {
	const sides = ({ winner, losers }: Flag) => aboutText([winner, ...losers].map(({ op }) => op));
	return (
		flag.visit === other.visit &&
		flag.reason === other.reason &&
		flag.field === other.field &&
		sides(flag) === sides(other)
	);
}

function settleVisit(act: PlanAct, visit: PlanVisit, flag: Flag, choice: string): EditRefusal | null {
	switch (flag.reason) {
		case 'later-change':
		case 'source-moved-under-plan':
			return settleField(act, visit, flag.field, choice);
		case 'swap-broken':
			return settleGroup(act, visit, flag, choice);
		case 'cancelled-and-changed':
			return settleCancel(act, visit, choice === flag.winner.op);
		case 'registered-and-cancelled':
			return settleCancel(act, visit, choice !== flag.winner.op);
		case 'pinned-and-moved':
			return settlePin(act, visit, choice === flag.winner.op);
		case 'registered-and-moved':
			return settleMoved(act, visit, flag, choice);
		case 'double-registration':
			return correct(
				act,
				visit,
				[flag.winner, ...flag.losers].map(({ op }) => op),
				choice,
				{}
			);
		case 'split-and-given-away':
			return settleHalf(act, visit, flag, choice);
		case 'possible-duplicate':
			return settleDuplicate(act, visit, flag, choice);
	}
}

/** One setting that names all heads and carries the chosen value. */
function settleField(act: PlanAct, visit: PlanVisit, name: FieldName | null, choice: string): EditRefusal | null {
	if (name === null) return 'impossible-value';
	const field = fieldOf(visit, name);
	const chosen = field.heads.find(({ op }) => op === choice);
	// A choice between days is an act of its own: it is made on all of them.
	const group = isBetweenDays(field.heads) ? undefined : chosen?.group;
	act.set(visit, name, choice === SOURCE ? field.source : (chosen?.value ?? null), {
		again: true,
		...(group ? { group } : {})
	});
	return null;
}

/** The second half of a split visit stays, or goes along with the first: said once, it is a setting of its own. */
function settleHalf(act: PlanAct, visit: PlanVisit, flag: Flag, choice: string): EditRefusal | null {
	const chosen = [flag.winner, ...flag.losers].find(({ op }) => op === choice);
	if (!chosen || flag.field === null) return 'impossible-value';
	act.set(visit, flag.field, chosen.value, { again: true });
	return null;
}

/** True when a visit was moved to another day by one of those who disagree. */
const isBetweenDays = (heads: readonly Setting[]) => heads.some(({ value }) => movedTo(value) !== null);

/** An act of several halves holds as a whole or falls as a whole. */
function settleGroup(act: PlanAct, visit: PlanVisit, flag: Flag, choice: string): EditRefusal | null {
	const { group, field } = flag;
	if (group === null || field === null) return 'impossible-value';
	const isHalf = fieldOf(visit, field).heads.some(({ op, group: ofOp }) => op === choice && ofOp === group);
	for (const half of ownSettings(act.doc, null, group)) {
		if (half.register === `${visit.id}/${field}`) continue;
		if (isHalf) setHalfAgain(act, half, group);
		else takeBackSetting(act, half);
	}
	return settleField(act, act.visit(visit.id) ?? visit, field, choice);
}

function setHalfAgain(act: PlanAct, { register, standing }: Own, group: string): void {
	const [id = '', name = ''] = register.split('/');
	if (!isFieldName(name)) return;
	const visit = act.visit(id);
	const setting = visit && fieldOf(visit, name).heads.find(({ op }) => op === standing?.id);
	if (visit && setting) act.set(visit, name, setting.value, { again: true, group });
}

/** Cancelled knowing of everything that now is there, or restored. */
function settleCancel(act: PlanAct, visit: PlanVisit, cancelled: boolean): null {
	act.set(visit, 'cancel', cancelled ? visit.cancel.value : null, { again: true });
	return null;
}

/** Pinned where it now is, or put back to where it was pinned. */
function settlePin(act: PlanAct, visit: PlanVisit, asItIs: boolean): null {
	const { pinned } = visit;
	if (!asItIs && pinned) for (const name of PLAN_FIELDS) act.set(visit, name, pinned[name]);
	pinAgain(act, act.visit(visit.id) ?? visit);
	return null;
}

/** The registration stands in any case: the plan keeps what was changed, or goes back to what was there when it was made. */
function settleMoved(act: PlanAct, visit: PlanVisit, flag: Flag, choice: string): null {
	const keep = choice !== flag.winner.op;
	for (const { op, field } of flag.losers) {
		const setting: Setting | undefined =
			field === null ? undefined : fieldOf(visit, field).heads.find((head) => head.op === op);
		if (field === null || !setting) continue;
		if (!keep) takeBackSettingOf(act, visit, field, op);
		const now = act.visit(visit.id) ?? visit;
		act.set(now, field, keep ? setting.value : fieldOf(now, field).value, { again: true });
	}
	return null;
}

function takeBackSettingOf(act: PlanAct, visit: PlanVisit, field: FieldName, op: string): void {
	const group = fieldOf(visit, field).heads.find((head) => head.op === op)?.group;
	if (!group) return;
	const register = `${visit.id}/${field}`;
	for (const own of ownSettings(act.doc, null, group)) if (own.register === register) takeBackSetting(act, own);
}

function settleDuplicate(act: PlanAct, visit: PlanVisit, flag: Flag, choice: string): EditRefusal | null {
	const others = flag.others.flatMap((id) => act.visit(id) ?? []);
	if (choice === BOTH) {
		const known = visit.acknowledged.get(NOT_A_DUPLICATE)?.split(' ') ?? [];
		act.setRegister(`${visit.id}/ok.${NOT_A_DUPLICATE}`, aboutText([...known, ...flag.others]));
		return null;
	}
	for (const one of [visit, ...others]) if (one.id !== choice) act.set(one, 'cancel', 'duplicate');
	return null;
}

function settleAbsence(act: PlanAct, day: string, flag: Flag, choice: string): null {
	const chosen = [flag.winner, ...flag.losers].find(({ op }) => op === choice);
	act.setRegister(`${ABSENCE}/${flag.visit}/${day}`, chosen?.value ?? null);
	return null;
}
