import type * as Y from 'yjs';
import { groupEntries } from '#core/grouped-entries';
import { parseStamp } from '#core/clock';
import { type Head, type RegisterValue, headsOf, latestFirst, readOperation } from '#core/register';
import { type Flag, openFlags } from './conflicts.ts';
import { OUTCOMES, type PlanDay, type PlanVisit, carersOf, endOf, takesPlace } from './model.ts';
import { readPlan } from './read-plan.ts';
import { readVisit, standing } from './read-visit.ts';
import { compare } from './schemas.ts';
import { momentOf } from './wall-time.ts';
import { ABSENCE, planRoots } from './workspace.ts';

/** Something that somebody did to a plan. */
export interface PlanChange {
	kind: 'field' | 'absence' | 'added' | 'registration';
	/** The visit; the carer for an absence. */
	visit: string;
	/** The register's name, for example `start` or `need.licence`; empty where it is none. */
	field: string;
	from: RegisterValue;
	to: RegisterValue;
	by: string;
	at: string;
	device: string | null;
	why: string | null;
	group: string | null;
	/** Whether it is what is shown now; if not, `winner` says what is. */
	kept: boolean;
	winner: { by: string; at: string; to: RegisterValue } | null;
}

/**
 * What has been done to a plan since a moment (milliseconds), oldest first. What was made before that on a device without
 * network is left out.
 */
export function changesSince(doc: Y.Doc, day: string, since: number): PlanChange[] {
	const isNew = (at: string) => wallTime(at) >= since;
	const found = [...registerChanges(doc, day, isNew), ...addedVisits(doc, isNew), ...registered(doc, isNew)];
	return found.sort((a, b) => compare(a.at, b.at) || compare(a.visit, b.visit) || compare(a.field, b.field));
}

type IsNew = (at: string) => boolean;

function registerChanges(doc: Y.Doc, day: string, isNew: IsNew): PlanChange[] {
	const { ops } = planRoots(doc);
	const found: PlanChange[] = [];
	for (const [id, group] of groupEntries(ops)) {
		for (const [rest, value] of group) {
			const slash = rest.lastIndexOf('/');
			const head = readOperation(rest.slice(slash + 1), value);
			const register = `${id}/${rest.slice(0, slash)}`;
			if (!head || !isNew(head.at)) continue;
			if (id !== ABSENCE || register.endsWith(`/${day}`)) found.push(registerChange(doc, register, head));
		}
	}
	return found;
}

function registerChange(doc: Y.Doc, register: string, head: Head): PlanChange {
	const { ops } = planRoots(doc);
	const earlier = head.prev.flatMap((op) => readOperation(op, ops.get(`${register}/${op}`)) ?? []).sort(latestFirst);
	const [shown] = headsOf(ops, register).sort(latestFirst);
	const kept = shown?.to === head.to;
	return {
		...aboutRegister(register),
		from: (earlier[0] ? earlier[0].to : head.base) ?? null,
		to: head.to,
		...signature(head),
		why: head.why ?? null,
		group: head.group ?? null,
		kept,
		winner: kept || !shown ? null : { by: shown.by, at: shown.at, to: shown.to }
	};
}

function aboutRegister(register: string): Pick<PlanChange, 'kind' | 'visit' | 'field'> {
	const [id = '', second = ''] = register.split('/');
	return id === ABSENCE ? { kind: 'absence', visit: second, field: '' } : { kind: 'field', visit: id, field: second };
}

function addedVisits(doc: Y.Doc, isNew: IsNew): PlanChange[] {
	return [...groupEntries(planRoots(doc).visits).keys()].flatMap((id) => {
		const visit = readVisit(doc, id);
		if (!visit?.created || !isNew(visit.created.at)) return [];
		const { created, start } = visit;
		return [{ ...plain('added', id, start.source), ...signature(created), group: created.group }];
	});
}

function registered(doc: Y.Doc, isNew: IsNew): PlanChange[] {
	return [...groupEntries(planRoots(doc).visits).keys()].flatMap((id) => {
		const registrations = readVisit(doc, id)?.registrations ?? [];
		return registrations
			.filter(({ at }) => isNew(at))
			.map((entry) => ({ ...plain('registration', id, entry.outcome), ...signature(entry) }));
	});
}

function plain(kind: PlanChange['kind'], visit: string, to: RegisterValue) {
	return { kind, visit, field: '', from: null, to, why: null, group: null, kept: true, winner: null };
}

function signature({ by, at, device }: { by: string; at: string; device?: string | null }) {
	return { by, at, device: device ?? null };
}

function wallTime(stamp: string): number {
	const parsed = parseStamp(stamp);
	return parsed.ok ? parsed.value.wall : 0;
}

/** What a team looks through when an outage is over. */
export interface OutageSummary {
	/** By person, in the order of their first change. */
	changes: readonly { by: string; changes: readonly PlanChange[] }[];
	flags: readonly { day: string; flag: Flag }[];
	/** Visits that have begun and that nobody, or only one of two carers, has registered. */
	unregistered: readonly { day: string; visit: PlanVisit; missing: readonly string[] }[];
}

/** A day's document, and what of it was in the outage. */
export interface OutageDay {
	doc: Y.Doc;
	day: string;
	/** The moment (milliseconds) when the outage began. */
	since: number;
	/** The moment (milliseconds) from which on changes are no longer the outage's; missing while it lasts. */
	before?: number;
	/** The minute of the day until which visits should be registered by now: 1440 for a day that is over. */
	until: number;
}

/** Who changed what from what to what during an outage, what waits for a decision, and what nobody has registered. */
export function summariseOutage(days: readonly OutageDay[]): OutageSummary {
	const byPerson = new Map<string, PlanChange[]>();
	for (const { doc, day, since, before = Infinity } of days) {
		for (const change of changesSince(doc, day, since)) {
			if (wallTime(change.at) >= before) continue;
			byPerson.set(change.by, [...(byPerson.get(change.by) ?? []), change]);
		}
	}
	const plans = days.map(({ doc, day, until }) => ({ plan: readPlan(doc, day), until }));
	return {
		changes: [...byPerson].map(([by, changes]) => ({ by, changes })),
		flags: plans.flatMap(({ plan }) => openFlags(plan).map((flag) => ({ day: plan.day, flag }))),
		unregistered: plans.flatMap(({ plan, until }) =>
			unregisteredVisits(plan, until).map((one) => ({ day: plan.day, ...one }))
		)
	};
}

/** Visits that began before a minute and lack a registration, with the carers it is missing from. */
export function unregisteredVisits(plan: PlanDay, until: number): { visit: PlanVisit; missing: string[] }[] {
	return plan.visits.flatMap((visit) => {
		if (!takesPlace(visit) || visit.start.value >= until) return [];
		const final = standing(visit.registrations).filter(({ outcome }) => outcome !== OUTCOMES[0]);
		const missing = carersOf(visit).filter((carer) => !final.some(({ person }) => person === carer));
		// Somebody else may have gone in place of the carer who was planned.
		const enough = final.length >= Math.max(1, carersOf(visit).length);
		return enough ? [] : [{ visit, missing }];
	});
}

/** True for a visit that was planned to go on at some moment between two (milliseconds); night visits by their own day. */
export function isWithin(visit: PlanVisit, day: string, { from, until }: { from: number; until: number }): boolean {
	const [start, end] = [momentOf(day, visit.start.value), momentOf(day, endOf(visit))];
	return start !== null && end !== null && end > from && start < until;
}
