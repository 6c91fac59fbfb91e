import * as v from 'valibot';
import type { Entries } from '#core/grouped-entries';
import type { Accepts, RegisterValue } from '#core/register';
import { field, needed, readable } from '../fields.ts';
import {
	ORIGINS,
	type Outcome,
	OUTCOMES,
	type Registration,
	type SourceVisit,
	TAKEN_BACK,
	VISIT_KINDS
} from './model.ts';
import { EARLIEST } from './wall-time.ts';

/** No visit is planned later than this many minutes after its day's midnight: a night ends the next day. */
export const LAST_MINUTE = 2 * 1440;
const LONGEST = 1440; // minutes

export const minuteSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_MINUTE));
/** A minute at which something happened: before the day's midnight for who came early to its first visits. */
const happenedSchema = v.pipe(v.number(), v.integer(), v.minValue(-EARLIEST), v.maxValue(LAST_MINUTE));
export const lengthSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST));
const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const textSchema = v.pipe(v.string(), v.maxLength(4000));
const idsSchema = v.pipe(v.array(idSchema), v.maxLength(64));
const fieldText = v.nullable(textSchema);

/** What each register can hold. A register of an unknown name is kept and not read. */
const FIELDS: Readonly<Record<string, v.GenericSchema<unknown, RegisterValue>>> = {
	start: minuteSchema,
	length: lengthSchema,
	a: v.nullable(idSchema),
	b: v.nullable(idSchema),
	cancel: fieldText,
	pin: v.nullable(idSchema),
	kind: v.picklist(VISIT_KINDS),
	double: v.boolean(),
	window: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,4}-\d{1,4}$/))),
	address: fieldText,
	key: v.boolean(),
	secondRecipient: v.nullable(idSchema)
};

/** Registers of which a visit has several, by the beginning of their names. */
const FAMILIES: Readonly<Record<string, v.GenericSchema<unknown, RegisterValue>>> = {
	need: v.boolean(),
	task: fieldText,
	ok: fieldText
};

/** True when a visit's register can hold the value. */
export const acceptsField: Accepts = (register, value) => {
	const schema = schemaOf(register);
	return schema !== undefined && v.is(schema, value);
};

/** False for a register that a newer version may have. */
export function knowsField(register: string): boolean {
	return schemaOf(register) !== undefined;
}

