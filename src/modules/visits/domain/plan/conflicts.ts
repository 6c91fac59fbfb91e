import type { RegisterValue } from '#core/register';
import { doubtfulPairs } from './duplicates.ts';
import {
	type Absence,
	FIELD_NAMES,
	type FieldName,
	PLAN_FIELDS,
	type PlanDay,
	type PlanField,
	type PlanVisit,
	type Registration,
	type Setting,
	fieldOf
} from './model.ts';
import { standing } from './read-visit.ts';
import { partedHalves } from './split-flags.ts';

/** Why something is shown to people: what happened, in a word. */
export type FlagReason =
	| 'later-change'
	| 'swap-broken'
	| 'cancelled-and-changed'
	| 'pinned-and-moved'
	| 'registered-and-moved'
	| 'registered-and-cancelled'
	| 'source-moved-under-plan'
	| 'double-registration'
	| 'split-and-given-away'
	| 'possible-duplicate';

/** What a flag is about: one field, an act of several halves, a whole visit, what was registered, two visits, an absence. */
export type FlagKind = 'field' | 'group' | 'visit' | 'registration' | 'duplicate' | 'absence';

/** One of the things that were said side by side. */
export interface Side {
	/** What to choose it by: an operation's id, a registration's key, `source`, or a visit's id. */
	op: string;
	field: FieldName | null;
	value: RegisterValue;
	/** Empty for a source. */
	by: string;
	/** A stamp; empty for a source. */
	at: string;
	device: string | null;
}

/** Something that merging left for a person to decide. Derived from the plan, never stored; one setting settles it. */
export interface Flag {
	kind: FlagKind;
	reason: FlagReason;
	/** The visit; the carer for an absence. */
	visit: string;
	field: FieldName | null;
	/** What is shown until somebody decides. */
	winner: Side;
	losers: readonly Side[];
	/** The act whose half was lost. */
	group: string | null;
	/** Other visits that it is about. */
	others: readonly string[];
}

const OF_VISIT = new WeakMap<PlanVisit, Flag[]>();

/** The side that stands for what a visit's source says. */
export const SOURCE = 'source';

/** Everything in a plan that waits for a person's decision, by visit in the plan's order. */
export function openFlags(plan: PlanDay): Flag[] {
	const standingGroups = groupsThatStand(plan);
	const ofVisits = plan.visits.flatMap((visit) =>
		visitFlags(visit).map((flag) => withBrokenGroup(flag, visit, standingGroups))
	);
	return [...ofVisits, ...splitFlags(plan), ...duplicateFlags(plan), ...plan.absences.flatMap(absenceFlag)];
}

/** Split by one, given away by another: does the second half go along? */
function splitFlags(plan: PlanDay): Flag[] {
	return partedHalves(plan).map(({ half, slot, given }) => {
		const stays: Side = {
			op: half.id,
			field: slot,
			value: half[slot].value,
			by: half.created?.by ?? '',
			at: half.created?.at ?? '',
			device: half.created?.device ?? null
		};
		const about = { kind: 'field', reason: 'split-and-given-away', field: slot } as const;
		return flag(half, { ...about, winner: stays, losers: [side(given, slot)] });
	});
}

/** The flags of one visit that need no look at others. Kept as long as the visit is the same. */
export function visitFlags(visit: PlanVisit): Flag[] {
	const known = OF_VISIT.get(visit);
	if (known) return known;
	const flags = [
		...FIELD_NAMES.flatMap((name) => fieldFlag(visit, name)),
		...cancelFlag(visit),
		...pinFlag(visit),
		...standing(visit.registrations).flatMap((registration) => registrationFlags(visit, registration)),
		...PLAN_FIELDS.flatMap((name) => sourceFlag(visit, name)),
		...doubleRegistration(visit)
	];
	OF_VISIT.set(visit, flags);
	return flags;
}

function fieldFlag(visit: PlanVisit, name: FieldName): Flag[] {
	const { set, losers } = fieldOf(visit, name);
	if (!set || losers.length === 0) return [];
	const sides = losers.map((setting) => side(setting, name));
	return [flag(visit, { kind: 'field', reason: 'later-change', field: name, winner: side(set, name), losers: sides })];
}

/** Cancelled by one who did not know of a change, made by one who did not know of the cancellation. */
function cancelFlag(visit: PlanVisit): Flag[] {
	const { value, source, heads } = visit.cancel;
	if (value === null) return [];
	const cancels = heads.filter((setting) => setting.value !== null);
	const knew = (change: Setting) =>
		cancels.some(({ op, seen }) => seen.includes(change.op) || change.seen.includes(op));
	const unknown = changes(visit).filter(({ setting }) => !knew(setting));
	if (unknown.length === 0) return [];
	const winner = visit.cancel.set ? side(visit.cancel.set, 'cancel') : sourceSide('cancel', source);
	const losers = unknown.map(({ setting, name }) => side(setting, name));
	return [flag(visit, { kind: 'visit', reason: 'cancelled-and-changed', field: 'cancel', winner, losers })];
}

function pinFlag(visit: PlanVisit): Flag[] {
	const { pinned } = visit;
	if (!pinned || !visit.pin.set) return [];
	const name = PLAN_FIELDS.find((field) => visit[field].value !== pinned[field]);
	if (name === undefined) return [];
	const { set, source } = visit[name];
	const winner = set ? side(set, name) : sourceSide(name, source);
	const held = { ...side(visit.pin.set, name), value: pinned[name] };
	return [flag(visit, { kind: 'visit', reason: 'pinned-and-moved', field: name, winner, losers: [held] })];
}

