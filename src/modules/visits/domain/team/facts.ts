import * as v from 'valibot';
import { type Recurrence, takesPlaceOn } from './recurring.ts';
import { compare } from '../plan/schemas.ts';
import {
	type Carer,
	type KnownAbsence,
	type Recipient,
	type RecurringShift,
	type Shift,
	type Team,
	absenceSchema,
	carerSchema,
	dayShiftSchema,
	recipientSchema,
	recurrenceSchema,
	recurringShiftSchema,
	teamSchema
} from './team-schemas.ts';

export type { Carer, KnownAbsence, Position, Recipient, RecurringShift, Shift, Team } from './team-schemas.ts';

/** A team's facts, checked. */
export interface TeamFacts {
	team: Team;
	carers: ReadonlyMap<string, Carer>;
	recipients: ReadonlyMap<string, Recipient>;
	/** By `carer/day`: several when the working day is split, none when the carer is free in spite of recurring ones. */
	shifts: ReadonlyMap<string, readonly Shift[]>;
	/** By carer: the shifts of days that have none of their own. */
	recurringShifts: ReadonlyMap<string, readonly RecurringShift[]>;
	/** The visits that come again, by id. */
	recurrences: readonly Recurrence[];
	absences: ReadonlyMap<string, KnownAbsence>;
}

/** The maps of a facts document as plain values, by root name. */
export type FactsMaps = Readonly<Record<string, ReadonlyMap<string, unknown>>>;

/** A team's facts out of its document. What has another shape is left out: one bad row closes no day. */
export function readTeam(maps: FactsMaps): TeamFacts {
	const shifts = new Map<string, Shift[]>();
	const recurringShifts = new Map<string, RecurringShift[]>();
	const absences = new Map<string, KnownAbsence>();
	for (const [key, value] of maps['shifts'] ?? []) {
		const [first = '', second = '', third = ''] = key.split('/');
		if (first === 'absence') addAbsence(absences, second, third, value);
		else if (first === 'recurring') addRecurringShift(recurringShifts, second, third, value);
		else addShift(shifts, first, second, value);
	}
	for (const list of shifts.values()) list.sort((a, b) => a.from - b.from);
	return {
		team: readTeamItself(maps['team']),
		carers: readAll(maps['carers'], carerSchema),
		recipients: readAll(maps['recipients'], recipientSchema),
		shifts,
		recurringShifts,
		recurrences: [...readAll(maps['recurring'], recurrenceSchema).values()].sort((a, b) => compare(a.id, b.id)),
		absences
	};
}

/** The shifts of a carer on a day, earliest first: those of the day, or else the recurring ones. */
export function shiftsOf(team: TeamFacts, carer: string, day: string): readonly Shift[] {
	const ofDay = team.shifts.get(`${carer}/${day}`);
	if (ofDay) return ofDay;
	const recurring = team.recurringShifts.get(carer)?.filter((each) => takesPlaceOn(each, day)) ?? [];
	return recurring.map(({ shift }) => ({ ...shift, carer, day })).sort((a, b) => a.from - b.from);
}

/** True when anybody's shift of a day is known: only then says a missing one that somebody is free. */
export function hasShifts(team: TeamFacts, day: string): boolean {
	if ([...team.shifts].some(([key, shifts]) => shifts.length > 0 && key.endsWith(`/${day}`))) return true;
	return [...team.recurringShifts.keys()].some((carer) => shiftsOf(team, carer, day).length > 0);
}

/** People who belong to the team on a day, by name: those who have left are not offered. */
export function atTeam<Person extends { name: string; id: string; ended: string | null }>(
	people: Iterable<Person>,
	day: string
): Person[] {
	return [...people].filter(({ ended }) => ended === null || ended >= day).sort(byName);
}

/** Carers by name. */
export function carersByName(team: TeamFacts): Carer[] {
	return [...team.carers.values()].sort(byName);
}

function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
	return a.name.localeCompare(b.name, 'sv') || compare(a.id, b.id);
}

function readTeamItself(map: ReadonlyMap<string, unknown> | undefined): Team {
	const parsed = v.safeParse(teamSchema, map?.get('all'));
	return parsed.success ? parsed.output : { name: '', organisation: '', phones: [] };
}

function readAll<Value extends object>(
	map: ReadonlyMap<string, unknown> | undefined,
	schema: v.GenericSchema<unknown, Value>
): Map<string, Value & { id: string }> {
	const found = new Map<string, Value & { id: string }>();
	for (const [id, value] of map ?? []) {
		const parsed = v.safeParse(schema, value);
		if (parsed.success) found.set(id, { ...parsed.output, id });
	}
	return found;
}

/** A day's own entry, `off` among them, goes before recurring shifts. */
function addShift(shifts: Map<string, Shift[]>, carer: string, day: string, value: unknown): void {
	const parsed = v.safeParse(dayShiftSchema, value);
	if (!parsed.success) return;
	const key = `${carer}/${day}`;
	const before = shifts.get(key) ?? [];
	shifts.set(key, 'off' in parsed.output ? before : [...before, { ...parsed.output, carer, day }]);
}

function addRecurringShift(found: Map<string, RecurringShift[]>, carer: string, id: string, value: unknown): void {
	const parsed = v.safeParse(recurringShiftSchema, value);
	if (parsed.success) found.set(carer, [...(found.get(carer) ?? []), { ...parsed.output, id, carer }]);
}

function addAbsence(absences: Map<string, KnownAbsence>, carer: string, day: string, value: unknown): void {
	const parsed = v.safeParse(absenceSchema, value);
	if (parsed.success) absences.set(`${carer}/${day}`, { ...parsed.output, carer, day });
}
