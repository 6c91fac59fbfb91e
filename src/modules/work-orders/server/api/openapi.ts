import { type Schema, ref, schemas } from './openapi-schemas.ts';

const json = (schema: Schema, example?: unknown): Schema => ({
	content: { 'application/json': { schema, ...(example !== undefined && { example }) } }
});
const answer = (description: string, schema: Schema, example?: unknown): Schema => ({
	description,
	...json(schema, example)
});
const error = (description: string, code: string, field: string | null = null): Schema =>
	answer(description, ref('Error'), { code, field });

/** What every route can answer. */
const always = {
	401: error('No key, or one that is unknown or revoked', 'unknown-key'),
	403: error('A key that may not read or write orders', 'forbidden'),
	413: error('The body is larger than 2 MiB', 'too-large'),
	429: {
		...error('More than 600 requests in a minute with this key', 'too-many-requests'),
		headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } }
	}
};

const exampleOrder = {
	externalId: 'FS-2026-10442',
	contractor: '559901-0005',
	type: 'fault',
	priority: 'urgent',
	place: { number: '61380004', address: 'Montörsvägen 2', postalCode: '117 00', city: 'Stockholm', area: 'Gröndal' },
	tenant: { name: 'Alma Sundin', otherPhone: '070-174 06 05', use: 'otherPhone', masterKey: true },
	concerns: { room: 'Kök', roomCode: '21', unit: 'Diskbänk' },
	phrase: 'Läckage under diskbänk',
	description: 'Det droppar från vattenlåset.',
	orderer: { name: 'Karin Ekvall', email: 'karin@bjorkhem.example' }
};
const exampleRegistered = {
	id: '0b5d52a5231b8a4b001c4e8a16211f4b',
	number: 583_214,
	bundle: '61380004-20261122',
	status: 'ordered',
	invoiceReference: 'AO583214'
};

const query = (name: string, description: string, schema: Schema): Schema => ({
	name,
	in: 'query',
	description,
	schema
});

const register = {
	operationId: 'registerWorkOrder',
	summary: 'Register a work order. Idempotent on externalId.',
	requestBody: { required: true, ...json(ref('NewOrder'), exampleOrder) },
	responses: {
		201: answer('Registered', ref('Registered'), exampleRegistered),
		200: answer('Was registered before under this externalId', ref('Registered'), exampleRegistered),
		409: error('The number is taken', 'number-taken', 'number'),
		422: error('Not registered: malformed or unknown-contractor, and the field', 'malformed', 'place.address'),
		...always
	}
};

const list = {
	operationId: 'listWorkOrders',
	summary: 'Work orders by number, 200 at a time.',
	parameters: [query('after', 'Orders with a greater number', { type: 'integer', minimum: 0, default: 0 })],
	responses: {
		200: answer('Orders, and the number to go on after; null at the end', {
			type: 'object',
			required: ['orders', 'next'],
			properties: { orders: { type: 'array', items: ref('Order') }, next: { type: ['integer', 'null'] } }
		}),
		400: error('The cursor is none', 'malformed', 'after'),
		...always
	}
};

const changes = {
	operationId: 'listChanges',
	summary: 'Orders that have changed since a cursor, oldest change first, each as it is now.',
	description:
		'Keep `next` and ask again with it: once at once while `more` is true, else every minute. An order that changes ' +
		'several times in between comes once. Nothing is left out, also when many write at the same moment. That somebody ' +
		'has read an order is no change.',
	parameters: [
		query('after', 'The `next` of the answer before; absent for everything', { type: 'string' }),
		query('limit', 'How many orders at most', { type: 'integer', minimum: 1, maximum: 200, default: 200 })
	],
	responses: {
		200: answer('Changed orders, and the cursor for the next time', {
			type: 'object',
			required: ['orders', 'next', 'more'],
			properties: {
				orders: { type: 'array', items: ref('OrderWithLog') },
				next: { type: 'string', description: 'Opaque; always given' },
				more: { type: 'boolean', description: 'Whether there can be more now' }
			}
		}),
		400: error('A cursor or a limit that is none', 'malformed', 'after'),
		...always
	}
};

/** The routes of one order, named by its number or by the caller's own id. */
function oneOrder(by: 'number' | 'externalId'): Readonly<Record<string, object>> {
	const schema = by === 'number' ? { type: 'integer', minimum: 1 } : { type: 'string', minLength: 1 };
	const parameters = [{ name: by, in: 'path', required: true, schema }];
	const suffix = by === 'number' ? '' : 'ByExternalId';
	const path = by === 'number' ? '/work-orders/{number}' : '/work-orders/by-external-id/{externalId}';
	const unknown = error('There is no such order', 'unknown-order');
	const found = answer('The order as it is now', ref('OrderWithLog'));
	return {
		[path]: {
			get: {
				operationId: `readWorkOrder${suffix}`,
				summary: 'One work order with all its fields and its log.',
				parameters,
				responses: { 200: found, 404: unknown, ...always }
			}
		},
		[`${path}/cancel`]: {
			post: {
				operationId: `cancelWorkOrder${suffix}`,
				summary: 'Cancel a work order. Idempotent: one that is cancelled already is given back as it is.',
				parameters,
				requestBody: json(ref('Cancellation'), { reason: 'Beställd två gånger' }),
				responses: {
					200: found,
					404: unknown,
					409: error('It is done or invoiced', 'already-done'),
					422: error('The reason is malformed', 'malformed', 'reason'),
					...always
				}
			}
		},
		[`${path}/invoice`]: {
			post: {
				operationId: `invoiceWorkOrder${suffix}`,
				summary: 'Mark a done work order as invoiced. Idempotent.',
				parameters,
				responses: { 200: found, 404: unknown, 409: error('It is not done', 'not-done'), ...always }
			}
		}
	};
}

/** The API's description (OpenAPI 3.1) as it is served at /api. */
export function openApiDescription(origin: string): object {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Avbrottsfri',
			version: '1',
			description: 'Work orders for the property system of a landlord. Keys are made under Inställningar → API-nycklar.'
		},
		servers: [{ url: `${origin}/api/v1` }],
		security: [{ key: [] }],
		components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } }, schemas },
		paths: {
			'/work-orders': { post: register, get: list },
			'/changes': { get: changes },
			...oneOrder('number'),
			...oneOrder('externalId')
		}
	};
}
