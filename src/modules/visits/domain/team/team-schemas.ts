import * as v from 'valibot';
import { VISIT_KINDS } from '../plan/model.ts';
import { lengthSchema, minuteSchema } from '../plan/schemas.ts';

const MOST = 60; // skills, delegations, exceptions of one person or visit
const text = (longest: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(longest), v.excludes('\0')), '');
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80), v.excludes('\0'));
const code = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}-]{1,40}$/u));
const codes = v.optional(v.pipe(v.array(code), v.maxLength(MOST)), []);
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/));
const day = v.pipe(v.string(), v.isoDate());
const dayOrNull = v.optional(v.nullable(day), null);
const position = v.optional(
	v.nullable(
		v.object({
			latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
			longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180))
		})
	),
	null
);
const yes = v.optional(v.boolean(), false);

/** A door code or a key's number, which has no place among facts that every device of a team holds. */
const CODE = /kod\p{L}*\W{0,3}\d{3,}/iu;
const withoutCodes = (longest: number) =>
	v.pipe(
		text(longest),
		v.check((written) => !CODE.test(written))
	);

/** True when a text seems to hold a door code. */
export function holdsCode(written: string): boolean {
	return CODE.test(written);
}

/** What is known of a team itself, read with patience. */
export const teamSchema = v.object({
	name: v.fallback(v.string(), ''),
	organisation: v.fallback(v.string(), ''),
	/** Whom to call, by what it is about: `it-service`, `supplier`, `coordinator` … */
	phones: v.fallback(v.array(v.object({ about: v.string(), number: v.string() })), [])
});

/** Somebody who visits, as it may be written. */
export const strictCarer = v.object({
	name,
	phone: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(30), v.excludes('\0'))), null),
	skills: codes,
	/** What a nurse has handed over to this person, and until which day. */
	delegations: v.optional(v.pipe(v.array(v.object({ code, until: v.nullable(day) })), v.maxLength(MOST)), []),
	licence: yes,
	languages: codes,
	/** Where the first way of the day begins. */
	home: position,
	/** The last day in the team; null while there is none. */
	ended: dayOrNull
});

/** Somebody who is visited, as it may be written. */
export const strictRecipient = v.object({
	name,
	address: text(200),
	/** How to get in, without codes. */
	entrance: withoutCodes(500),
	phone: text(30),
	/** Whom to call: a relative or another contact. */
	contact: text(200),
	position,
	/** That there is a key or a code; which one is never part of these facts. */
	keyInformation: yes,
	/** The carer who is the named contact (fast omsorgskontakt). */
	namedContact: v.optional(v.nullable(id), null),
	languages: codes,
	/** What a carer needs at every visit. */
	needs: codes,
	double: yes,
	notes: withoutCodes(1000),
	ended: dayOrNull
});

const pause = v.object({ from: minuteSchema, to: minuteSchema, length: v.pipe(v.number(), v.minValue(1)) });
const shiftShape = {
	from: minuteSchema,
	to: minuteSchema,
	/** Between which minutes lunch must begin and end, and how long it is. */
	lunch: v.optional(v.nullable(pause), null)
};
const strictShift = v.pipe(
	v.object(shiftShape),
	v.check(({ from, to }) => from < to)
);

/** A shift of one day, or that the carer is free on it. */
export const strictDayShift = v.union([strictShift, v.object({ off: v.literal(true) })]);

const rhythm = {
	weekdays: v.pipe(v.array(v.picklist([1, 2, 3, 4, 5, 6, 7])), v.minLength(1), v.maxLength(7)),
	everyWeeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(52)),
	from: day,
	to: dayOrNull,
	exceptions: v.optional(v.pipe(v.array(day), v.maxLength(MOST)), [])
};

/** Working hours that come again, as they may be written. */
export const strictRecurringShift = v.object({ ...rhythm, shift: strictShift });

/** A visit that comes again, as it may be written. */
export const strictRecurrence = v.object({
	...rhythm,
	/** The recurring visit that this one goes on with from its first day: its visits are the same ones. */
	series: v.optional(v.nullable(id), null),
	visit: v.object({
		recipient: id,
		secondRecipient: v.optional(v.nullable(id), null),
		start: minuteSchema,
		length: lengthSchema,
		a: v.optional(v.nullable(id), null),
		b: v.optional(v.nullable(id), null),
		kind: v.optional(v.picklist(VISIT_KINDS), 'ordinary'),
		double: yes,
		window: v.optional(v.nullable(v.object({ from: minuteSchema, to: minuteSchema })), null),
		tasks: v.optional(v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))), v.maxLength(MOST)), []),
		needs: codes,
		address: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null),
		key: yes
	})
});

const texts = v.fallback(v.array(v.string()), []);
const anyText = v.fallback(v.string(), '');

/** As strictCarer, read with patience: one odd field hides no person. */
export const carerSchema = v.object({
	name: v.string(),
	phone: v.fallback(v.nullable(v.string()), null),
	skills: texts,
	delegations: v.fallback(v.array(v.object({ code: v.string(), until: v.nullable(v.string()) })), []),
	licence: v.fallback(v.boolean(), false),
	languages: texts,
	home: v.fallback(position, null),
	ended: v.fallback(dayOrNull, null)
});

/** As strictRecipient, read with patience. */
export const recipientSchema = v.object({
	name: v.string(),
	address: anyText,
	entrance: anyText,
	phone: anyText,
	contact: anyText,
	position: v.fallback(position, null),
	keyInformation: v.fallback(v.boolean(), false),
	namedContact: v.fallback(v.nullable(v.string()), null),
	languages: texts,
	needs: texts,
	double: v.fallback(v.boolean(), false),
	notes: anyText,
	ended: v.fallback(dayOrNull, null)
});

/** As strictDayShift, read with patience. */
export const dayShiftSchema = v.union([
	v.object({ ...shiftShape, lunch: v.fallback(v.nullable(pause), null) }),
	v.object({ off: v.literal(true) })
]);
export const recurringShiftSchema = strictRecurringShift;
export const recurrenceSchema = strictRecurrence;
export const absenceSchema = v.object({ from: v.fallback(minuteSchema, 0), to: v.fallback(minuteSchema, 2880) });

/** A point on the map, in degrees. */
export type Position = NonNullable<v.InferOutput<typeof position>>;
/** What is known of a team itself. */
export type Team = v.InferOutput<typeof teamSchema>;
/** Somebody who visits. */
export type Carer = v.InferOutput<typeof carerSchema> & { id: string };
/** Somebody who is visited. */
export type Recipient = v.InferOutput<typeof recipientSchema> & { id: string };
/** When somebody works on a day, in minutes of that day. */
export type Shift = v.InferOutput<typeof strictShift> & { carer: string; day: string };
/** When somebody is at work week after week. */
export type RecurringShift = v.InferOutput<typeof strictRecurringShift> & { id: string; carer: string };
/** When somebody is known to be away on a day. */
export type KnownAbsence = v.InferOutput<typeof absenceSchema> & { carer: string; day: string };
