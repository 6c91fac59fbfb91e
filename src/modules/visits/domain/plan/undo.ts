import type * as Y from 'yjs';
import { groupEntries } from '#core/grouped-entries';
import { type Head, type RegisterOperation, headsOf, latestFirst, readOperation } from '#core/register';
import { type Result, ok, refuse } from '#core/result';
import { movedTo } from '../week/moved-to.ts';
import { FIELD_NAMES, fieldOf } from './model.ts';
import { type Author, type PlanAct, edit } from './plan-act.ts';
import { readVisit } from './read-visit.ts';
import { compare } from './schemas.ts';
import { planRoots } from './workspace.ts';

/** Something of a group that is not undone, since others have been there. */
export interface LeftAlone {
	/** The register: `visit/field`, or the visit's id for a visit that was added. */
	register: string;
	reason: 'changed-later' | 'set-beside' | 'used-since' | 'chosen-between-days';
	by: string;
	at: string;
}

/** What undoing did. */
export interface Undone {
	group: string;
	/** How many settings were taken back. */
	undone: number;
	left: readonly LeftAlone[];
}

/** The why of settings that undo; people's own words are in Swedish. */
export const UNDO = 'undo';

/** One setting of a group: the one of it that stands in its register, or else the last one. */
export interface Own {
	register: string;
	head: Head;
	/** What stands for it now: itself, or the undoing of a later one, which brought it back. Null when neither. */
	standing: Head | null;
}

/** The latest group that a member has set in this plan and not undone, or null. */
export function lastGroup(doc: Y.Doc, member: string): string | null {
	const undone = new Set<string>();
	const latest = new Map<string, string>();
	const note = (group: string, at: string) => {
		if ((latest.get(group) ?? '') < at) latest.set(group, at);
	};
	for (const { head } of settings(doc)) {
		if (head.by !== member || head.group === undefined) continue;
		if (head.why === UNDO) undone.add(head.group);
		else note(head.group, head.at);
	}
	for (const { created } of addedVisits(doc))
		if (created.by === member && created.group !== null) note(created.group, created.at);
	const [first] = [...latest].filter(([group]) => !undone.has(group)).sort(([, a], [, b]) => compare(b, a));
	return first?.[0] ?? null;
}

/** What of a group could not be undone now, so that a page can ask before it does the rest. */
export function leftByUndo(doc: Y.Doc, member: string, group: string): LeftAlone[] {
	const ofRegisters = ownSettings(doc, member, group).flatMap((own) => obstacle(doc, own) ?? []);
	const ofVisits = addedVisits(doc).flatMap(({ id, created }) =>
		created.group === group && created.by === member ? (usedSince(doc, id, group) ?? []) : []
	);
	return [...ofRegisters, ...ofVisits];
}

/**
 * Undoes a member's own group by new settings in the same group that bring the former values back. What others have
 * set since, or beside it, stays: `whole` then does nothing and says what is in the way, `parts` undoes the rest.
 */
export function undo(
	doc: Y.Doc,
	author: Author,
	how: 'whole' | 'parts' = 'whole',
	group: string | null = lastGroup(doc, author.member)
): Result<Undone, 'nothing-to-undo'> {
	if (group === null) return refuse('nothing-to-undo');
	const left = leftByUndo(doc, author.member, group);
	if (how === 'whole' && left.length > 0) return ok({ group, undone: 0, left });
	let undone = 0;
	edit(
		doc,
		author,
		(act) => {
			undone = takeBack(act, group, left);
			return null;
		},
		group
	);
	return ok({ group, undone, left });
}

/** Takes back every setting of a group that nobody has replaced, inside an act; gives how many. */
export function takeBack(act: PlanAct, group: string, left: readonly LeftAlone[]): number {
	const { doc, author } = act;
	let undone = 0;
	for (const own of ownSettings(doc, author.member, group)) if (takeBackSetting(act, own)) undone += 1;
	for (const { id, created } of addedVisits(doc)) {
		if (created.group !== group || created.by !== author.member || left.some(({ register }) => register === id))
			continue;
		const visit = readVisit(doc, id);
		if (!visit) continue;
		act.set(visit, 'cancel', UNDO, { why: UNDO, group });
		undone += 1;
	}
	return undone;
}

/** Takes one setting back, if it still stands; inside an act. */
export function takeBackSetting(act: PlanAct, { register, head, standing }: Own): boolean {
	if (!standing) return false;
	const beside = headsOf(act.roots.ops, register).filter(({ id }) => id !== standing.id);
	const [other] = beside.sort(latestFirst);
	const former = other ?? formerOf(act.doc, register, head);
	act.replaceOnly(register, standing.id, {
		to: former.to,
		...(former.base === undefined ? {} : { base: former.base }),
		...(standing.seen === undefined ? {} : { seen: standing.seen }),
		...(head.group === undefined ? {} : { group: head.group }),
		why: UNDO
	});
	return true;
}

