import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Command } from '#core/command';
import { newId } from '#core/id';
import { swedishDay } from '#swedish/dates';
import { planDocument } from '#modules/visits/domain/index.ts';
import { RECOVERY, beginGeneration } from '#server/backup/generation';
import { DEMO_TEAM, fillDemoPlans } from '#modules/visits/server/demo/team.ts';
import { openDatabase } from '#app/installation';
import { updateFrame } from '#device/exchange/frames.ts';
import { postgresUpdateLog } from '#server/documents/postgres-update-log';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import { AMIR, DATABASES, type DatabaseName, ORIGIN, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';
import { type Device, freshDoc, openDevice, until } from '../sync/support/device.ts';

const PLAN = planDocument(DEMO_TEAM.id, swedishDay(Date.now()));
const [PETRA, PER, ANNA] = ['petra', 'per', 'anna'].map((name) => `${name}@lovasa.example`) as [string, string, string];
const entry = (to: string, { member: by }: TestDevice) => ({ to, prev: [], at: '', by });

let app: TestApplication;
const opened: Device[] = [];
afterEach(async () => {
	for (const device of opened.splice(0)) device.close();
	await app.close();
});

async function start(database: DatabaseName): Promise<void> {
	app = await TestApplication.open(database, {}, 0);
	await fillDemoPlans(app.application.write, Date.now());
}

/** Opens the plan on a device, with the copy that it has of it. */
async function openPlan({ cookie }: TestDevice, doc = freshDoc()): Promise<Device> {
	const url = `${app.url.replace('http', 'ws')}/sync`;
	const plan = openDevice(url, PLAN, { doc, awareness: null, headers: { origin: ORIGIN, cookie } });
	opened.push(plan);
	await plan.synced();
	return plan;
}

function openLog() {
	const { databaseUrl, dataDir } = app.configuration;
	return databaseUrl ? postgresUpdateLog(databaseUrl) : Promise.resolve(sqliteUpdateLog(join(dataDir, 'documents.db')));
}

/** Yesterday's backup, which knows nothing of the plan, is put back while the server is down. */
async function restore(at = Date.now()): Promise<void> {
	for (const device of opened.splice(0)) device.close();
	await app.stop();
	const log = await openLog();
	await log.erase(PLAN);
	await log.close();
	const db = await openDatabase(app.configuration);
	await beginGeneration(db, at, null);
	await db.destroy();
	await app.start();
}

/** Who has how many rows of the plan in the log, by the way on which they came. */
async function rowsOf({ member: wanted }: TestDevice): Promise<Record<string, number>> {
	const log = await openLog();
	const { rows } = await log.load(PLAN, { fromStart: true });
	await log.close();
	const counts: Record<string, number> = {};
	for (const { kind, member } of rows) if (member === wanted) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

async function ownersOf(clients: readonly number[]): Promise<(string | undefined)[]> {
	const log = await openLog();
	const claims = new Map((await log.claims(PLAN)).map(({ clientId, member }) => [clientId, member]));
	await log.close();
	return clients.map((client) => claims.get(client));
}

describe.each(DATABASES)('a server on %s that was put back from yesterday', (database) => {
	it('[BK8] is filled again by whoever has the plan, and its author goes on', async () => {
		await start(database);
		const [petra, per] = [await TestDevice.withSession(app, PETRA), await TestDevice.withSession(app, PER)];
		const hers = await openPlan(petra);
		const his = await openPlan(per);
		hers.doc.getMap('ops').set('v1/a/1', entry('Berit', petra));
		await until('Petra’s change at Per’s', () => his.doc.getMap('ops').has('v1/a/1'));
		const visits = his.doc.getMap('visits').size;
		expect(visits).toBeGreaterThan(0);

		await restore();
		// Per comes first, with all that he has; nothing of it is taken for his.
		const again = await openPlan(per, his.doc);
		expect(await again.mark()).toMatchObject({ type: 'ack' });
		const anna = await openPlan(await TestDevice.withSession(app, ANNA));
		expect(anna.doc.getMap('ops').has('v1/a/1')).toBe(true);
		expect(anna.doc.getMap('visits').size).toBe(visits);
		expect(await ownersOf([hers.doc.clientID])).toEqual(['recovered']);

		// Petra’s page was open all the time: she goes on under the same client id.
		const later = await openPlan(petra, hers.doc);
		later.doc.getMap('ops').set('v1/a/2', entry('Carl', petra));
		expect(await later.mark()).toMatchObject({ type: 'ack' });
		expect(await ownersOf([hers.doc.clientID])).toEqual([petra.member]);
		his.doc.getMap('ops').set('v1/a/3', entry('David', per));
		expect(await again.mark()).toMatchObject({ type: 'ack' });
		expect(await ownersOf([his.doc.clientID])).toEqual([per.member]);
		expect(again.closes).toEqual([]);
	});

	it('[BK9] gives work that somebody else brought back to the one who signed it', async () => {
		await start(database);
		const [petra, per] = [await TestDevice.withSession(app, PETRA), await TestDevice.withSession(app, PER)];
		const apart = new Y.Doc();
		const rows: Uint8Array[] = [];
		apart.on('update', (row: Uint8Array) => rows.push(row));
		apart.getMap('ops').set('v1/a/1', entry('Berit', petra));
		const signed = await petra.signRow(PLAN, 1, rows[0] ?? new Uint8Array());
		const his = await openPlan(per);
		await restore();
		Y.applyUpdate(his.doc, rows[0] ?? new Uint8Array());
		const again = await openPlan(per, his.doc);
		expect(await again.mark()).toMatchObject({ type: 'ack' });
		expect(await ownersOf([apart.clientID])).toEqual(['recovered']);
		expect(await per.carry(signed)).toMatchObject([{ status: 'stored' }]);
		expect(await ownersOf([apart.clientID])).toEqual([petra.member]);
		// From now on it is nobody else’s.
		apart.getMap('ops').set('v1/a/2', entry('Carl', petra));
		const forged = await per.signRow(PLAN, 1, rows[1] ?? new Uint8Array());
		expect(await per.carry(forged)).toMatchObject([{ status: 'refused', code: 'claim' }]);
	});

	it('[BK9] has every row of the author in the log, by whichever way it comes, and once', async () => {
		await start(database);
		const [petra, per] = [await TestDevice.withSession(app, PETRA), await TestDevice.withSession(app, PER)];
		const apart = freshDoc();
		const rows: Uint8Array[] = [];
		apart.on('update', (row: Uint8Array) => rows.push(row));
		for (const n of [1, 2, 3, 4]) apart.getMap('ops').set(`v1/a/${n}`, entry('Berit', petra));
		const his = await openPlan(per);
		await restore();
		for (const row of rows) Y.applyUpdate(his.doc, row);
		const again = await openPlan(per, his.doc);
		expect(await again.mark()).toMatchObject({ type: 'ack' });
		expect(await rowsOf(per)).toEqual({ recovered: 1 });

		// Two of them were signed for a colleague; Petra's own device comes with all four, and after a restart once more.
		const signed = [1, 2].map((n) => petra.signRow(PLAN, n, rows[n - 1] ?? new Uint8Array()));
		for (const row of await Promise.all(signed)) expect(await per.carry(row)).toMatchObject([{ status: 'stored' }]);
		expect(await rowsOf(petra)).toEqual({ carried: 2 });
		const bringsAll = async () => {
			const hers = await openPlan(petra);
			for (const row of rows) hers.socket.send(updateFrame(PLAN, row));
			expect(await hers.mark()).toMatchObject({ type: 'ack' });
		};
		await bringsAll();
		expect(await rowsOf(petra)).toEqual({ carried: 2, device: 2 });
		await bringsAll();
		for (const device of opened.splice(0)) device.close();
		await app.stop();
		await app.start();
		await bringsAll();
		expect(await rowsOf(petra)).toEqual({ carried: 2, device: 2 });
	});

	it('[BK9] gives what was brought again to nobody whom it does not name', async () => {
		await start(database);
		const [petra, per] = [await TestDevice.withSession(app, PETRA), await TestDevice.withSession(app, PER)];
		const apart = freshDoc();
		apart.getMap('ops').set('v1/a/1', entry('Berit', petra));
		const row = Y.encodeStateAsUpdate(apart);
		const his = await openPlan(per);
		await restore();
		Y.applyUpdate(his.doc, row);
		const again = await openPlan(per, his.doc);
		again.socket.send(updateFrame(PLAN, row));
		expect(await again.mark()).toMatchObject({ type: 'ack' });
		expect(await ownersOf([apart.clientID])).toEqual(['recovered']);
		const hers = await openPlan(petra);
		hers.socket.send(updateFrame(PLAN, row));
		expect(await hers.mark()).toMatchObject({ type: 'ack' });
		expect(await ownersOf([apart.clientID])).toEqual([petra.member]);
	});

	it('[BK11] takes others’ work from nobody but its author once recovery is over', async () => {
		await start(database);
		const [petra, per] = [await TestDevice.withSession(app, PETRA), await TestDevice.withSession(app, PER)];
		const hers = await openPlan(petra);
		hers.doc.getMap('ops').set('v1/a/1', entry('Berit', petra));
		expect(await hers.mark()).toMatchObject({ type: 'ack' });
		const his = await openPlan(per);
		his.close();
		hers.doc.getMap('ops').set('v1/a/2', entry('Carl', petra));
		expect(await hers.mark()).toMatchObject({ type: 'ack' });
		await restore(Date.now() - RECOVERY);
		const later = await openPlan(petra, hers.doc);
		expect(await later.mark()).toMatchObject({ type: 'ack' });
		// What Petra wrote after Per had closed comes to him by hand: under his name it is not taken.
		later.close();
		hers.doc.getMap('ops').set('v1/a/3', entry('David', petra));
		Y.applyUpdate(his.doc, Y.encodeStateAsUpdate(hers.doc));
		const brought = await openPlan(per, his.doc);
		expect(await brought.mark()).toMatchObject({ type: 'nack', code: 'claim' });
	});
});

describe.each(DATABASES)('commands after a restore on %s', (database) => {
	const effectsOf = (command: Command) =>
		app.services.db
			.selectFrom('effects')
			.select(['state', 'error'])
			.where('command_id', '=', command.id)
			.where('reminder', '=', 0)
			.execute();

	it('[BK10] are decided once more, and send nothing again', async () => {
		app = await TestApplication.open(database, {}, 0);
		const amir = await TestDevice.withSession(app, AMIR);
		const order = await app.newOrder();
		await app.deliveredEffects();
		const message = await amir.sign('message', order, { text: 'Kommer kl. 10.' });
		await app.stop();
		const db = await openDatabase(app.configuration);
		await beginGeneration(db, Date.now(), null);
		await db.destroy();
		await app.start();
		const body = { commands: [message], again: [message.id] };
		const first = await amir.request('POST', '/api/commands', body);
		expect(first.body).toMatchObject([{ status: 'accepted' }]);
		const effects = await effectsOf(message);
		expect(effects.length).toBeGreaterThan(0);
		expect(new Set(effects.map(({ state }) => state))).toEqual(new Set(['uncertain']));
		expect((await amir.request('POST', '/api/commands', body)).body).toEqual(first.body);
	});

	it('[BK10] are sent as always when nothing was restored', async () => {
		app = await TestApplication.open(database, {}, 0);
		const amir = await TestDevice.withSession(app, AMIR);
		const message = await amir.sign('message', await app.newOrder(), { text: 'Kommer kl. 10.' });
		await amir.request('POST', '/api/commands', { commands: [message], again: [message.id, newId()] });
		await app.deliveredEffects();
		expect(new Set((await effectsOf(message)).map(({ state }) => state))).toEqual(new Set(['delivered']));
	});
});