function schemaOf(register: string): v.GenericSchema | undefined {
	const dot = register.indexOf('.');
	const fields = dot < 0 ? FIELDS : FAMILIES;
	const name = dot < 0 ? register : register.slice(0, dot);
	return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** `420-720`: between two minutes, as registers hold it. */
const BETWEEN = /^(\d{1,4})-(\d{1,4})$/;

/** The two minutes of a register: those of a window, or between which a person is away; null for anything else. */
export function readBetween(value: RegisterValue): { from: number; to: number } | null {
	const match = typeof value === 'string' ? BETWEEN.exec(value) : null;
	return match ? { from: Number(match[1]), to: Number(match[2]) } : null;
}

/** A window as a register holds it; null for none. */
export function betweenText(window: { from: number; to: number } | null): string | null {
	return window && `${window.from}-${window.to}`;
}

/** True when an absence register can hold the value. */
export const acceptsAbsence: Accepts = (_register, value) => value === null || readBetween(value) !== null;

const windowSchema = v.object({ from: minuteSchema, to: minuteSchema });
const sequenceSchema = v.object({ after: idSchema, least: v.number(), most: v.number() });

/** What a source may write of a visit; only who, when and how long must be there. */
export const SOURCE = {
	origin: field(v.picklist(ORIGINS), 'import'),
	kind: field(v.picklist(VISIT_KINDS), 'ordinary'),
	recipient: needed(idSchema),
	secondRecipient: field(v.nullable(idSchema), null),
	start: needed(minuteSchema),
	length: needed(lengthSchema),
	a: field(v.nullable(idSchema), null),
	b: field(v.nullable(idSchema), null),
	double: field(v.boolean(), false),
	window: field(v.nullable(windowSchema), null),
	sequence: field(v.nullable(sequenceSchema), null),
	tasks: field(v.array(textSchema), []),
	needs: field(v.array(idSchema), []),
	address: field(fieldText, null),
	key: field(v.boolean(), false),
	withdrawn: field(fieldText, null),
	recurrence: field(v.nullable(idSchema), null)
} satisfies Record<Exclude<keyof SourceVisit, 'id'>, unknown>;

/** The names of what a source writes, as they stand after `src.` in a key. */
export const SOURCE_FIELDS = Object.keys(SOURCE) as Exclude<keyof SourceVisit, 'id'>[];

const SOURCE_KEYS = SOURCE_FIELDS.map((field) => [field, `src.${field}`] as const);
const sourceSchema = readable(SOURCE);

/** Who made a visit by hand. */
export const CREATION = {
	by: needed(idSchema),
	at: needed(v.string()),
	device: field(v.nullable(v.string()), null),
	group: field(v.nullable(v.string()), null),
	splitFrom: field(v.nullable(v.string()), null),
	movedFrom: field(v.nullable(v.object({ day: v.pipe(v.string(), v.isoDate()), visit: idSchema })), null)
};
const creationSchema = readable(CREATION);

/** The visit that a source has written, or null when too little of it is there or in another shape. */
export function readSource(id: string, entries: Entries): SourceVisit | null {
	const fields: Record<string, unknown> = {};
	for (const [field, key] of SOURCE_KEYS) fields[field] = entries.get(key);
	const parsed = v.safeParse(sourceSchema, fields);
	return parsed.success ? { id, ...parsed.output } : null;
}

/** Who made a visit by hand, or null. */
export function readCreation(entries: Entries): v.InferOutput<typeof creationSchema> | null {
	const parsed = v.safeParse(creationSchema, entries.get('created'));
	return parsed.success ? parsed.output : null;
}

/** What came of a visit, as somebody has registered it. */
export const REGISTRATION = {
	outcome: needed(v.picklist([...OUTCOMES, TAKEN_BACK])),
	start: field(v.nullable(happenedSchema), null),
	end: field(v.nullable(happenedSchema), null),
	left: field(v.array(textSchema), []),
	documentation: field(v.string(), ''),
	happened: field(v.nullable(v.number()), null),
	at: needed(v.string()),
	by: needed(idSchema),
	device: field(v.nullable(v.string()), null),
	way: field(v.picklist(['visit', 'afterwards', 'paper']), 'afterwards'),
	line: field(v.nullable(idSchema), null),
	corrects: field(idsSchema, []),
	seen: field(idsSchema, [])
};
const registrationSchema = readable(REGISTRATION);

/**
 * The registrations of one visit, `person/n` → value, oldest first. A line of a sheet that was read twice is one, and
 * what somebody has taken back of their own was never said.
 */
export function readRegistrations(entries: Entries): Registration[] {
	const found = withoutTakenBack(
		[...entries].flatMap(([key, value]) => {
			const parsed = v.safeParse(registrationSchema, value);
			const [person = '', n = ''] = key.split('/');
			return parsed.success && person !== '' && n !== '' ? [{ key, keys: [key], person, ...parsed.output }] : [];
		})
	);
	found.sort((a, b) => compare(a.at, b.at) || compare(a.key, b.key));
	const first = new Map<string, Registration>();
	for (const registration of found) {
		const { key, line, person, outcome, start, end, left, documentation } = registration;
		const said = line === null ? key : JSON.stringify([line, person, outcome, start, end, left, documentation]);
		const known = first.get(said);
		first.set(said, known ? { ...known, keys: [...known.keys, key] } : registration);
	}
	return [...first.values()];
}

type Said = Omit<Registration, 'outcome'> & { outcome: Outcome | typeof TAKEN_BACK };

/** Nobody takes back what somebody else has said: that is corrected, and stays to be read. */
function withoutTakenBack(said: readonly Said[]): Registration[] {
	const gone = new Set(
		said.flatMap(({ outcome, corrects, by }) => (outcome === TAKEN_BACK ? corrects.map((key) => `${by} ${key}`) : []))
	);
	return said.flatMap(({ outcome, ...rest }) =>
		outcome === TAKEN_BACK || gone.has(`${rest.by} ${rest.key}`) ? [] : [{ ...rest, outcome }]
	);
}

/** Orders texts as computers do: the same on every device, whatever its language. */
export function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
