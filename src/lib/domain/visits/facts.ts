import * as v from 'valibot';
import type { DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';
import { compare, minuteSchema } from './schemas.ts';

const TEAM_ROOTS = ['team', 'carers', 'recipients', 'shifts', 'pages'];

/** Who belongs to a team, whom it helps and who works when; the server alone writes it. */
export const TEAM_KIND: DocumentKind = {
	kind: 'team',
	form: 'facts',
	version: 1,
	keepDays: null,
	rootRule: (root) => (TEAM_ROOTS.includes(root) ? 'any' : null)
};

/** Which documents a team has: devices open it first, and learn of new days from it. */
export const TEAM_INDEX_KIND: DocumentKind = {
	kind: 'team-index',
	form: 'facts',
	version: 1,
	keepDays: null,
	rootRule: (root) => (root === 'documents' ? 'any' : null)
};

/** The name of a team's facts. */
export function teamDocument(team: string, epoch = 1): string {
	return formatDocumentName({ kind: TEAM_KIND.kind, scope: team, partition: 'all', epoch });
}

/** The name of the index of a team. */
export function teamIndexDocument(team: string, epoch = 1): string {
	return formatDocumentName({ kind: TEAM_INDEX_KIND.kind, scope: team, partition: 'all', epoch });
}

const text = v.fallback(v.string(), '');
const texts = v.fallback(v.array(v.string()), []);
const positionSchema = v.object({ latitude: v.number(), longitude: v.number() });

const teamSchema = v.object({
	name: text,
	organisation: text,
	/** Whom to call, by what it is about: `it-service`, `supplier`, `coordinator` … */
	phones: v.fallback(v.array(v.object({ about: v.string(), number: v.string() })), [])
});

const carerSchema = v.object({
	name: v.string(),
	phone: v.fallback(v.nullable(v.string()), null),
	skills: texts,
	/** What a nurse has handed over to this person, and until which day. */
	delegations: v.fallback(v.array(v.object({ code: v.string(), until: v.nullable(v.string()) })), []),
	licence: v.fallback(v.boolean(), false),
	languages: texts
});

const recipientSchema = v.object({
	name: v.string(),
	address: text,
	position: v.fallback(v.nullable(positionSchema), null),
	/** That there is a key or a code; which one is never part of these facts. */
	keyInformation: v.fallback(v.boolean(), false),
	namedContact: v.fallback(v.nullable(v.string()), null),
	languages: texts,
	double: v.fallback(v.boolean(), false),
	notes: text
});

const breakSchema = v.object({ from: minuteSchema, to: minuteSchema, length: v.number() });
const shiftSchema = v.object({
	from: minuteSchema,
	to: minuteSchema,
	/** Between which minutes lunch must begin and end, and how long it is. */
	lunch: v.fallback(v.nullable(breakSchema), null)
});
const absenceSchema = v.object({ from: v.fallback(minuteSchema, 0), to: v.fallback(minuteSchema, 2880) });

/** A point on the map, in degrees. */
export type Position = v.InferOutput<typeof positionSchema>;
/** What is known of a team itself. */
export type Team = v.InferOutput<typeof teamSchema>;
/** Somebody who visits. */
export type Carer = v.InferOutput<typeof carerSchema> & { id: string };
/** Somebody who is visited. */
export type Recipient = v.InferOutput<typeof recipientSchema> & { id: string };
/** When somebody works on a day, in minutes of that day. */
export type Shift = v.InferOutput<typeof shiftSchema> & { carer: string; day: string };
/** When somebody is known to be away on a day. */
export type KnownAbsence = v.InferOutput<typeof absenceSchema> & { carer: string; day: string };

/** A team's facts, checked. */
export interface TeamFacts {
	team: Team;
	carers: ReadonlyMap<string, Carer>;
	recipients: ReadonlyMap<string, Recipient>;
	/** By `carer/day`; several when the working day is split. */
	shifts: ReadonlyMap<string, readonly Shift[]>;
	absences: ReadonlyMap<string, KnownAbsence>;
}

/** The maps of a facts document as plain values, by root name. */
export type FactsMaps = Readonly<Record<string, ReadonlyMap<string, unknown>>>;

/** A team's facts out of its document. What has another shape is left out: one bad row closes no day. */
export function readTeam(maps: FactsMaps): TeamFacts {
	const shifts = new Map<string, Shift[]>();
	const absences = new Map<string, KnownAbsence>();
	for (const [key, value] of maps['shifts'] ?? []) {
		const [first = '', second = '', third = ''] = key.split('/');
		if (first === 'absence') addAbsence(absences, second, third, value);
		else addShift(shifts, first, second, value);
	}
	for (const list of shifts.values()) list.sort((a, b) => a.from - b.from);
	return {
		team: readTeamItself(maps['team']),
		carers: readAll(maps['carers'], carerSchema),
		recipients: readAll(maps['recipients'], recipientSchema),
		shifts,
		absences
	};
}

/** The shifts of a carer on a day, earliest first. */
export function shiftsOf(team: TeamFacts, carer: string, day: string): readonly Shift[] {
	return team.shifts.get(`${carer}/${day}`) ?? [];
}

/** Carers by name. */
export function carersByName(team: TeamFacts): Carer[] {
	return [...team.carers.values()].sort((a, b) => a.name.localeCompare(b.name, 'sv') || compare(a.id, b.id));
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

function addShift(shifts: Map<string, Shift[]>, carer: string, day: string, value: unknown): void {
	const parsed = v.safeParse(shiftSchema, value);
	if (!parsed.success) return;
	const key = `${carer}/${day}`;
	shifts.set(key, [...(shifts.get(key) ?? []), { ...parsed.output, carer, day }]);
}

function addAbsence(absences: Map<string, KnownAbsence>, carer: string, day: string, value: unknown): void {
	const parsed = v.safeParse(absenceSchema, value);
	if (parsed.success) absences.set(`${carer}/${day}`, { ...parsed.output, carer, day });
}
