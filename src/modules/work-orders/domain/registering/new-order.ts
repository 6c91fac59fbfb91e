import * as v from 'valibot';

/** Fel, HLU (hyresgäststyrt lägenhetsunderhåll), UH oplanerat, Tillval, Underhåll. */
export const ORDER_TYPES = ['fault', 'hlu', 'unplanned', 'option', 'planned'] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** Normal, Akut, HLU Ny HG (an incoming tenant). */
export const PRIORITIES = ['normal', 'urgent', 'hlu-new-tenant'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** PostgreSQL keeps neither NUL in a text nor more than 31 bits in an integer. */
const short = v.pipe(v.string(), v.maxLength(200), v.excludes('\0'));
const long = v.pipe(v.string(), v.maxLength(4000));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const optional = v.optional(short, '');

/** Dates are read leniently: 31 February would become 3 March. */
function isDay(day: string): boolean {
	const at = Date.parse(day);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** Any time zone in, UTC out: lists compare moments as texts. */
const moment = v.pipe(
	v.string(),
	v.isoTimestamp(),
	v.check((value) => isDay(value.slice(0, 10))),
	v.transform((value) => new Date(value).toISOString())
);

/** The home or place that the work is done in. */
const placeSchema = v.object({
	number: v.pipe(short, v.minLength(1)),
	type: optional,
	floor: optional,
	address: v.pipe(short, v.minLength(1)),
	postalCode: optional,
	city: optional,
	area: optional,
	administrativeArea: optional
});

/** The tenant; an empty name means a vacant home. `use` names the number with the star. */
const tenantSchema = v.object({
	name: optional,
	homePhone: optional,
	workPhone: optional,
	otherPhone: optional,
	use: v.optional(v.nullable(v.picklist(['homePhone', 'workPhone', 'otherPhone'])), null),
	movingIn: v.optional(v.nullable(day), null),
	masterKey: v.optional(v.nullable(v.boolean()), null),
	keyInformation: optional,
	comment: optional
});

/** What the order is about. */
const concernsSchema = v.object({
	room: optional,
	roomCode: optional,
	unit: optional,
	unitNote: optional,
	properties: optional,
	includedInRent: v.optional(v.nullable(v.boolean()), null),
	serialNumber: optional,
	installed: v.optional(v.nullable(day), null),
	lastMaintenance: v.optional(v.nullable(day), null)
});

/** For a replacement: what comes instead, and what the contractor fills in about it. */
const newUnitSchema = v.object({ replaceWith: short, note: optional, properties: optional, serialNumber: optional });

const ordererSchema = v.object({
	account: optional,
	name: optional,
	mobile: optional,
	email: optional,
	invoicing: optional
});

/** What an orderer or the landlord's own system says when it orders. */
export const newOrderSchema = v.object({
	number: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2_147_483_647))),
	externalId: v.optional(v.pipe(short, v.minLength(1))),
	contractor: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
	type: v.picklist(ORDER_TYPES),
	priority: v.optional(v.picklist(PRIORITIES), 'normal'),
	orderedAt: v.optional(moment),
	place: placeSchema,
	tenant: v.optional(tenantSchema, {}),
	reporter: v.optional(v.nullable(v.object({ name: short, phone: optional })), null),
	concerns: v.optional(concernsSchema, {}),
	phrase: optional,
	description: v.optional(long, ''),
	newUnit: v.optional(v.nullable(newUnitSchema), null),
	orderer: v.optional(ordererSchema, {})
});

/** A work order that is asked for, checked. */
export type NewOrder = v.InferOutput<typeof newOrderSchema>;
/** The same as it may be written down, before defaults are filled in. */
export type NewOrderInput = v.InferInput<typeof newOrderSchema>;