/** What a register said before a setting and everything else of its group. */
function formerOf(doc: Y.Doc, register: string, head: Head): Pick<RegisterOperation, 'to' | 'base'> {
	const former = formerSetting(doc, register, head);
	if (former) return former;
	if (head.base !== undefined) return { to: head.base, base: head.base };
	return typeof head.to === 'boolean' ? { to: !head.to } : { to: null }; // a need that was added or taken away
}

function formerSetting(doc: Y.Doc, register: string, { prev, group, by }: Head): Head | null {
	const { ops } = planRoots(doc);
	const earlier = prev.flatMap((id) => readOperation(id, ops.get(`${register}/${id}`)) ?? []);
	const [latest] = earlier.sort(latestFirst);
	return latest?.group === group && latest?.by === by ? formerSetting(doc, register, latest) : (latest ?? null);
}

/** The setting that an undoing brought back; a setting that undoes nothing stands for itself. */
function broughtBack(doc: Y.Doc, register: string, head: Head): Head {
	const former = head.why === UNDO ? formerSetting(doc, register, head) : null;
	return former?.to === head.to ? broughtBack(doc, register, former) : head;
}

function obstacle(doc: Y.Doc, { register, head, standing }: Own): LeftAlone | null {
	if (isChoiceBetweenDays(doc, register, head)) {
		return { register, reason: 'chosen-between-days', by: head.by, at: head.at };
	}
	const heads = headsOf(planRoots(doc).ops, register).sort(latestFirst);
	const [other] = heads.filter(({ id }) => id !== standing?.id);
	if (!other) return null;
	return { register, reason: standing ? 'set-beside' : 'changed-later', by: other.by, at: other.at };
}

/**
 * A choice between days that a visit was moved to is not undone: it took the visit away from the other days, and what
 * two had set apart is not brought back by one setting. The visit would stand on several days, or on none.
 */
function isChoiceBetweenDays(doc: Y.Doc, register: string, { prev, to }: Head): boolean {
	if (prev.length < 2 || !register.endsWith('/cancel')) return false;
	const { ops } = planRoots(doc);
	const sides = prev.flatMap((id) => readOperation(id, ops.get(`${register}/${id}`)) ?? []);
	return [to, ...sides.map((side) => side.to)].some((value) => movedTo(value) !== null);
}

function usedSince(doc: Y.Doc, id: string, group: string): LeftAlone | null {
	const visit = readVisit(doc, id);
	if (!visit) return null;
	const [used] = [
		...visit.registrations,
		...FIELD_NAMES.flatMap((name) => fieldOf(visit, name).heads.filter((setting) => setting.group !== group))
	];
	return used ? { register: id, reason: 'used-since', by: used.by, at: used.at } : null;
}

/** The last setting of a member (of anybody for `null`) in each register that a group set. */
export function ownSettings(doc: Y.Doc, member: string | null, group: string): Own[] {
	const byRegister = new Map<string, Head[]>();
	for (const { register, head } of settings(doc)) {
		if (head.group !== group || (member !== null && head.by !== member)) continue;
		byRegister.set(register, [...(byRegister.get(register) ?? []), head]);
	}
	// Not by stamp alone: one whose clock is behind may have settled what another had set.
	const last = [...byRegister].flatMap(([register, heads]): Own[] => {
		for (const standing of headsOf(planRoots(doc).ops, register).sort(latestFirst)) {
			const own = broughtBack(doc, register, standing);
			if (heads.some(({ id }) => id === own.id)) return [{ register, head: own, standing }];
		}
		const [head] = heads.sort(latestFirst);
		return head ? [{ register, head, standing: null }] : [];
	});
	return last.sort((a, b) => compare(a.register, b.register));
}

function* settings(doc: Y.Doc): Generator<Pick<Own, 'register' | 'head'>> {
	for (const [id, entries] of groupEntries(planRoots(doc).ops)) {
		for (const [rest, value] of entries) {
			const slash = rest.lastIndexOf('/');
			const head = readOperation(rest.slice(slash + 1), value);
			if (head) yield { register: `${id}/${rest.slice(0, slash)}`, head };
		}
	}
}

function addedVisits(doc: Y.Doc) {
	return [...groupEntries(planRoots(doc).visits).keys()].flatMap((id) => {
		const created = readVisit(doc, id)?.created;
		return created ? [{ id, created }] : [];
	});
}
