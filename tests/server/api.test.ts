/* eslint-disable @typescript-eslint/no-explicit-any -- schemas are walked as they are */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swedishDay, swedishMonth } from '#swedish/dates';
import { newId } from '#core/id';
import {
	type NewOrderInput,
	type WorkOrder,
	newOrderSchema,
	ordersDocument
} from '#modules/work-orders/domain/index.ts';
import { demoId } from '#server/demo/accounts';
import { DEMO_API_KEY } from '#modules/work-orders/server/demo/people.ts';
import { createHttpApp } from '#server/http/app';
import { until } from '../sync/support/device.ts';
import {
	AMIR,
	DATABASES,
	LANDLORD_ID,
	ORDER,
	ORIGIN,
	PIPES_ID,
	STRANGER,
	STRANGER_ID,
	TestApplication
} from '../support/application.ts';
import { TestDevice, request } from '../support/device.ts';

const STRANGERS_KEY = 'nyckel-till-annan-hyresvard-123';

describe.each(DATABASES)('the API on %s', (database) => {
	let app: TestApplication;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		await addKey(app, STRANGERS_KEY, STRANGER_ID, STRANGER);
	});
	afterAll(() => app.close());

	const call = (method: string, path: string, body?: unknown, key = DEMO_API_KEY) =>
		request(app, method, `/api/v1${path}`, { headers: { authorization: `Bearer ${key}`, origin: '' }, body });
	const create = (changes: Partial<NewOrderInput> | Record<string, unknown> = {}) =>
		call('POST', '/work-orders', { ...ORDER, ...changes });

	it('[AP1] an order is created with number, bundle and invoice reference, and the contractor has it', async () => {
		const { status, body } = await create({ contractor: '559901-0005' });
		expect([status, body]).toEqual([
			201,
			{
				id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
				number: 100_000,
				bundle: `61380004-${swedishDay(Date.now()).replaceAll('-', '')}`,
				status: 'ordered',
				invoiceReference: 'AO100000'
			}
		]);
		const amir = await TestDevice.withSession(app, AMIR);
		const opened = amir.open(ordersDocument(PIPES_ID, swedishMonth(Date.now())));
		await until('the order on the device', () => opened.doc.getMap('orders').has((body as { id: string }).id));
		amir.close();
	});

	it('[AP2] the same externalId is the same order, whatever else is said', async () => {
		const first = await create({ externalId: 'FS-1' });
		const second = await create({ externalId: 'FS-1', phrase: 'Något annat', number: 7 });
		expect([first.status, second.status]).toEqual([201, 200]);
		expect(second.body).toEqual(first.body);
		const elsewhere = await call('POST', '/work-orders', { ...ORDER, externalId: 'FS-1' }, STRANGERS_KEY);
		expect(elsewhere.body).toEqual({ code: 'unknown-contractor', field: 'contractor' });
	});

	it('[AP2] also when it comes several times at the same moment, among others without a number', async () => {
		for (const round of ['a', 'b', 'c', 'd']) {
			const answers = await Promise.all([
				...Array.from({ length: 4 }, () => create({ externalId: `same-${round}` })),
				...Array.from({ length: 4 }, () => create())
			]);
			const same = answers.slice(0, 4);
			expect(same.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
			expect(new Set(same.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
			expect(answers.slice(4).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
			expect(new Set(answers.map(({ body }) => (body as { number: number }).number)).size).toBe(5);
		}
	});

	it('[AP3] a number that is taken is refused', async () => {
		expect((await create({ number: 583_214 })).status).toBe(201);
		const { status, body } = await create({ number: 583_214 });
		expect([status, body]).toEqual([409, { code: 'number-taken', field: 'number' }]);
		expect((await create()).body).toMatchObject({ number: 583_215 });
	});

	it.each([
		[{ contractor: undefined }, 'contractor', 'unknown-contractor'],
		[{ contractor: '5566778899' }, 'contractor', 'unknown-contractor'],
		[{ contractor: { $ne: '' } }, 'contractor', 'unknown-contractor'],
		[{ type: 'brådis' }, 'type', 'malformed'],
		[{ priority: 'soon' }, 'priority', 'malformed'],
		[{ number: 0 }, 'number', 'malformed'],
		[{ number: 'AO1' }, 'number', 'malformed'],
		[{ orderedAt: 'i går' }, 'orderedAt', 'malformed'],
		[{ place: { number: '1' } }, 'place.address', 'malformed'],
		[{ place: { number: '', address: 'x' } }, 'place.number', 'malformed'],
		[{ description: 'x'.repeat(4001) }, 'description', 'malformed'],
		[{ tenant: { movingIn: '1 juli' } }, 'tenant.movingIn', 'malformed'],
		[{ externalId: '' }, 'externalId', 'malformed']
	])('[AP4] %j is refused with the field %s', async (changes, field, code) => {
		const { status, body } = await create(changes);
		expect([status, body]).toEqual([422, { code, field }]);
	});

	it('[AP4] what is no order at all says so', async () => {
		for (const body of ['no json', [], 'null', '7']) {
			const { status } = await call('POST', '/work-orders', body);
			expect([body, status]).toEqual([body, 422]);
		}
	});

	it('[AP4] a time with an offset is kept as UTC, and a day that does not exist is refused', async () => {
		expect((await create({ orderedAt: '2026-02-31T12:00:00Z' })).status).toBe(422);
		const { body } = await create({ orderedAt: '2026-11-23T00:30:00+01:00' });
		const { orders } = (await call('GET', `/work-orders?after=${body.number - 1}`)).body as { orders: WorkOrder[] };
		expect(orders[0]?.orderedAt).toBe('2026-11-22T23:30:00.000Z');
	});

	it('[AP5] orders are listed by number, 200 at a time, and the cursor leads through all of them', async () => {
		const { db } = app.services;
		const row = await db.selectFrom('work_orders').selectAll().executeTakeFirstOrThrow();
		const order = JSON.parse(row.body_json) as WorkOrder;
		const many = Array.from({ length: 400 }, (_, index) => {
			const [id, number] = [newId(), 900_000 + index];
			return { ...row, id, number, external_id: null, body_json: JSON.stringify({ ...order, id, number }) };
		});
		for (let at = 0; at < many.length; at += 100) {
			await db
				.insertInto('work_orders')
				.values(many.slice(at, at + 100))
				.execute();
		}
		const seen: number[] = [];
		let after: number | null = 0;
		while (after !== null) {
			const { body } = await call('GET', `/work-orders?after=${after}`);
			const page = body as { orders: WorkOrder[]; next: number | null };
			expect(page.orders.length).toBeLessThanOrEqual(200);
			seen.push(...page.orders.map(({ number }) => number));
			after = page.next;
		}
		const all = await db.selectFrom('work_orders').select('number').orderBy('number').execute();
		expect(seen).toEqual(all.map(({ number }) => number));
		await db.deleteFrom('work_orders').where('number', '>=', 900_000).execute();
	});

	it('[AP5] a cursor that is none is refused, one beyond the end is the end', async () => {
		for (const after of ['x', '-1', '1.5', 'NaN', '1e99']) {
			const { status, body } = await call('GET', `/work-orders?after=${after}`);
			expect([after, status, body]).toEqual([after, 400, { code: 'malformed', field: 'after' }]);
		}
		const beyond = await call('GET', `/work-orders?after=${Number.MAX_SAFE_INTEGER}`);
		expect([beyond.status, beyond.body]).toEqual([200, { orders: [], next: null }]);
	});

	it('[AP6] a key sees and writes its own landlord alone', async () => {
		await create();
		expect((await call('GET', '/work-orders', undefined, STRANGERS_KEY)).body).toEqual({ orders: [], next: null });
	});

	it('[AP6] an unknown, a revoked and a missing key are answered alike', async () => {
		const revoked = 'nyckel-som-ar-indragen-12345';
		await addKey(app, revoked, LANDLORD_ID, 'karin@bjorkhem.example', new Date().toISOString());
		const { db } = app.services;
		const { key_hash: stored } = await db.selectFrom('api_keys').select('key_hash').executeTakeFirstOrThrow();
		for (const authorization of [
			`Bearer ${'x'.repeat(30)}`,
			`Bearer ${revoked}`,
			`Bearer ${stored}`,
			'Basic abc',
			''
		]) {
			const headers = authorization ? { authorization } : {};
			const { status, body } = await request(app, 'GET', '/api/v1/work-orders', { headers });
			expect([authorization, status, body]).toEqual([authorization, 401, { code: 'unknown-key' }]);
		}
	});

	it('[AP6] the key of a contractor registers nothing, and reads nothing', async () => {
		const key = 'nyckel-till-en-entreprenor-1';
		await addKey(app, key, LANDLORD_ID, AMIR);
		for (const [method, path] of [
			['POST', '/work-orders'],
			['GET', '/work-orders'],
			['GET', '/changes']
		] as const) {
			const { status, body } = await call(method, path, method === 'POST' ? ORDER : undefined, key);
			expect([path, status, body]).toEqual([path, 403, { code: 'forbidden', field: null }]);
		}
	});

	it('[AP4] a number or an id that the database cannot hold is refused, not an error', async () => {
		expect((await create({ number: 2 ** 31 })).status).toBeLessThan(500);
		expect((await create({ externalId: 'a\0b' })).status).toBeLessThan(500);
	});

	it('[AP7] the description at /api names every route under /api/v1, and nothing else', async () => {
		const { body } = await request(app, 'GET', '/api');
		const description = body as { openapi: string; servers: { url: string }[]; paths: Record<string, object> };
		expect(description.openapi).toBe('3.1.0');
		expect(description.servers).toEqual([{ url: `${ORIGIN}/api/v1` }]);
		const described = Object.entries(description.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`)
		);
		const routes = createHttpApp(app.services).routes.filter(
			({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/')
		);
		expect(described.sort()).toEqual([...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort());
	});

	it('[AP7] the description names every field that is taken, and every field that is given', async () => {
		const { body } = await request(app, 'GET', '/api');
		const { schemas } = (body as { components: { schemas: Record<string, any> } }).components;
		const taken = pathsIn(schemas, schemas['NewOrder']);
		for (const path of schemaPaths(newOrderSchema)) expect(taken).toContain(path);
		const { number } = (await create({ newUnit: { replaceWith: 'Frys' }, reporter: { name: 'Ture Nordgren' } })).body;
		const given = pathsIn(schemas, schemas['OrderWithLog']);
		const { body: order } = await call('GET', `/work-orders/${number}`);
		for (const path of pathsOf(order)) expect(given).toContain(path);
	});
});

/** The paths of a valibot schema. */
function schemaPaths(schema: any, path = ''): string[] {
	if (schema.wrapped) return schemaPaths(schema.wrapped, path);
	if (!schema.entries) return [path];
	return Object.entries(schema.entries as object).flatMap(([key, item]) =>
		schemaPaths(item, path === '' ? key : `${path}.${key}`)
	);
}

/** What a value holds, by path: of arrays the first item. Empty objects and nothing at all end a path. */
function pathsOf(value: unknown, path = ''): string[] {
	const inside: unknown = Array.isArray(value) ? value[0] : value;
	if (inside === null || typeof inside !== 'object') return [path];
	return Object.entries(inside).flatMap(([key, item]) => pathsOf(item, path === '' ? key : `${path}.${key}`));
}

/** The same paths, as a schema of the description names them. */
function pathsIn(schemas: Record<string, any>, schema: any, path = ''): string[] {
	if (schema.$ref) return pathsIn(schemas, schemas[(schema.$ref as string).split('/').at(-1) ?? ''], path);
	const parts = (schema.anyOf ?? schema.allOf) as object[] | undefined;
	if (parts) return [path, ...parts.flatMap((part) => pathsIn(schemas, part, path))];
	if (schema.items) return [path, ...pathsIn(schemas, schema.items, path)];
	return [
		path,
		...Object.entries((schema.properties ?? {}) as object).flatMap(([key, item]) =>
			pathsIn(schemas, item, path === '' ? key : `${path}.${key}`)
		)
	];
}

async function addKey(
	app: TestApplication,
	key: string,
	organisation: string,
	member: string,
	revokedAt: string | null = null
): Promise<void> {
	await app.services.db
		.insertInto('api_keys')
		.values({
			id: newId(),
			organisation_id: organisation,
			member_id: demoId(member),
			key_hash: createHash('sha256').update(key).digest('hex'),
			name: 'Test',
			created_at: new Date().toISOString(),
			revoked_at: revokedAt
		})
		.execute();
}
