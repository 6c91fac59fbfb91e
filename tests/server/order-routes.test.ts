import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderEntries } from '#modules/work-orders/domain/index.ts';
import { AMIR, DATABASES, ELECTRIC, ELECTRIC_ID, KARIN, STRANGER, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';
import type { Actor } from '#core/access';
import { newId } from '#core/id';
import { searchOrders } from '#modules/work-orders/server/list/search-orders.ts';

const CSV = [
	'AO-nr;Utförare;Typ;Objektnummer;Adress',
	'700001;5599010005;Fel;61380004;Montörsvägen 2',
	'700002;5599010005;Nonsens;61380004;Montörsvägen 2'
].join('\r\n');

/** A landlord's orderer. */
const karinsActor = (organisation: string): Actor => ({
	member: 'm'.repeat(32),
	organisation,
	company: null,
	roles: [],
	teams: [],
	device: null
});

describe.each(DATABASES)('orders for the pages on %s', (database) => {
	let app: TestApplication;
	let amir: TestDevice;
	let electric: TestDevice;
	let karin: TestDevice;
	let stranger: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		[amir, electric, karin, stranger] = (await Promise.all(
			[AMIR, ELECTRIC, KARIN, STRANGER].map((name) => TestDevice.withSession(app, name))
		)) as [TestDevice, TestDevice, TestDevice, TestDevice];
	});
	afterAll(() => app.close());

	const search = async (device: TestDevice, asked: Record<string, unknown>) => {
		const { status, body } = await device.request('POST', '/api/orders/search', asked);
		expect(status).toBe(200);
		return (body as { orders: OrderEntries[] }).orders.flatMap(({ orders }) => Object.values(orders));
	};

	it('[OR1] the search finds by any field, for the landlord and for the company that has the order', async () => {
		const old = await app.newOrder({
			orderedAt: '2019-03-04T08:00:00.000Z',
			place: { number: '777', address: 'Åsögatan 9' }
		});
		for (const asked of [
			{ text: 'åsög 777' },
			{ address: 'ÅSÖGATAN' },
			{ orderedFrom: '2019-03-04', orderedTo: '2019-03-04' }
		]) {
			expect((await search(karin, asked)).map(({ id }) => id)).toEqual([old]);
			expect((await search(amir, asked)).map(({ id }) => id)).toEqual([old]);
			expect(await search(electric, asked)).toEqual([]);
			expect(await search(stranger, asked)).toEqual([]);
		}
	});

	it('[OR1] a contractor sees of what it finds no more than in its facts', async () => {
		const moved = await app.newOrder({ place: { number: '778', address: 'Lingvägen 1' }, externalId: 'FS-778' });
		await amir.act('note', moved, { phrase: '', text: 'Från den förra' });
		await karin.act('reassign', moved, { contractor: ELECTRIC_ID, contractorName: 'x' });
		const { body } = await electric.request('POST', '/api/orders/search', { object: '778' });
		expect(JSON.stringify(body)).toContain(moved);
		expect(JSON.stringify(body)).not.toContain('FS-778');
	});

	it('[OR3] a search without hits lets others be answered between, and has a limit for each member', async () => {
		const { db, clock } = app.services;
		const one = await db.selectFrom('work_orders').selectAll().limit(1).executeTakeFirstOrThrow();
		const copies = Array.from({ length: 1200 }, (_, at) => ({
			...one,
			id: newId(),
			number: 5_000_000 + at,
			external_id: null
		}));
		for (let from = 0; from < copies.length; from += 100)
			await db
				.insertInto('work_orders')
				.values(copies.slice(from, from + 100))
				.execute();
		let turns = 0;
		const turn = () => {
			turns += 1;
			again = setImmediate(turn);
		};
		let again = setImmediate(turn);
		await searchOrders(db, karinsActor(one.organisation_id), { text: 'finns inte' }, clock.now());
		clearImmediate(again);
		expect(turns).toBeGreaterThanOrEqual(4);

		const asked = Array.from({ length: 31 }, () => stranger.request('POST', '/api/orders/search', { text: 'x' }));
		const refused = (await Promise.all(asked)).filter(({ status }) => status !== 200);
		expect(refused.length).toBeGreaterThan(0);
		expect(refused.every(({ status, body }) => status === 429 && body.seconds === 2)).toBe(true);
		expect((await karin.request('POST', '/api/orders/search', { text: 'x' })).status).toBe(200);
	});

	it('[OR2] a file is tried first: faulty rows are named, nothing is written; then the good ones are', async () => {
		const read = async (path: string) =>
			(await karin.request('POST', path, CSV, { 'content-type': 'text/csv' })).body as {
				isGood: boolean;
				lines: string[];
			};
		const tried = await read('/api/orders/import?dry-run=1');
		expect(tried).toMatchObject({
			isGood: false,
			lines: [expect.stringContaining('Rad 3, Typ') as string, expect.anything() as string]
		});
		expect(await search(karin, { number: '700001' })).toEqual([]);
		await read('/api/orders/import');
		expect(await search(karin, { number: '70000' })).toMatchObject([{ number: 700_001 }]);
	});
});