function registrationFlags(visit: PlanVisit, registration: Registration): Flag[] {
	const winner = registrationSide(registration);
	const moved = changes(visit)
		.filter(({ setting }) => !registration.seen.includes(setting.op) && !knows(setting, registration))
		.map(({ setting, name }) => side(setting, name));
	const flags: Flag[] = [];
	if (moved.length > 0) {
		flags.push(
			flag(visit, { kind: 'registration', reason: 'registered-and-moved', field: null, winner, losers: moved })
		);
	}
	if (!['done', 'part-done', 'started'].includes(registration.outcome)) return flags;
	const cancels = visit.cancel.heads.filter(({ value, seen }) => value !== null && !knows({ seen }, registration));
	const losers = cancels.map((setting) => side(setting, 'cancel'));
	if (losers.length > 0 && visit.cancel.value !== null) {
		flags.push(
			flag(visit, { kind: 'registration', reason: 'registered-and-cancelled', field: 'cancel', winner, losers })
		);
	}
	return flags;
}

/** True when a setting was made knowing of a registration. */
function knows({ seen }: Pick<Setting, 'seen'>, { keys }: Registration): boolean {
	return keys.some((key) => seen.includes(key));
}

/** The source now says something else than when people changed it; what people planned is shown. */
function sourceFlag(visit: PlanVisit, name: PlanField): Flag[] {
	const { set, source, value } = visit[name];
	if (!set || set.base === undefined || set.base === source || value === source) return [];
	const losers = [sourceSide(name, source)];
	return [
		flag(visit, { kind: 'field', reason: 'source-moved-under-plan', field: name, winner: side(set, name), losers })
	];
}

/** The same person twice, more people than the visit needs, or people who say different things. */
function doubleRegistration(visit: PlanVisit): Flag[] {
	const final = standing(visit.registrations).filter(({ outcome }) => outcome !== 'started');
	const people = new Set(final.map(({ person }) => person)).size;
	const outcomes = new Set(final.map(({ outcome }) => outcome)).size;
	if (people === final.length && people <= (visit.double ? 2 : 1) && outcomes <= 1) return [];
	const shown = final.find(({ outcome }) => outcome === visit.status) ?? final[0];
	if (!shown) return [];
	const losers = final.filter((registration) => registration !== shown).map(registrationSide);
	const about = { kind: 'registration', reason: 'double-registration', field: null } as const;
	return [flag(visit, { ...about, winner: registrationSide(shown), losers })];
}

function duplicateFlags(plan: PlanDay): Flag[] {
	return doubtfulPairs(plan).map(([first, later]) => ({
		...flag(later, {
			kind: 'duplicate',
			reason: 'possible-duplicate',
			field: null,
			winner: visitSide(first),
			losers: [visitSide(later)]
		}),
		others: [first.id]
	}));
}

function absenceFlag({ carer, field }: Absence): Flag[] {
	const { set, losers } = field;
	if (!set || losers.length === 0) return [];
	const sides = losers.map((setting) => side(setting, null));
	const about = {
		kind: 'absence',
		reason: 'later-change',
		visit: carer,
		field: null,
		group: null,
		others: []
	} as const;
	return [{ ...about, winner: side(set, null), losers: sides }];
}

/** Which registers stand by a group: a loser of the same group then is the lost half of one act. */
function groupsThatStand(plan: PlanDay): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, string[]>();
	for (const visit of plan.visits) {
		for (const name of FIELD_NAMES) {
			const group = fieldOf(visit, name).set?.group;
			if (group) found.set(group, [...(found.get(group) ?? []), visit.id]);
		}
	}
	return found;
}

function withBrokenGroup(flag: Flag, visit: PlanVisit, standingGroups: ReadonlyMap<string, readonly string[]>): Flag {
	if (flag.kind !== 'field' || flag.field === null || flag.reason !== 'later-change') return flag;
	const broken = fieldOf(visit, flag.field).losers.find(
		({ group }) => group !== null && standingGroups.has(group)
	)?.group;
	if (!broken) return flag;
	const others = (standingGroups.get(broken) ?? []).filter((id) => id !== visit.id);
	return { ...flag, kind: 'group', reason: 'swap-broken', group: broken, others };
}

/** Settings of when and by whom that nobody has replaced and that say something else than the source. */
function changes(visit: PlanVisit): { setting: Setting; name: PlanField }[] {
	return PLAN_FIELDS.flatMap((name) =>
		visit[name].heads.filter(({ value }) => value !== visit[name].source).map((setting) => ({ setting, name }))
	);
}

function side({ op, value, by, at, device }: Setting, field: FieldName | null): Side {
	return { op, field, value, by, at, device };
}

function sourceSide(field: FieldName, value: RegisterValue): Side {
	return { op: SOURCE, field, value, by: '', at: '', device: null };
}

function registrationSide({ key, outcome, by, at, device }: Registration): Side {
	return { op: key, field: null, value: outcome, by, at, device };
}

function visitSide({ id, start, created }: PlanVisit): Side {
	return {
		op: id,
		field: null,
		value: start.value,
		by: created?.by ?? '',
		at: created?.at ?? '',
		device: created?.device ?? null
	};
}

function flag(visit: PlanVisit, about: Omit<Flag, 'visit' | 'group' | 'others'>): Flag {
	return { visit: visit.id, group: null, others: [], ...about };
}
