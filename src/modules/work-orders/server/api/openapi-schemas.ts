import { ATTEMPTS, ORDER_TYPES, PRIORITIES, STATUSES } from '#modules/work-orders/domain/index.ts';

/** A JSON Schema, as far as the description needs it. */
export type Schema = Readonly<Record<string, unknown>>;

const text = (description: string, more: Schema = {}): Schema => ({
	type: 'string',
	maxLength: 200,
	description,
	...more
});
const day = (description: string): Schema => ({ type: ['string', 'null'], format: 'date', description });
const time = (description: string): Schema => ({ type: 'string', format: 'date-time', description });
const maybe = (schema: Schema): Schema => ({ ...schema, type: [schema['type'], 'null'] });
const yesNo = (description: string): Schema => ({ type: ['boolean', 'null'], description });
const list = (items: Schema, description: string): Schema => ({ type: 'array', items, description });
const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
	type: 'object',
	properties,
	...(required.length > 0 && { required })
});
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const maybeRef = (name: string, description: string): Schema => ({ anyOf: [ref(name), { type: 'null' }], description });

const place = object(
	{
		number: text('Object number. Kept as text: leading zeros count.', { minLength: 1 }),
		type: text('Object type: 2 rum och kök'),
		floor: text('1 tr av 6 (hiss)'),
		address: text('Street address', { minLength: 1 }),
		postalCode: text('117 00'),
		city: text('City'),
		area: text('Area (område)'),
		administrativeArea: text('Administrative area (förvaltningsområde)')
	},
	['number', 'address']
);

const tenant = object({
	name: text('Empty for a vacant home'),
	homePhone: text('Phone at home'),
	workPhone: text('Phone at work'),
	otherPhone: text('Mobile, or another number for SMS'),
	use: {
		enum: ['homePhone', 'workPhone', 'otherPhone', null],
		description: 'Which of the numbers to use for this order'
	},
	movingIn: day('Moving-in day'),
	masterKey: yesNo('Whether the master key may be used; null when unknown'),
	keyInformation: text('Where the key is'),
	comment: text('Comment on the tenant or the visit')
});

const concerns = object({
	room: text('Room (utrymme)'),
	roomCode: text('Code of the room'),
	unit: text('Unit (enhet)'),
	unitNote: text('Note on the unit'),
	properties: text('Properties of the unit'),
	includedInRent: yesNo('Whether the unit is included in the rent'),
	serialNumber: text('Serial number of the present unit'),
	installed: day('When it was installed'),
	lastMaintenance: day('When it was last maintained')
});

const newUnit = object(
	{
		replaceWith: text('What the unit is replaced with (byt till)'),
		note: text('Filled in by the contractor'),
		properties: text('Filled in by the contractor'),
		serialNumber: text('Filled in by the contractor')
	},
	['replaceWith']
);

const orderer = object({
	account: text('Account of the orderer'),
	name: text('Name of the orderer'),
	mobile: text('Mobile number'),
	email: text('Is mailed when the contractor answers'),
	invoicing: text('Se avtal')
});

/** What both a new order and an order that is read have. */
const ordered: Readonly<Record<string, Schema>> = {
	type: {
		enum: ORDER_TYPES,
		description: 'fault = Fel, hlu = HLU, unplanned = UH oplanerat, option = Tillval, planned = Underhåll'
	},
	priority: { enum: PRIORITIES, default: 'normal' },
	place: ref('Place'),
	tenant: ref('Tenant'),
	reporter: maybeRef('Reporter', 'Who reported it, when it was not the tenant'),
	concerns: ref('Concerns'),
	phrase: text('What it is about, in a few words'),
	description: text('What is to be done', { maxLength: 4000 }),
	newUnit: maybeRef('NewUnit', 'For a replacement'),
	orderer: ref('Orderer')
};

const newOrder = object(
	{
		externalId: text("The caller's own id: a second order with the same id is the same order.", { minLength: 1 }),
		number: {
			type: 'integer',
			minimum: 1,
			maximum: 2_147_483_647,
			description: 'The work-order number; the next free one when absent'
		},
		contractor: text('Organisation number, with or without hyphen, or id of the contractor'),
		orderedAt: time('When it was ordered; now when absent. Any time zone.'),
		...ordered
	},
	['contractor', 'type', 'place']
);

