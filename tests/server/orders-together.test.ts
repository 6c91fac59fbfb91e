import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { type Settings, type WorkOrder, landlordDocument } from '#modules/work-orders/domain/index.ts';
import { DATABASES, AMIR, ELECTRIC_ID, KARIN, LANDLORD_ID, PIPES_ID, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';
import { until } from '../sync/support/device.ts';

const ADMINISTRATOR = 'sofia@bjorkhem.example';
const DONE = { action: 'Bytt blandare.' };
const PLACE = { number: '61380004', address: 'Montörsvägen 2' };

describe.each(DATABASES)('orders that belong together, and what the landlord decides, on %s', (database) => {
	let app: TestApplication;
	let amir: TestDevice;
	let karin: TestDevice;
	let sofia: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		[amir, karin, sofia] = (await Promise.all(
			[AMIR, KARIN, ADMINISTRATOR].map((name) => TestDevice.withSession(app, name))
		)) as [TestDevice, TestDevice, TestDevice];
	});
	afterAll(() => app.close());

	const orderOf = async (id: string) => {
		const { db } = app.services;
		const row = await db.selectFrom('work_orders').select('body_json').where('id', '=', id).executeTakeFirst();
		return row ? (JSON.parse(row.body_json) as WorkOrder) : null;
	};
	const effectsAbout = (order: string) =>
		app.services.db.selectFrom('effects').selectAll().where('about', '=', order).orderBy('next_at').execute();
	const register = async (device: TestDevice, contractors: readonly string[]) => {
		const ids = contractors.map(() => newId());
		const orders = contractors.map((contractor, index) => ({
			id: ids[index],
			waitsFor: ids.slice(0, index),
			order: { contractor, type: 'unplanned', phrase: `Arbete ${index + 1}`, place: PLACE }
		}));
		const command = await device.sign('', ids[0] ?? '', { orders }, { kind: 'work-order-register.bundle' });
		const [answer] = await device.post(command);
		return { ids: ids as [string, string], answer, command };
	};
	const change = async (device: TestDevice, payload: Record<string, unknown>) => {
		const [answer] = await device.post(
			await device.sign('', LANDLORD_ID, payload, { kind: 'work-order-settings.change' })
		);
		return answer;
	};

	it('[CM14] a bundle is registered whole, once, with consecutive numbers', async () => {
		const { ids, answer, command } = await register(karin, [PIPES_ID, ELECTRIC_ID]);
		expect(answer).toMatchObject({ status: 'accepted' });
		expect(await karin.post(command)).toEqual([answer]);
		const [first, second] = [await orderOf(ids[0]), await orderOf(ids[1])];
		expect(second).toMatchObject({
			number: (first?.number ?? 0) + 1,
			bundle: first?.bundle,
			waitsFor: [{ order: ids[0] }],
			orderer: { name: 'Karin Ekvall' }
		});
	});

	it('[CM14] a bundle with one bad order registers none', async () => {
		const { ids, answer } = await register(karin, [PIPES_ID, newId()]);
		expect(answer).toMatchObject({ status: 'refused', code: 'unknown-contractor' });
		expect(await orderOf(ids[0])).toBeNull();
	});

	it('[CM14] an id that is taken registers nothing anew', async () => {
		const { ids } = await register(karin, [PIPES_ID]);
		const orders = [{ id: ids[0], order: { contractor: PIPES_ID, type: 'fault', place: PLACE } }];
		const again = await karin.sign('', ids[0], { orders }, { kind: 'work-order-register.bundle' });
		expect(await karin.post(again)).toMatchObject([{ status: 'refused', code: 'malformed' }]);
	});

	it('[CM15] settings are changed by administrators, on the version that holds, and reach devices', async () => {
		const set = { contractorsMayRegister: true };
		expect(await change(karin, { version: 0, set })).toMatchObject({ code: 'forbidden' });
		expect(await register(amir, [PIPES_ID])).toMatchObject({ answer: { code: 'may-not-register' } });
		expect(await change(sofia, { version: 0, set })).toMatchObject({ status: 'accepted' });
		expect(await change(sofia, { version: 0, set })).toMatchObject({ code: 'settings-changed' });
		expect(await register(amir, [PIPES_ID])).toMatchObject({ answer: { status: 'accepted' } });
		for (const [device, scope] of [
			[amir, PIPES_ID],
			[karin, LANDLORD_ID]
		] as const) {
			const { doc, synced, close } = device.open(landlordDocument(scope));
			await synced();
			const settings = () => doc.getMap('settings').get('all') as Settings | undefined;
			await until('the settings', () => settings()?.contractorsMayRegister === true);
			expect(doc.getMap('contractors').size).toBe(scope === PIPES_ID ? 1 : 3);
			close();
		}
	});

	it('[CM16] a plan brings an SMS now and a mail in time; a later plan withdraws the mail', async () => {
		const order = await app.newOrder();
		await amir.act('accept', order);
		const nextYear = new Date().getFullYear() + 1;
		const plan = (day: string) => amir.act('plan', order, { planned: { day, from: '08:00', to: '12:00' } });
		await plan(`${nextYear}-03-16`);
		expect(await effectsAbout(order)).toMatchObject([{ kind: 'sms' }, { kind: 'mail', state: 'waiting', reminder: 1 }]);
		await plan(`${nextYear}-03-17`);
		const reminders = (await effectsAbout(order)).filter(({ reminder }) => reminder === 1);
		expect(reminders.map(({ state }) => state)).toEqual(['withdrawn', 'waiting']);
		await amir.act('done', order, DONE);
		const left = (await effectsAbout(order)).filter(({ reminder }) => reminder === 1);
		expect(left.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
	});

	it('[CM17] what waits in a bundle learns of what it waits for', async () => {
		const { ids } = await register(karin, [PIPES_ID, ELECTRIC_ID]);
		await amir.act('accept', ids[0]);
		await amir.act('done', ids[0], DONE);
		const waiting = await orderOf(ids[1]);
		expect(waiting?.waitsFor).toMatchObject([{ order: ids[0], status: 'done' }]);
		const { db } = app.services;
		const log = await db.selectFrom('work_order_log').select('body_json').where('order_id', '=', ids[1]).execute();
		expect(log.filter(({ body_json }) => body_json.includes('bundle-changed'))).toHaveLength(2);
	});
});
