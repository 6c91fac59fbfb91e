import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import type { LogEntry, WorkOrder } from '#modules/work-orders/domain/index.ts';
import { demoId } from '#server/demo/accounts';
import { DEMO_API_KEY } from '#modules/work-orders/server/demo/people.ts';
import { loadOrder, saveChanges } from '#modules/work-orders/server/order/stored-orders.ts';
import {
	AMIR,
	DATABASES,
	ELECTRIC_ID,
	KARIN,
	LANDLORD_ID,
	ORDER,
	PIPES_ID,
	STRANGER,
	STRANGER_ID,
	TestApplication
} from '../support/application.ts';
import { TestDevice, request } from '../support/device.ts';

const STRANGERS_KEY = 'nyckel-till-annan-hyresvard-123';

type Order = WorkOrder & { invoiceReference: string; log: LogEntry[] };
interface Changes {
	orders: Order[];
	next: string;
	more: boolean;
}

describe.each(DATABASES)('following orders by the API on %s', (database) => {
	let app: TestApplication;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		await addKey(app, STRANGERS_KEY, STRANGER_ID, STRANGER);
	});
	afterAll(() => app.close());

	const call = (method: string, path: string, body?: unknown, key = DEMO_API_KEY) =>
		request(app, method, `/api/v1${path}`, { headers: { authorization: `Bearer ${key}`, origin: '' }, body });
	const create = async (changes: object = {}) =>
		(await call('POST', '/work-orders', { ...ORDER, ...changes })).body as Order;
	const changes = async (after = '', limit = 200) =>
		(await call('GET', `/changes?after=${after}&limit=${limit}`)).body as Changes;
	const latest = async () => {
		let page = await changes();
		while (page.more) page = await changes(page.next);
		return page.next;
	};

	/** An order that Amir has accepted, or also done. */
	const worked = async (upTo: 'accepted' | 'done', asked: object = {}) => {
		const order = await create(asked);
		const amir = await TestDevice.withSession(app, AMIR);
		await amir.act('accept', order.id);
		if (upTo === 'done') await amir.act('done', order.id, { action: 'Bytt packning.' });
		return order;
	};

	it('[AP8] an order is cancelled by its number, and the contractor is told once', async () => {
		const { db } = app.services;
		await db
			.updateTable('members')
			.set({ email: 'kontor@soderror.example' })
			.where('username', '=', '5599010005')
			.execute();
		const { number, id } = await worked('accepted');
		const { status, body } = await call('POST', `/work-orders/${number}/cancel`, { reason: 'Beställd två gånger' });
		expect([status, body.status, body.invoiceReference]).toEqual([200, 'cancelled', `AO${number}`]);
		expect((body as Order).log.at(-1)).toMatchObject({
			type: 'cancelled',
			text: 'Beställd två gånger',
			name: 'Fastighetssystemet'
		});
		const again = await call('POST', `/work-orders/${number}/cancel`, { reason: 'En gång till' });
		expect([again.status, again.body]).toEqual([200, body]);
		const effects = (await app.deliveredEffects()).filter(({ about }) => about === id);
		expect(effects.map(({ payload_json }) => (JSON.parse(payload_json) as { to: string }).to)).toEqual([
			'kontor@soderror.example'
		]);
	});

	it('[AP8] by the own id, with a reason or without a body, several times at the same moment', async () => {
		await create({ externalId: 'FS/1 å' });
		const path = `/work-orders/by-external-id/${encodeURIComponent('FS/1 å')}/cancel`;
		const answers = await Promise.all(Array.from({ length: 5 }, () => call('POST', path)));
		expect(answers.map(({ status, body }) => `${status} ${(body as Order).status}`)).toEqual(
			Array(5).fill('200 cancelled')
		);
		const log = (answers[0]!.body as Order).log;
		expect(log.filter(({ type }) => type === 'cancelled')).toHaveLength(1);
	});

	it('[AP9] a done order is marked as invoiced, once', async () => {
		const { number } = await worked('done', { externalId: 'FS-9' });
		const { status, body } = await call('POST', `/work-orders/${number}/invoice`);
		expect([status, body.status]).toEqual([200, 'invoiced']);
		const again = await call('POST', '/work-orders/by-external-id/FS-9/invoice');
		expect([again.status, again.body]).toEqual([200, body]);
	});

	it('[AP10] what cannot be done is answered with a code, and changes nothing', async () => {
		const accepted = await worked('accepted');
		const done = await worked('done');
		const foreign = await app.newOrder({ externalId: 'FS-foreign' });
		const { db } = app.services;
		await db.updateTable('work_orders').set({ organisation_id: STRANGER_ID }).where('id', '=', foreign).execute();
		const before = await latest();
		const refused: [string, unknown, number, string][] = [
			[`/work-orders/${done.number}/cancel`, {}, 409, 'already-done'],
			[`/work-orders/${accepted.number}/invoice`, undefined, 409, 'not-done'],
			['/work-orders/999999999/cancel', {}, 404, 'unknown-order'],
			['/work-orders/99999999999999999999/invoice', undefined, 404, 'unknown-order'],
			['/work-orders/1e5/cancel', {}, 404, 'unknown-order'],
			['/work-orders/-1/cancel', {}, 404, 'unknown-order'],
			['/work-orders/by-external-id/FS-foreign/cancel', {}, 404, 'unknown-order'],
			['/work-orders/by-external-id/a%00b/invoice', undefined, 404, 'unknown-order'],
			[`/work-orders/${accepted.number}/cancel`, 'no json', 422, 'malformed'],
			[`/work-orders/${accepted.number}/cancel`, { reason: 7 }, 422, 'malformed'],
			[`/work-orders/${accepted.number}/cancel`, { reason: 'x'.repeat(4001) }, 422, 'malformed']
		];
		for (const [path, body, status, code] of refused) {
			const answer = await call('POST', path, body);
			expect([path, answer.status, answer.body.code]).toEqual([path, status, code]);
		}
		expect((await changes(before)).orders).toEqual([]);
		const stranger = await call('POST', `/work-orders/${accepted.number}/cancel`, {}, STRANGERS_KEY);
		expect([stranger.status, stranger.body]).toEqual([404, { code: 'unknown-order', field: null }]);
	});

	it('[AP11] changes are told oldest first, each order once as it is now, with its log', async () => {
		const before = await latest();
		const first = await create();
		const second = await worked('accepted');
		await call('POST', `/work-orders/${first.number}/cancel`, { reason: '' });
		const { orders, next, more } = await changes(before);
		expect(orders.map(({ number, status }) => [number, status])).toEqual([
			[second.number, 'accepted'],
			[first.number, 'cancelled']
		]);
		expect(more).toBe(false);
		expect(orders[0]).toMatchObject({
			externalId: null,
			invoiceReference: `AO${second.number}`,
			place: ORDER.place,
			tenant: ORDER.tenant,
			contractor: PIPES_ID
		});
		expect(orders[0]?.log.map(({ type }) => type)).toEqual(['registered', 'accepted']);
		expect(JSON.stringify(orders)).not.toMatch(/"(member|command|organisation)":/);
		const idle = await changes(next);
		expect(idle).toEqual({ orders: [], next, more: false });
	});

	it('[WO38] that somebody has read an order is no change; what was written in between is', async () => {
		const order = await worked('accepted');
		const before = await latest();
		const karin = await TestDevice.withSession(app, KARIN);
		const receipt = await karin.act('seen', order.id, { until: new Date().toISOString() });
		expect(receipt.status).toBe('accepted');
		const whole = await loadOrder(app.services.db, order.id);
		expect(whole?.order.readBy.orderer?.by).toBe('Karin Ekvall');
		expect(await changes(before)).toEqual({ orders: [], next: before, more: false });
		await karin.act('note', order.id, { phrase: '', text: 'Hej' });
		expect((await changes(before)).orders.map(({ number }) => number)).toEqual([order.number]);
	});

	it('[AP11] a cursor leads through all of them in parts, and what is no cursor is refused', async () => {
		for (let n = 0; n < 5; n += 1) await create();
		const seen: number[] = [];
		let page = await changes('', 2);
		for (; page.orders.length > 0; page = await changes(page.next, 2))
			seen.push(...page.orders.map(({ number }) => number));
		const { db } = app.services;
		const all = await db
			.selectFrom('work_orders')
			.select('number')
			.where('organisation_id', '=', LANDLORD_ID)
			.orderBy('changed')
			.execute();
		expect(seen).toEqual(all.map(({ number }) => number));
		for (const bad of ['after=x', 'after=MTo', 'after=1:5', 'limit=0', 'limit=201', 'limit=x', 'after=LTE6LTU']) {
			const { status, body } = await call('GET', `/changes?${bad}`);
			expect([bad, status, body]).toEqual([bad, 400, { code: 'malformed', field: bad.split('=')[0] }]);
		}
		expect((await call('GET', '/changes', undefined, STRANGERS_KEY)).body.orders).toHaveLength(1); // moved above
	});

	it('[AP12] who follows while many write misses nothing', async () => {
		const karin = await TestDevice.withSession(app, KARIN);
		const orders = await Promise.all(Array.from({ length: 12 }, () => create()));
		let cursor = await latest();
		const heard = new Map<number, string>();
		let writing = true;
		const follow = async () => {
			while (writing) {
				const page = await changes(cursor);
				cursor = page.next;
				for (const { number, status } of page.orders) heard.set(number, status);
			}
		};
		const acts = orders.map(({ id, number }, index) =>
			index % 2 === 0
				? call('POST', `/work-orders/${number}/cancel`, { reason: '' })
				: karin.act('reassign', id, { contractor: ELECTRIC_ID, contractorName: 'Elkraft' })
		);
		const following = follow();
		await Promise.all(acts);
		writing = false;
		await following;
		for (const { number, status } of (await changes(cursor)).orders) heard.set(number, status);
		expect([...heard].sort(([a], [b]) => a - b)).toEqual(
			orders
				.map(({ number }, index) => [number, index % 2 === 0 ? 'cancelled' : 'ordered'] as const)
				.sort(([a], [b]) => a - b)
		);
	});

	it('[AP12] a change that is committed later has the greater number, whoever began first', async () => {
		const [one, two] = [await create(), await create()];
		const { db } = app.services;
		const note = (text: string) => ({ type: 'log', entry: { type: 'note', text } as LogEntry }) as const;
		const [held, written] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
		const write = async (id: string, commit: Promise<null> | null) =>
			db.transaction().execute(async (trx) => {
				const whole = await loadOrder(trx, id, true);
				if (whole) await saveChanges(trx, whole, [note(id)]);
				written.resolve(null);
				await commit;
			});
		const cursor = await latest();
		const slow = write(one.id, held.promise);
		await written.promise;
		const fast = write(two.id, null);
		const meanwhile = database === 'postgres' ? await changes(cursor) : null; // SQLite has one writer, who reads too
		held.resolve(null);
		await Promise.all([slow, fast]);
		expect(meanwhile?.orders ?? []).toEqual([]);
		const { orders } = await changes(cursor);
		expect(orders.map(({ number }) => number)).toEqual([one.number, two.number]);
	});

	it('[AP13] one order is read by its number or by the own id, with all fields and the log', async () => {
		const { number, id } = await create({ externalId: 'FS-13', concerns: { room: 'Kök', serialNumber: 'A1' } });
		const { status, body } = await call('GET', `/work-orders/${number}`);
		expect([status, body]).toEqual([
			200,
			expect.objectContaining({ id, number, externalId: 'FS-13', status: 'ordered', waitsFor: [], planned: null })
		]);
		expect(body.concerns).toMatchObject({ room: 'Kök', serialNumber: 'A1' });
		expect((await call('GET', '/work-orders/by-external-id/FS-13')).body).toEqual(body);
		for (const path of ['/work-orders/1', '/work-orders/x', '/work-orders/by-external-id/FS-14']) {
			expect((await call('GET', path)).body).toEqual({ code: 'unknown-order', field: null });
		}
	});

	it('[AP14] a key takes 600 requests a minute, and says when to come again; other keys are not touched', async () => {
		const key = 'nyckel-som-har-brattom-123';
		await addKey(app, key, STRANGER_ID, STRANGER);
		const statuses: number[] = [];
		for (let n = 0; n < 640; n += 40) {
			const answers = await Promise.all(
				Array.from({ length: 40 }, () => call('GET', '/work-orders/1', undefined, key))
			);
			statuses.push(...answers.map(({ status }) => status));
		}
		const taken = statuses.filter((status) => status === 404).length;
		expect(taken).toBeGreaterThanOrEqual(600);
		const answer = await hurried(() => call('GET', '/work-orders/1', undefined, key));
		expect([answer.status, answer.body, answer.headers.get('retry-after')]).toEqual([
			429,
			{ code: 'too-many-requests' },
			'1'
		]);
		expect((await call('GET', '/work-orders/1')).status).toBe(404);
	});
});

/** Asks until the answer is 429: the limit refills while one asks. */
async function hurried<Answer extends { status: number }>(ask: () => Promise<Answer>): Promise<Answer> {
	for (;;) {
		const answers = await Promise.all(Array.from({ length: 20 }, ask));
		const late = answers.find(({ status }) => status === 429);
		if (late) return late;
	}
}

async function addKey(app: TestApplication, key: string, organisation: string, member: string): Promise<void> {
	await app.services.db
		.insertInto('api_keys')
		.values({
			id: newId(),
			organisation_id: organisation,
			member_id: demoId(member),
			key_hash: createHash('sha256').update(key).digest('hex'),
			name: 'Test',
			created_at: new Date().toISOString()
		})
		.execute();
}