const registered = {
	id: text('Id of the order'),
	number: { type: 'integer', description: 'Work-order number' },
	bundle: text('OBJECT-YYYYMMDD: orders for one object on one day'),
	status: { enum: STATUSES },
	invoiceReference: text('AO and the number: what an invoice must carry')
} as const;

const wastedTrip = object({
	at: time('When it was reported'),
	by: text('Who reported it'),
	reason: text('Why', { maxLength: 4000 }),
	agreedAt: text('The time that was agreed, as an ISO time; empty when none'),
	attempts: list({ enum: ATTEMPTS }, 'How the tenant was sought'),
	arrivedAt: text('ISO time; empty when not given'),
	leftAt: text('ISO time; empty when not given'),
	answer: {
		...maybe(object({ outcome: { enum: ['cancelled', 'resumed'] }, at: time('When'), by: text('Who') })),
		description: 'What the orderer has answered'
	}
});

const planned = object({ day: text('2026-11-24'), from: text('08:00; empty when open'), to: text('12:00') });

const waitsFor = object({
	order: text('Id of the order that comes first'),
	number: { type: 'integer' },
	phrase: text('What that order is about'),
	contractorName: text('Who has it'),
	status: { enum: STATUSES },
	planned: maybeRef('Planned', 'When it is planned')
});

const reading = maybe(
	object({ at: time('When'), by: text('Who'), entries: { type: 'integer', description: 'How many lines of the log' } })
);

const order = object(
	{
		...registered,
		externalId: maybe(text("The caller's own id")),
		contractor: maybe(text('Id of the company that has it; null once it is declined')),
		contractorName: text('Name of that company'),
		formerContractors: list(text('Id of a company'), 'Companies that had it before'),
		...ordered,
		orderedAt: time('When it was ordered'),
		registeredAt: time('When it was registered here'),
		acceptedAt: maybe(time('When it was accepted')),
		acceptedBy: maybe(text('Who accepted it')),
		doneAt: maybe(time('When it was done')),
		doneAction: maybe(text('What was done (Utförd åtgärd)', { maxLength: 20_000 })),
		wastedTrip: maybeRef('WastedTrip', 'A wasted trip (bomkörning), with its proof'),
		planned: maybeRef('Planned', 'When the work is planned'),
		waitsFor: list(ref('WaitsFor'), 'Orders of the bundle that come first'),
		readBy: object({ orderer: reading, contractor: reading })
	},
	Object.keys(registered)
);

const logLine = object({
	at: time('When it happened'),
	registeredAt: time('When it reached the server'),
	type: text('registered, accepted, declined, note, question, answer, message, done, cancelled, invoiced, …'),
	side: text('contractor, orderer, or bundle: whose line it is'),
	name: text('Who'),
	phrase: text('Ready phrase of a note'),
	text: { type: 'string', description: 'Free text' },
	audience: { enum: ['all', 'orderer'], description: 'orderer: not shown to the contractor that has it now' },
	replaced: { type: 'object', description: 'What was there before, where something was replaced' }
});

const orderWithLog = { allOf: [ref('Order'), object({ log: list(ref('LogLine'), 'Oldest first') }, ['log'])] };

/** The schemas of the API by name: every field that is taken or given. */
export const schemas: Readonly<Record<string, Schema>> = {
	NewOrder: newOrder,
	Registered: object(registered, Object.keys(registered)),
	Order: order,
	OrderWithLog: orderWithLog,
	LogLine: logLine,
	Place: place,
	Tenant: tenant,
	Reporter: object({ name: text('Name'), phone: text('Phone') }, ['name']),
	Concerns: concerns,
	NewUnit: newUnit,
	Orderer: orderer,
	WastedTrip: wastedTrip,
	Planned: planned,
	WaitsFor: waitsFor,
	Cancellation: object({ reason: text('Told to the contractor', { maxLength: 4000 }) }),
	Error: object(
		{
			code: text('Machine-readable; what is not listed here is new'),
			field: { type: ['string', 'null'], description: 'The field that it is about, as place.address' }
		},
		['code']
	)
};
