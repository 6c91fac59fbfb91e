import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '#core/command';
import { newId } from '#core/id';
import { workOrderDecider } from '#modules/work-orders/server/order/decide-work-order.ts';
import { receiveCommands } from '#server/commands/receive';
import { demoId } from '#server/demo/accounts';
import type { WorkOrder } from '#modules/work-orders/domain/index.ts';
import {
	AMIR,
	DATABASES,
	ELECTRIC,
	ELECTRIC_ID,
	KARIN,
	LENA,
	NEWCOMER,
	STRANGER,
	TestApplication
} from '../support/application.ts';
import { TestDevice, request } from '../support/device.ts';

const DONE = { action: 'Bytt packning i vattenlåset.', newUnit: { note: '', properties: '', serialNumber: 'SN 1' } };
const MINUTE = 60 * 1000;

describe.each(DATABASES)('commands on %s', (database) => {
	let app: TestApplication;
	let amir: TestDevice;
	let lena: TestDevice;
	let karin: TestDevice;
	let electric: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		[amir, lena, karin, electric] = (await Promise.all(
			[AMIR, LENA, KARIN, ELECTRIC].map((name) => TestDevice.withSession(app, name))
		)) as [TestDevice, TestDevice, TestDevice, TestDevice];
	});
	afterAll(() => app.close());

	const orderOf = async (id: string) => {
		const { db } = app.services;
		const row = await db.selectFrom('work_orders').select('body_json').where('id', '=', id).executeTakeFirstOrThrow();
		return JSON.parse(row.body_json) as WorkOrder;
	};
	const logOf = async (id: string) => {
		const { db } = app.services;
		const rows = await db.selectFrom('work_order_log').select('body_json').where('order_id', '=', id).execute();
		return rows.map(
			({ body_json }) => JSON.parse(body_json) as { type: string; text: string; audience: string; at: string }
		);
	};
	const rowsAbout = async (id: string) => {
		const { db } = app.services;
		const receipts = await db.selectFrom('receipts').selectAll().where('about', '=', id).orderBy('number').execute();
		const commands = receipts.map(({ command_id }) => command_id);
		const effects =
			commands.length === 0
				? []
				: await db.selectFrom('effects').selectAll().where('command_id', 'in', commands).execute();
		return { receipts, effects };
	};

	it('[CM1] an accepted command has a receipt with a number, and is carried out', async () => {
		const order = await app.newOrder();
		const receipt = await amir.act('accept', order);
		expect(receipt).toMatchObject({ status: 'accepted', number: expect.any(Number) as number });
		expect(await orderOf(order)).toMatchObject({ status: 'accepted', acceptedBy: 'Amir Haddad' });
		const { receipts } = await rowsAbout(order);
		expect(receipts).toMatchObject([{ author_id: amir.member, device_id: amir.id, carrier_id: amir.member }]);
	});

	it('[CM2] the same command again, by the same and by another carrier, gets the same receipt and happens once', async () => {
		const order = await app.newOrder();
		await amir.act('accept', order);
		const done = await amir.sign('done', order, DONE);
		const [first] = await amir.post(done);
		expect(await amir.post(done, done)).toEqual([first, first]);
		expect(await lena.post(done)).toEqual([first]);
		expect(await electric.post(done)).toEqual([first]);
		const { receipts, effects } = await rowsAbout(order);
		expect(receipts).toHaveLength(2);
		expect(effects.map(({ kind }) => kind).sort()).toEqual(expect.arrayContaining(['mail']));
		expect((await logOf(order)).filter(({ type }) => type === 'done')).toHaveLength(1);
	});

	it('[CM2] two carriers at the same moment: one receipt, one line in the log', async () => {
		for (let n = 0; n < 4; n += 1) {
			const order = await app.newOrder();
			const command = await amir.sign('accept', order);
			const answers = (await Promise.all([amir, lena, karin, electric].map((carrier) => carrier.post(command)))).flat();
			expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
			expect(answers[0]?.status).toBe('accepted');
			expect((await logOf(order)).map(({ type }) => type)).toEqual(['registered', 'accepted']);
			expect((await rowsAbout(order)).receipts).toHaveLength(1);
		}
	});

	it('[CM3] another carries it, the author has done it', async () => {
		const order = await app.newOrder();
		const command = await amir.sign('note', order, { phrase: 'Sökt kund', text: 'Ingen svarade.' });
		const [answer] = await karin.post(command);
		expect(answer?.status).toBe('accepted');
		expect((await rowsAbout(order)).receipts).toMatchObject([{ author_id: amir.member, carrier_id: karin.member }]);
		expect(await logOf(order)).toMatchObject([{}, { name: 'Amir Haddad', text: 'Ingen svarade.' }]);
	});

	it('[CM4] a command that is not word for word what the device signed is rejected without a receipt', async () => {
		const order = await app.newOrder();
		const honest = await amir.sign('message', order, { text: 'Kommer kl. 10.' });
		const forged: Command[] = [
			{ ...honest, payload: { text: 'Kommer kl. 11.' } },
			{ ...honest, about: await app.newOrder() },
			{ ...honest, kind: 'work-orders.note' },
			{ ...honest, id: newId() },
			{ ...honest, signature: 'A'.repeat(86) },
			{ ...honest, signature: '' },
			{ ...honest, signature: 'åäö' }
		];
		for (const command of forged) {
			expect(await amir.post(command)).toEqual([{ command: command.id, status: 'rejected', code: 'wrong-signature' }]);
		}
		expect((await rowsAbout(order)).receipts).toEqual([]);
		expect(await amir.post(honest)).toMatchObject([{ status: 'accepted' }]);
	});

	it('[CM4] nobody signs in another name, nor with a device that the server does not know', async () => {
		const order = await app.newOrder();
		const inLenasName = await amir.sign('accept', order, {}, { author: lena.member });
		const unknown = await amir.sign('accept', order, {}, { device: newId() });
		const withLenasDevice = await amir.sign('accept', order, {}, { device: lena.id, author: lena.member });
		expect(await amir.post(inLenasName, unknown, withLenasDevice)).toMatchObject([
			{ status: 'rejected', code: 'unknown-device' },
			{ status: 'rejected', code: 'unknown-device' },
			{ status: 'rejected', code: 'wrong-signature' }
		]);
	});

	it('[CM5] what is not a command is rejected by itself; the others in the list are decided', async () => {
		const order = await app.newOrder();
		const good = await amir.sign('accept', order);
		const unknownModule = await amir.sign('accept', order, {}, { kind: 'visits.start' });
		const list = [null, 7, {}, { ...good, v: 2 }, { ...good, about: '../x' }, { ...good, at: 'now' }, unknownModule];
		const answers = await amir.post(...list, { ...good, id: 'x'.repeat(9999) }, good);
		const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.code : answer.status));
		const malformed = Array<string>(6).fill('malformed');
		expect(codes).toEqual([...malformed, 'unknown-kind', 'malformed', 'accepted']);
		expect(JSON.stringify(answers).length).toBeLessThan(2000);
	});

	it('[CM5] a list that is no list, or longer than 500, is refused as a whole; so is more than 2 MiB', async () => {
		for (const body of [{}, 'x', null, Array<null>(501).fill(null)]) {
			expect((await amir.request('POST', '/api/commands', body)).status).toBe(400);
		}
		expect((await amir.request('POST', '/api/commands', ['x'.repeat(2 * 1024 * 1024)])).status).toBe(413);
	});

	const stampOf = (ahead: number) => `${String(Date.now() + ahead).padStart(15, '0')}-00000-${amir.id}`;
	const acceptedAt = async (order: string) => {
		const entry = (await logOf(order)).find(({ type }) => type === 'accepted');
		return { at: Date.parse(entry?.at ?? ''), ordered: Date.parse((await orderOf(order)).orderedAt) };
	};

	it('[CM6] what a phone does whose clock is a day ahead counts, as done when it came', async () => {
		const order = await app.newOrder();
		const before = Date.now();
		const early = await amir.sign('accept', order, {}, { at: stampOf(26 * 60 * MINUTE) });
		expect(await amir.post(early)).toMatchObject([{ status: 'accepted' }]);
		const { at } = await acceptedAt(order);
		expect(at).toBeGreaterThanOrEqual(before);
		expect(at).toBeLessThanOrEqual(Date.now());
	});

	it('[CM6] a phone whose clock is a day behind accepts nothing before it was ordered', async () => {
		const order = await app.newOrder();
		expect(await amir.post(await amir.sign('accept', order, {}, { at: stampOf(-26 * 60 * MINUTE) }))).toMatchObject([
			{ status: 'accepted' }
		]);
		const { at, ordered } = await acceptedAt(order);
		expect(at).toBe(ordered);
	});

	it('[CM6] what a phone has learned of its clock since sets the time right, its own alone', async () => {
		const [order, other] = [await app.newOrder(), await app.newOrder()];
		const off = 26 * 60 * MINUTE;
		const command = await amir.sign('accept', order, {}, { at: stampOf(-off) });
		const carried = await amir.sign('accept', other, {}, { at: stampOf(-off) });
		const before = Date.now();
		const body = { commands: [command], off: { [command.id]: off } };
		expect((await amir.request('POST', '/api/commands', body)).body).toMatchObject([{ status: 'accepted' }]);
		expect((await acceptedAt(order)).at).toBeGreaterThan(before - 60 * MINUTE);
		const brought = { commands: [carried], off: { [carried.id]: off } };
		expect((await karin.request('POST', '/api/commands', brought)).body).toMatchObject([{ status: 'accepted' }]);
		const { at, ordered } = await acceptedAt(other);
		expect(at).toBe(ordered);
	});

	it('[CM18] while the server’s own clock is in doubt commands wait, and count when it is right again', async () => {
		const order = await app.newOrder();
		const command = await amir.sign('accept', order);
		const { clock } = app.services;
		const far = Date.now() + 26 * 60 * MINUTE;
		for (const member of ['one', 'two', 'three']) clock.heard(member, far);
		expect(await amir.post(command)).toEqual([{ command: command.id, status: 'postponed', code: 'server-clock' }]);
		const answer = await request(app, 'GET', '/readyz');
		expect([answer.status, answer.body]).toEqual([200, { status: 'ready', clock: 'behind' }]);
		expect(answer.headers.get('x-server-time')).toBeNull();
		for (const member of ['one', 'two', 'three']) clock.heard(member, Date.now());
		expect(await amir.post(command)).toMatchObject([{ status: 'accepted' }]);
		expect(Number((await request(app, 'GET', '/readyz')).headers.get('x-server-time'))).toBeGreaterThan(0);
	});

	it('[CM7] a refusal is a receipt too: it stays the same whatever happens afterwards', async () => {
		const order = await app.newOrder();
		const tooEarly = await amir.sign('done', order, DONE);
		const [refused] = await amir.post(tooEarly);
		expect(refused).toMatchObject({ status: 'refused', code: 'not-accepted', number: expect.any(Number) as number });
		await amir.act('accept', order);
		expect(await amir.post(tooEarly)).toEqual([refused]);
		expect((await rowsAbout(order)).effects).toEqual([]);
	});

	it('[CM7] accepted by two: one counts, the other is told who', async () => {
		const order = await app.newOrder();
		await amir.act('accept', order);
		expect(await lena.act('accept', order)).toMatchObject({ code: 'already-accepted', detail: 'Amir Haddad' });
	});

	it('[CM8] done sends exactly one SMS and one mail, however often it arrives', async () => {
		const order = await app.newOrder();
		await amir.act('accept', order);
		const done = await amir.sign('done', order, DONE);
		await Promise.all([amir.post(done), lena.post(done), amir.post(done)]);
		const { effects } = await rowsAbout(order);
		expect(effects.map(({ kind }) => kind).sort()).toEqual(['mail', 'sms']);
		await app.deliveredEffects();
		const files = await Promise.all(
			['mail', 'sms'].map((kind) => readdir(join(app.configuration.dataDir, 'outbox', kind)))
		);
		const ids = new Set(effects.map(({ id }) => id));
		expect(files.flat().filter((name) => [...ids].some((id) => name.includes(id)))).toHaveLength(2);
	});

	it('[CM9] marked done offline while the landlord cancelled: no SMS, and the words are kept as having come late', async () => {
		const order = await app.newOrder();
		await amir.act('accept', order);
		const done = await amir.sign('done', order, DONE);
		expect(await karin.act('cancel', order, { reason: 'Huset ska rivas.' })).toMatchObject({ status: 'accepted' });
		expect(await amir.post(done)).toMatchObject([{ status: 'refused', code: 'came-after-cancellation' }]);
		await amir.post(done);
		expect((await logOf(order)).filter(({ type }) => type === 'came-late')).toMatchObject([{ text: DONE.action }]);
		expect((await orderOf(order)).status).toBe('cancelled');
		expect((await rowsAbout(order)).effects).toEqual([]);
	});

	it('[CM9] an order that moved meanwhile: refused with who has it, the words go to the landlord alone', async () => {
		const order = await app.newOrder();
		await amir.act('accept', order);
		const done = await amir.sign('done', order, DONE);
		const move = { contractor: ELECTRIC_ID, contractorName: 'Något påhittat' };
		expect(await karin.act('reassign', order, move)).toMatchObject({ status: 'accepted' });
		expect(await amir.post(done)).toMatchObject([{ code: 'moved', detail: 'Elkraft i Farsta AB' }]);
		const late = (await logOf(order)).filter(({ type }) => type === 'came-late');
		expect(late).toMatchObject([{ audience: 'orderer', text: DONE.action }]);
		expect(await electric.act('accept', order)).toMatchObject({ status: 'accepted' });
	});

	it('[CM10] an order of another landlord is as unknown as one that does not exist', async () => {
		const order = await app.newOrder();
		const stranger = await TestDevice.withSession(app, STRANGER);
		const unknown = { status: 'refused', code: 'unknown-order' };
		expect(await stranger.act('cancel', order, { reason: '' })).toMatchObject(unknown);
		expect(await stranger.act('cancel', newId(), { reason: '' })).toMatchObject(unknown);
		expect(await electric.act('accept', order)).toMatchObject({ status: 'refused', code: 'forbidden' });
		const abroad = { contractor: demoId('nobody'), contractorName: 'x' };
		expect(await karin.act('reassign', order, abroad)).toMatchObject({ status: 'refused', code: 'malformed' });
	});

	it('[CM11] a failure in the middle leaves nothing behind, and the command is decided when it comes again', async () => {
		const order = await app.newOrder();
		await amir.act('accept', order);
		const done = await amir.sign('done', order, DONE);
		const { db, clock } = app.services;
		const real = workOrderDecider(() => Promise.reject(new Error('not asked')));
		const cut: typeof real = {
			...real,
			async decide(trx, asked) {
				await real.decide(trx, asked);
				throw new Error('The machine was lost here');
			}
		};
		const actor = { member: amir.member, organisation: '', company: null, device: amir.id, roles: [] };
		const before = [await orderOf(order), await logOf(order), await rowsAbout(order)];
		const dependencies = { db, clock, logger: app.logger, deciders: { [done.kind]: cut }, decided: () => undefined };
		expect(await receiveCommands(dependencies, actor, [done])).toEqual([
			{ command: done.id, status: 'postponed', code: 'storage' }
		]);
		expect([await orderOf(order), await logOf(order), await rowsAbout(order)]).toEqual(before);
		expect(await amir.post(done)).toMatchObject([{ status: 'accepted' }]);
		expect((await rowsAbout(order)).effects).toHaveLength(2);
	});

	it('[CM12] a picture that is still under way postpones its command', async () => {
		const order = await app.newOrder();
		const attach = await amir.sign('attach', order, { upload: newId(), sha256: '0'.repeat(64), name: 'dörr.jpg' });
		const postponed = { command: attach.id, status: 'postponed', code: 'upload-missing' };
		expect(await amir.post(attach)).toEqual([postponed]);
		expect((await rowsAbout(order)).receipts).toEqual([]);
	});

	it('[CM13] nobody acts before the first sign-in is done, not even through a colleague', async () => {
		const newcomer = await TestDevice.withSession(app, NEWCOMER);
		const command = await newcomer.sign('note', await app.newOrder(), { phrase: '', text: 'Hej' });
		expect(await amir.post(command)).toEqual([{ command: command.id, status: 'postponed', code: 'first-sign-in' }]);
	});

	it('[CM2] receipts are numbered once each, and survive a restart', async () => {
		const order = await app.newOrder();
		const accept = await amir.sign('accept', order);
		const [receipt] = await amir.post(accept);
		await app.stop();
		await app.start();
		expect(await lena.post(accept)).toEqual([receipt]);
		const numbers = (await app.services.db.selectFrom('receipts').select('number').execute()).map((row) => row.number);
		expect(new Set(numbers).size).toBe(numbers.length);
	});

	it('[CM5] the answer to a request without a session holds nothing', async () => {
		const answer = await request(app, 'POST', '/api/commands', {
			body: [await amir.sign('accept', await app.newOrder())]
		});
		expect([answer.status, answer.body]).toEqual([401, { code: 'signed-out' }]);
	});
});
