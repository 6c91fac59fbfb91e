import { ORDER_TYPES, PRIORITIES } from '#domain/work-orders';

/** The API's description (OpenAPI 3.1) as it is served at /api. */
export function openApiDescription(origin: string): object {
	const order = {
		type: 'object',
		required: ['contractor', 'type', 'place'],
		properties: {
			externalId: {
				type: 'string',
				description: "The caller's own id; a second order with the same id is the same order."
			},
			number: { type: 'integer', description: 'The work-order number; the next free one when absent.' },
			contractor: { type: 'string', description: 'Organisation number or id of the contractor.' },
			type: { enum: ORDER_TYPES },
			priority: { enum: PRIORITIES },
			orderedAt: { type: 'string', format: 'date-time' },
			place: {
				type: 'object',
				required: ['number', 'address'],
				properties: Object.fromEntries(
					['number', 'type', 'floor', 'address', 'postalCode', 'city', 'area', 'administrativeArea'].map((name) => [
						name,
						{ type: 'string' }
					])
				)
			},
			tenant: { type: 'object' },
			reporter: { type: 'object' },
			concerns: { type: 'object' },
			phrase: { type: 'string' },
			description: { type: 'string' },
			newUnit: { type: 'object' },
			orderer: { type: 'object' }
		}
	};
	return {
		openapi: '3.1.0',
		info: { title: 'Avbrottsfri', version: '1' },
		servers: [{ url: `${origin}/api/v1` }],
		security: [{ key: [] }],
		components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } }, schemas: { NewOrder: order } },
		paths: {
			'/work-orders': {
				post: {
					summary: 'Register a work order. Idempotent on externalId.',
					requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/NewOrder' } } } },
					responses: {
						201: { description: 'Registered' },
						200: { description: 'Was registered before' },
						422: { description: 'Not registered; says which field and why' }
					}
				},
				get: {
					summary: 'Work orders by number, 200 at a time.',
					parameters: [{ name: 'after', in: 'query', schema: { type: 'integer' } }],
					responses: { 200: { description: 'Orders, and the cursor for the next page' } }
				}
			}
		}
	};
}
