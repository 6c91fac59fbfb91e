import * as v from 'valibot';

/** Where a work order stands. `declined` means: back with the orderer, off the contractor's lists. */
export const STATUSES = ['ordered', 'accepted', 'done', 'invoiced', 'cancelled', 'declined'] as const;
export type Status = (typeof STATUSES)[number];

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
const optional = v.fallback(v.optional(short, ''), '');

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

/** A wasted trip (bomkörning) that the orderer has not answered yet. */
export interface WastedTrip {
	at: string;
	by: string;
	reason: string;
}

/** A work order as the server keeps it. Times are ISO 8601 in UTC. */
export interface WorkOrder extends Omit<NewOrder, 'number' | 'externalId' | 'contractor' | 'orderedAt'> {
	id: string;
	number: number;
	organisation: string;
	externalId: string | null;
	/** The company that has the order; null once it is declined. */
	contractor: string | null;
	contractorName: string;
	/** Companies that had the order before: what they did on it offline is kept and handed to the orderer. */
	formerContractors: string[];
	bundle: string;
	status: Status;
	orderedAt: string;
	registeredAt: string;
	acceptedAt: string | null;
	acceptedBy: string | null;
	doneAt: string | null;
	/** The text of "Utförd åtgärd" as it stood when the order was marked done. */
	doneAction: string | null;
	wastedTrip: WastedTrip | null;
}

/** What a log entry is about; each has its Swedish name in the interface. */
export const LOG_TYPES = [
	'registered',
	'accepted',
	'declined',
	'note',
	'question',
	'answer',
	'message',
	'done',
	'wasted-trip',
	'cancelled',
	'invoiced',
	'contractor-changed',
	'file-attached',
	'file-removed',
	'came-late'
] as const;
export type LogType = (typeof LOG_TYPES)[number];

/** One line of the log (Noteringar). */
export interface LogEntry {
	/** When it happened on the device that did it. */
	at: string;
	/** When the server decided it. */
	registeredAt: string;
	type: LogType;
	name: string;
	phrase: string;
	text: string;
	member: string | null;
	command: string | null;
	/** `orderer`: what a former contractor did on an order that has moved; the new contractor does not see it. */
	audience: 'all' | 'orderer';
}

/** A file on an order. */
export interface OrderFile {
	id: string;
	sha256: string;
	name: string;
	mediaType: string;
	bytes: number;
	picture: boolean;
	member: string;
	memberName: string;
	at: string;
	command: string;
	removedAt: string | null;
	audience: 'all' | 'orderer';
}

/** The reference that an invoice must carry: `AO476585`, without blank or hyphen. */
export function invoiceReference(order: { number: number }): string {
	return `AO${order.number}`;
}

/** The bundle of orders for one object on one day: `52290002-20240115`. `day` is 2024-01-15. */
export function bundleNumber(objectNumber: string, orderedDay: string): string {
	return `${objectNumber}-${orderedDay.replaceAll('-', '')}`;
}

/** The tenant's number to use for an order: the one with the star, else the first there is; empty when none. */
export function tenantPhone(tenant: WorkOrder['tenant']): string {
	if (tenant.use && tenant[tenant.use]) return tenant[tenant.use];
	return tenant.otherPhone || tenant.homePhone || tenant.workPhone;
}

/** The landlord's ready phrases for notes, until the landlord has made a list of its own. */
export const NOTE_PHRASES = ['Tid är bokad med kund', 'Sökt kund', 'Material beställt', 'Beställningsfråga'] as const;

/** The phrase that makes a note a question to the orderer. */
export const QUESTION_PHRASE = 'Beställningsfråga';
