import { globSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '#app/port';
import { newId } from '#core/id';
import type { OrderFile } from '#modules/work-orders/domain/index.ts';
import { demoId } from '#server/demo/accounts';
import { DEMO_API_KEY } from '#modules/work-orders/server/demo/people.ts';
import { fileKey } from '#server/files/file-store';
import { FolderStore } from '#server/files/folder-store';
import { createHttpApp } from '#server/http/app';
import {
	AMIR,
	DATABASES,
	ELECTRIC,
	ELECTRIC_ID,
	KARIN,
	LANDLORD_ID,
	LENA,
	NEWCOMER,
	ORIGIN,
	PIPES_ID,
	SOFIA,
	STRANGER,
	STRANGER_ID,
	TestApplication
} from '../support/application.ts';
import { TestDevice, request } from '../support/device.ts';

/** Who asks; in the order of the columns below. `key` is the landlord's property system, without a cookie. */
const PERSONS = [
	'anonymous',
	'contractor',
	'other',
	'orderer',
	'administrator',
	'stranger',
	'newcomer',
	'key'
] as const;
type Person = (typeof PERSONS)[number];
type Statuses = readonly [number, number, number, number, number, number, number, number];

interface Row {
	/** Method and path as they are registered. */
	route: string;
	/** Whose thing is asked for, where the route names one: the contractor's or another landlord's. */
	of?: 'contractor' | 'stranger';
	path?: (things: Things) => string;
	body?: unknown;
	/** What each person gets, in the order of PERSONS. */
	statuses: Statuses;
}

/** Things that belong to the contractor and to another landlord. */
interface Things {
	file: string;
	device: string;
	/** A colleague of the contractor's, who can be removed. */
	person: string;
}

const everybody = (status: number): Statuses => [status, status, status, status, status, status, status, status];
const members = (status: number): Statuses => [401, status, status, status, status, status, 403, 401];
const administrators = (status: number): Statuses => [401, 403, 403, 403, status, 403, 403, 401];
const withKey = (status: number): Statuses => [401, 401, 401, 401, 401, 401, 401, status];

/** Every route of the application. A route without a row fails, and so does a row without a route. */
const MATRIX: readonly Row[] = [
	{ route: 'GET /api', statuses: everybody(200) },
	{ route: 'GET /healthz', statuses: everybody(200) },
	{ route: 'GET /readyz', statuses: everybody(200) },
	{ route: 'GET /metrics', statuses: everybody(404) },
	{ route: 'GET /demo/accounts.json', statuses: everybody(200) },
	{ route: 'POST /api/sign-in', body: {}, statuses: everybody(400) },
	{ route: 'GET /api/session', statuses: [401, 200, 200, 200, 200, 200, 200, 401] },
	{ route: 'PUT /api/contact', body: {}, statuses: [401, 400, 400, 400, 400, 400, 400, 401] },
	{ route: 'GET /api/devices', statuses: members(200) },
	{ route: 'GET /api/copies', statuses: members(200) },
	{ route: 'POST /api/orders/search', body: {}, statuses: members(200) },
	{ route: 'POST /api/orders/import', body: {}, statuses: [401, 403, 403, 200, 200, 200, 403, 401] },
	{
		route: 'DELETE /api/devices/:id',
		of: 'stranger',
		path: ({ device }) => `/api/devices/${device}`,
		statuses: [401, 404, 404, 404, 404, 200, 403, 401]
	},
	{
		route: 'DELETE /api/devices/:id',
		of: 'contractor',
		path: ({ device }) => `/api/devices/${device}`,
		statuses: [401, 200, 404, 404, 404, 404, 403, 401]
	},
	{ route: 'DELETE /api/devices/:id', path: () => '/api/devices/%00', statuses: members(404) },
	{ route: 'POST /api/commands', body: [], statuses: members(200) },
	{ route: 'GET /api/outage-copies', statuses: administrators(200) },
	{ route: 'POST /api/outage-copies/write', body: {}, statuses: administrators(202) },
	{ route: 'PUT /api/outage-copies/lock', body: {}, statuses: administrators(400) },
	{ route: 'GET /api/held-keys', statuses: members(404) },
	{ route: 'PUT /api/held-keys/lock', body: {}, statuses: members(404) },
	{ route: 'GET /api/key-looks', statuses: [401, 404, 404, 404, 200, 404, 403, 401] },
	{ route: 'GET /api/sheet-pictures', statuses: members(404) },
	{ route: 'POST /api/carried', body: [], statuses: members(400) },
	{
		route: 'GET /files/:id',
		of: 'contractor',
		path: ({ file }) => `/files/${file}`,
		statuses: [401, 200, 404, 200, 200, 404, 403, 401]
	},
	{
		route: 'GET /files/:id',
		of: 'stranger',
		path: ({ file }) => `/files/${file}`,
		statuses: [401, 404, 404, 404, 404, 200, 403, 401]
	},
	{
		route: 'GET /files/:id/thumbnail',
		of: 'contractor',
		path: ({ file }) => `/files/${file}/thumbnail`,
		statuses: [401, 200, 404, 200, 200, 404, 403, 401]
	},
	{ route: 'GET /files/:id', path: () => '/files/..%2f..%2fdocuments.db', statuses: members(404) },
	{ route: 'GET /files/:id', path: () => '/files/%00', statuses: members(404) },
	{ route: 'GET /api/v1/work-orders', statuses: withKey(200) },
	{ route: 'POST /api/v1/work-orders', body: {}, statuses: withKey(422) },
	{ route: 'GET /api/v1/changes', statuses: withKey(200) },
	...['/work-orders/:number', '/work-orders/by-external-id/:externalId'].flatMap((path) => [
		{ route: `GET /api/v1${path}`, statuses: withKey(404) },
		{ route: `POST /api/v1${path}/cancel`, body: {}, statuses: withKey(404) },
		{ route: `POST /api/v1${path}/invoice`, body: {}, statuses: withKey(404) }
	]),
	{
		route: 'GET /api/companies/:company/people',
		path: () => `/api/companies/${PIPES_ID}/people`,
		statuses: [401, 200, 404, 404, 200, 404, 403, 401]
	},
	{
		route: 'POST /api/companies/:company/people',
		path: () => `/api/companies/${PIPES_ID}/people`,
		body: {},
		statuses: [401, 403, 404, 404, 400, 404, 403, 401]
	},
	{
		route: 'POST /api/people/:id/invitation',
		path: () => `/api/people/${demoId(LENA)}/invitation`,
		body: {},
		statuses: [401, 403, 404, 404, 200, 404, 403, 401]
	},
	{
		route: 'DELETE /api/people/:id',
		path: ({ person }) => `/api/people/${person}`,
		statuses: [401, 403, 404, 404, 200, 404, 403, 401]
	},
	{ route: 'DELETE /api/people/:id', path: () => '/api/people/%00', statuses: members(404) },
	{ route: 'GET /api/companies', statuses: administrators(200) },
	{ route: 'POST /api/companies', body: {}, statuses: administrators(400) },
	{
		route: 'PUT /api/companies/:company',
		path: () => `/api/companies/${PIPES_ID}`,
		body: {},
		statuses: administrators(400)
	},
	{ route: 'DELETE /api/companies/:company', path: () => `/api/companies/${newId()}`, statuses: administrators(404) },
	{ route: 'GET /api/orderers', statuses: administrators(200) },
	{ route: 'POST /api/orderers', body: {}, statuses: administrators(400) },
	{
		route: 'PUT /api/orderers/:id',
		path: () => `/api/orderers/${demoId(STRANGER)}`,
		body: { administrator: true },
		statuses: administrators(404)
	},
	{ route: 'GET /api/keys', statuses: administrators(200) },
	{ route: 'POST /api/keys', body: {}, statuses: administrators(400) },
	{ route: 'DELETE /api/keys/:id', path: () => `/api/keys/${newId()}`, statuses: administrators(404) },
	{ route: 'GET /api/outgoing', statuses: administrators(200) },
	{
		route: 'POST /api/outgoing/:id',
		path: () => `/api/outgoing/${newId()}`,
		body: { decision: 'send-again' },
		statuses: administrators(404)
	},
	{ route: 'POST /api/sign-out', body: {}, statuses: [401, 200, 200, 200, 200, 200, 200, 401] }
];

const ROOT = join(import.meta.dirname, '../..');

describe.each(DATABASES)('access on %s', (database) => {
	let app: TestApplication;
	let devices: Record<Exclude<Person, 'anonymous' | 'key'>, TestDevice>;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		devices = {
			contractor: await TestDevice.withSession(app, AMIR),
			other: await TestDevice.withSession(app, ELECTRIC),
			orderer: await TestDevice.withSession(app, KARIN),
			administrator: await TestDevice.withSession(app, SOFIA),
			stranger: await TestDevice.withSession(app, STRANGER),
			newcomer: await TestDevice.withSession(app, NEWCOMER)
		};
	});
	afterAll(() => app.close());

	const headersOf = (person: Person): Record<string, string> => {
		if (person === 'anonymous') return {};
		if (person === 'key') return { authorization: `Bearer ${DEMO_API_KEY}` };
		return { cookie: devices[person].cookie };
	};

	/** An order with a picture, and a device to revoke; of the contractor, or of another landlord. */
	const makeThings = async (of: Row['of']): Promise<Things> => {
		const order = await app.newOrder();
		const { db } = app.services;
		if (of === 'stranger') {
			const number = Math.floor(performance.now() * 1000); // numbers are unique within a landlord
			const moved = { organisation_id: STRANGER_ID, contractor_id: null, number };
			await db.updateTable('work_orders').set(moved).where('id', '=', order).execute();
		}
		const file = await attachPicture(app, order, 'all');
		const { id: device } = await TestDevice.withSession(app, of === 'stranger' ? STRANGER : AMIR);
		return { file, device, person: await addColleague(app) };
	};

	it('[AX1] every route has a row in the matrix, and every row a route', () => {
		const routes = createHttpApp(app.services).routes.filter(({ method }) => method !== 'ALL');
		const registered = new Set(routes.map(({ method, path }) => `${method} ${path}`));
		expect([...registered].sort()).toEqual([...new Set(MATRIX.map(({ route }) => route))].sort());
	});

	it.each(MATRIX.map((row) => [`${row.route}${row.of ? ` of the ${row.of}` : ''}`, row] as const))(
		'[AX1] %s',
		async (_name, { route, of, path, body, statuses }) => {
			const [method = '', pattern = ''] = route.split(' ');
			const got: Record<string, number> = {};
			for (const person of PERSONS) {
				const address = path ? path(await makeThings(of)) : pattern;
				const answer = await request(app, method, address, { headers: headersOf(person), body });
				got[person] = answer.status;
				expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
				expect(answer.headers.get('cache-control')).toContain('no-store');
			}
			expect(got).toEqual(Object.fromEntries(PERSONS.map((person, index) => [person, statuses[index]])));
		}
	);

	it('[AX2] what is not there answers like what is not yours, and malformed paths like both', async () => {
		const other = await TestDevice.withSession(app, ELECTRIC);
		const { file } = await makeThings('contractor');
		const foreign = await other.request('GET', `/files/${file}`);
		const absent = await other.request('GET', `/files/${newId()}`);
		expect([foreign.status, foreign.body]).toEqual([absent.status, absent.body]);
		expect((await other.request('GET', '/api/unknown')).status).toBe(404);
		expect((await other.request('GET', '/files/%zz')).status).toBe(404);
	});

	it('[AX3] what a former contractor left on an order that moved is for the landlord alone', async () => {
		const order = await app.newOrder({ contractor: ELECTRIC_ID });
		const file = await attachPicture(app, order, 'orderer');
		const status = async (username: string, path = `/files/${file}`) =>
			(await (await TestDevice.withSession(app, username)).request('GET', path)).status;
		expect(await status(KARIN)).toBe(200);
		expect(await status(ELECTRIC)).toBe(404);
		expect(await status(ELECTRIC, `/files/${file}/thumbnail`)).toBe(404);
		expect(await status(AMIR)).toBe(404);
	});

	it('[AX3] a file that was removed is gone for everybody', async () => {
		const file = await attachPicture(app, await app.newOrder(), 'all', new Date().toISOString());
		for (const username of [AMIR, KARIN]) {
			const device = await TestDevice.withSession(app, username);
			expect((await device.request('GET', `/files/${file}`)).status).toBe(404);
		}
	});

	it('[AX4] unsafe requests come from our own pages or not at all', async () => {
		const device = await TestDevice.withSession(app, AMIR);
		const origins: Record<string, string | undefined> = {
			same: ORIGIN,
			http: ORIGIN.replace('https', 'http'),
			sub: 'https://evil.avbrottsfri.test',
			port: `${ORIGIN}:8443`,
			longer: `${ORIGIN}.evil.example`,
			capitals: ORIGIN.toUpperCase(),
			null: 'null',
			empty: '',
			absent: undefined
		};
		const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
		for (const [name, origin] of Object.entries(origins)) {
			for (const type of types) {
				const response = await fetch(`${app.url}/api/commands`, {
					method: 'POST',
					headers: { cookie: device.cookie, 'content-type': type, ...(origin !== undefined && { origin }) },
					body: '[]'
				});
				expect([name, type, response.status]).toEqual([name, type, name === 'same' ? 200 : 403]);
			}
		}
		for (const site of ['cross-site', 'same-site', 'none']) {
			const answer = await device.request('POST', '/api/commands', [], { 'sec-fetch-site': site });
			expect([site, answer.status]).toEqual([site, 403]);
		}
	});

	it('[AX4] no method that changes something is let through, whatever the route', async () => {
		const evil = { origin: 'https://evil.example', cookie: devices.orderer.cookie };
		for (const { route, path } of MATRIX.filter((row) => !row.route.startsWith('GET') && row.of === undefined)) {
			const [method = '', pattern = ''] = route.split(' ');
			const answer = await request(app, method, path?.({ file: '', device: '', person: '' }) ?? pattern, {
				headers: evil,
				body: {}
			});
			expect([route, answer.status, answer.body]).toEqual([route, 403, { code: 'foreign-origin' }]);
		}
	});

	it('[AX4] an API key stands in for the Origin, but not beside a session: another site sends that along', async () => {
		const headers = { origin: 'https://evil.example', authorization: 'Bearer x' };
		const answer = await request(app, 'POST', '/api/v1/work-orders', { headers, body: {} });
		expect([answer.status, answer.body]).toEqual([401, { code: 'unknown-key' }]);
		expect(answer.headers.get('access-control-allow-origin')).toBeNull();
		const { cookie } = devices.orderer;
		for (const path of ['/api/v1/work-orders', '/api/commands', '/api/sign-out']) {
			const refused = await request(app, 'POST', path, { headers: { ...headers, cookie }, body: {} });
			expect([path, refused.status, refused.body]).toEqual([path, 403, { code: 'foreign-origin' }]);
		}
	});

	it('[AX9] a sign-in is read up to 8 KiB, and no JSON is parsed that nests too deep', async () => {
		const headers = { origin: ORIGIN, 'content-type': 'application/json' };
		const send = (path: string, body: string, more: Record<string, string> = {}) =>
			fetch(`${app.url}${path}`, { method: 'POST', headers: { ...headers, ...more }, body });
		expect((await send('/api/sign-in', '['.repeat(1_900_000))).status).toBe(413);
		expect((await send('/api/sign-in', '['.repeat(8000))).status).toBe(400);
		const { cookie } = await TestDevice.withSession(app, KARIN);
		const deep = await send('/api/commands', `${'['.repeat(33)}${']'.repeat(33)}`, { cookie });
		expect([deep.status, await deep.json()]).toEqual([400, { code: 'malformed' }]);
		const files = globSync('src/**/server/**/*.ts', { cwd: ROOT, exclude: ['**/*.test.ts', '**/http/read-json.ts'] });
		const readers = files.filter((file) => /\breq\.(json|parseBody)\(/.test(readFileSync(join(ROOT, file), 'utf8')));
		expect([files.length > 100, readers]).toEqual([true, []]);
	});

	it('[AX10] a request that never ends its headers is let go', async () => {
		const server = await listen(app.application, () => undefined);
		expect([server.headersTimeout <= 15_000, server.headersTimeout > 0]).toEqual([true, true]);
		server.close();
	});

	it('[AX8] every answer says its character set, is not sniffed at, and over https asks for https from now on', async () => {
		for (const path of ['/healthz', '/api/session', '/api/nowhere', '/api/v1/work-orders']) {
			const { headers } = await request(app, 'GET', path);
			expect([path, headers.get('content-type')]).toEqual([path, 'application/json; charset=utf-8']);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
		}
	});

	it('[AX6] bodies that do not say their length are read, up to the limit', async () => {
		const device = await TestDevice.withSession(app, AMIR);
		const send = (body: string) => {
			const headers = { cookie: device.cookie, origin: ORIGIN, 'content-type': 'application/json' };
			const stream = new Blob([body]).stream(); // sent in chunks, without Content-Length
			return fetch(`${app.url}/api/commands`, { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit);
		};
		const short = await send('[]');
		expect([short.status, await short.json()]).toEqual([200, []]);
		const long = await send(`["${'x'.repeat(3 * 1024 * 1024)}"]`);
		expect([long.status, await long.json()]).toEqual([413, { code: 'too-large' }]);
	});

	it('[AX5] metrics are shown to who knows the token', async () => {
		const token = 'a-token-of-20-letters';
		const guarded = await TestApplication.open('sqlite', { METRICS_TOKEN: token }, 0);
		const ask = (authorization: string) => request(guarded, 'GET', '/metrics', { headers: { authorization } });
		expect((await ask(`Bearer ${token}`)).body).toContain('avbrottsfri_open_documents');
		for (const wrong of ['', 'Bearer', `Bearer ${token}x`, token]) expect((await ask(wrong)).status).toBe(404);
		await guarded.close();
	});
});

/** Somebody else at Amir's company; gives the id. */
async function addColleague({ services: { db } }: TestApplication): Promise<string> {
	const lena = await db.selectFrom('members').selectAll().where('username', '=', LENA).executeTakeFirstOrThrow();
	const id = newId();
	await db
		.insertInto('members')
		.values({ ...lena, id, username: `${id}@soderror.example` })
		.execute();
	return id;
}

/** Puts a picture on an order, as if it had been uploaded; gives its id. */
async function attachPicture(
	app: TestApplication,
	order: string,
	audience: OrderFile['audience'],
	removedAt: string | null = null
): Promise<string> {
	const id = newId();
	const bytes = Buffer.from(`picture ${id}`);
	const at = new Date().toISOString();
	const about = { id, name: 'dörr.webp', bytes: bytes.length, at, member: demoId(AMIR), memberName: 'Amir', audience };
	const more = { sha256: '', mediaType: 'image/webp', picture: true, command: newId(), removedAt };
	const file: OrderFile = { ...about, ...more };
	const { db } = app.services;
	await db
		.insertInto('stored_files')
		.values({
			id,
			organisation_id: LANDLORD_ID,
			member_id: demoId(AMIR),
			upload_id: newId(),
			received_sha256: createHash('sha256').update(bytes).digest('hex'),
			kind: 'picture',
			media_type: 'image/webp',
			bytes: bytes.length,
			width: 1,
			height: 1,
			created_at: at
		})
		.execute();
	const store = new FolderStore(join(app.configuration.dataDir, 'files'));
	for (const size of ['full', 'thumbnail'] as const) await store.put(fileKey({ id, kind: 'picture' }, size), bytes);
	await db
		.insertInto('work_order_files')
		.values({ id, order_id: order, body_json: JSON.stringify(file) })
		.execute();
	return id;
}
