import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { swedishMonth } from '#swedish/dates';
import {
	landlordDocument,
	orderIndexDocument,
	orderTextsDocument,
	ordersDocument,
	presenceDocument,
	projectOrder
} from '#modules/work-orders/domain/index.ts';
import { demoId } from '#server/demo/accounts';
import { openDatabase } from '#server/database/open';
import { Projector } from '#server/facts/projector';
import { registerOne } from '#modules/work-orders/server/registering/register-orders.ts';
import { loadOrder } from '#modules/work-orders/server/order/stored-orders.ts';
import { until } from '../sync/support/device.ts';
import {
	AMIR,
	DATABASES,
	ELECTRIC,
	ELECTRIC_ID,
	KARIN,
	LANDLORD_ID,
	LENA,
	ORDER,
	PIPES_ID,
	STRANGER,
	STRANGER_ID,
	TestApplication
} from '../support/application.ts';
import { type OpenDocument, TestDevice } from '../support/device.ts';

const MONTH = swedishMonth(Date.now());
const DONE = { action: 'Bytt packning.' };
const ROOTS = ['orders', 'log', 'files'] as const;

describe.each(DATABASES)('facts on %s', (database) => {
	let app: TestApplication;
	let amir: TestDevice;
	let karin: TestDevice;
	let electric: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 24);
		[amir, karin, electric] = (await Promise.all(
			[AMIR, KARIN, ELECTRIC].map((name) => TestDevice.withSession(app, name))
		)) as [TestDevice, TestDevice, TestDevice];
	});
	afterEach(() => {
		for (const device of [amir, karin, electric]) device.close();
	});
	afterAll(() => app.close());

	const open = async (device: TestDevice, name: string): Promise<OpenDocument> => {
		const opened = device.open(name);
		await opened.synced();
		return opened;
	};
	const statusIn = (doc: Y.Doc, order: string) =>
		(doc.getMap('orders').get(order) as { status: string } | undefined)?.status;
	const months = async (scope: string) => {
		const { db } = app.services;
		const rows = await db
			.selectFrom('work_orders')
			.select('month')
			.distinct()
			.where((where) => where.or([where('organisation_id', '=', scope), where('contractor_id', '=', scope)]))
			.execute();
		return rows.map(({ month }) => month).sort();
	};

	/** What the tables say the documents of a scope must hold, by month and root. */
	const fromTables = async (scope: string) => {
		const { db } = app.services;
		const rows = await db.selectFrom('work_orders').selectAll().execute();
		const mine = rows.filter((row) => row.organisation_id === scope || row.contractor_id === scope);
		const result: Record<string, Record<string, object>> = {};
		for (const { id, month } of mine) {
			const whole = await loadOrder(db, id);
			if (!whole) throw new Error('An order without a row');
			const entries = projectOrder(whole, scope === LANDLORD_ID ? 'orderer' : 'contractor');
			const documents = (result[month] ??= { orders: {}, log: {}, files: {} });
			for (const root of ROOTS) Object.assign(documents[root] ?? {}, entries[root]);
		}
		return result;
	};
	const fromDocuments = async (device: TestDevice, scope: string) => {
		const result: Record<string, Record<string, unknown>> = {};
		for (const month of await months(scope)) {
			const { doc } = await open(device, ordersDocument(scope, month));
			result[month] = Object.fromEntries(ROOTS.map((root) => [root, doc.getMap(root).toJSON()]));
		}
		return result;
	};
	const expectEqualToTables = async () => {
		await app.application.projector.settled();
		const readers = [
			[amir, PIPES_ID],
			[electric, ELECTRIC_ID],
			[karin, LANDLORD_ID]
		] as const;
		for (const [device, scope] of readers) expect(await fromDocuments(device, scope)).toEqual(await fromTables(scope));
	};

	it('[FA1] a decision shows in the documents of the contractor and of the landlord', async () => {
		const order = await app.newOrder();
		const [contractors, landlords] = [
			await open(amir, ordersDocument(PIPES_ID, MONTH)),
			await open(karin, ordersDocument(LANDLORD_ID, MONTH))
		];
		for (const act of ['accept', 'done']) {
			await amir.act(act, order, act === 'done' ? DONE : {});
			const expected = act === 'done' ? 'done' : 'accepted';
			for (const { doc } of [contractors, landlords]) {
				await until(`${expected} in the document`, () => statusIn(doc, order) === expected);
			}
		}
		await expectEqualToTables();
	});

	it('[FA1] the index of a scope names its documents, and the texts to both who read them', async () => {
		const names = async (device: TestDevice, scope: string) =>
			[...(await open(device, orderIndexDocument(scope))).doc.getMap('documents').keys()].sort();
		const own = (await months(PIPES_ID)).flatMap((month) => [
			orderTextsDocument(PIPES_ID, month),
			ordersDocument(PIPES_ID, month)
		]);
		expect(await names(amir, PIPES_ID)).toEqual([...own, landlordDocument(PIPES_ID)].sort());
		expect(await names(karin, LANDLORD_ID)).toEqual(
			expect.arrayContaining([orderTextsDocument(PIPES_ID, MONTH), ordersDocument(LANDLORD_ID, MONTH)])
		);
	});

	it('[FA2] an order that moves leaves the old contractor and comes to the new one', async () => {
		const order = await app.newOrder();
		const { doc: before } = await open(amir, ordersDocument(PIPES_ID, MONTH));
		const { doc: after } = await open(electric, ordersDocument(ELECTRIC_ID, MONTH));
		await until('the order at the first contractor', () => statusIn(before, order) === 'ordered');
		await amir.act('note', order, { phrase: 'Sökt kund', text: 'Innan flytten.' });
		await karin.act('reassign', order, { contractor: ELECTRIC_ID, contractorName: 'x' });
		await until('the order at the second contractor', () => statusIn(after, order) === 'ordered');
		await until('the order to leave', () => statusIn(before, order) === undefined);
		expect([...before.getMap('log').keys()].filter((key) => key.startsWith(order))).toEqual([]);
		await amir.act('note', order, { phrase: '', text: 'Efter flytten.' });
		await expectEqualToTables();
		expect(JSON.stringify(after.getMap('log').toJSON())).not.toContain('Efter flytten.');
	});

	it('[FA2] an order that is declined leaves the contractor and stays with the landlord', async () => {
		const order = await app.newOrder();
		await app.application.projector.settled();
		await amir.act('decline', order, { reason: 'Ingen tid.' });
		await expectEqualToTables();
		const { doc } = await open(karin, ordersDocument(LANDLORD_ID, MONTH));
		expect(statusIn(doc, order)).toBe('declined');
	});

	it('[FA3] a restart repeats nothing', async () => {
		await app.application.projector.settled();
		const before = await updatesStored();
		await app.stop();
		await app.start();
		await app.application.projector.settled();
		expect(await updatesStored()).toEqual(before);
		const about = await app.newOrder();
		await app.application.projector.settled();
		const once = await updatesStored();
		const { db } = app.services;
		await db.insertInto('facts_dirty').values({ about, scopes_json: '[]' }).execute();
		await app.application.projector.settled();
		expect(await updatesStored()).toEqual(once);
		expect(await db.selectFrom('facts_dirty').selectAll().execute()).toEqual([]);
	});

	/** The names and state vectors of all facts documents, as their readers see them. */
	const updatesStored = async () => {
		const result: string[] = [];
		for (const month of await months(PIPES_ID)) {
			const { doc } = await open(amir, ordersDocument(PIPES_ID, month));
			result.push(...[...doc.store.clients].map(([client, structs]) => `${month} ${client} ${structs.length}`));
		}
		return result.sort();
	};

	it('[FA4] what was decided but not yet shown when the process ended is shown after the next start', async () => {
		await app.application.projector.stop(); // as if the process had ended right after the transaction
		const order = await app.newOrder();
		await amir.act('accept', order);
		expect(await app.services.db.selectFrom('facts_dirty').selectAll().execute()).not.toEqual([]);
		await app.stop();
		await app.start();
		await expectEqualToTables();
	});

	it('[FA5] documents that were lost are written anew from the tables', async () => {
		await app.stop();
		await loseDocuments(app);
		await app.start();
		await expectEqualToTables();
	});

	it('[FA6] orders that another process writes are shown without anybody asking', async () => {
		const { doc } = await open(amir, ordersDocument(PIPES_ID, MONTH));
		const other = await openDatabase(app.configuration);
		const actor = { member: demoId(KARIN), organisation: LANDLORD_ID, company: null, device: null };
		const from = { actor: { ...actor, roles: ['orderer'] as const }, name: 'Import' };
		const result = await registerOne(other, { now: Date.now }, from, ORDER);
		if (!result.ok) throw new Error(result.code);
		await until('the imported order', () => statusIn(doc, result.value.order.id) === 'ordered');
		await other.destroy();
	});

	it('[FA7] a document that cannot be written now is tried again, and nothing is forgotten', async () => {
		await app.application.projector.stop();
		const order = await app.newOrder();
		let failures = 1;
		const written: string[] = [];
		const projector = new Projector({
			...{ db: app.services.db, clock: app.services.clock, logger: app.logger, poll: 20 },
			write: (name) => {
				if ((failures -= 1) >= 0) return Promise.reject(new Error('disk full'));
				written.push(name);
				return Promise.resolve();
			}
		});
		await until('the second try', async () => {
			const rows = await app.services.db.selectFrom('facts_dirty').selectAll().where('about', '=', order).execute();
			return rows.length === 0;
		});
		expect(written).toContain(ordersDocument(PIPES_ID, MONTH));
		await projector.stop();
		await app.stop();
		await app.start();
	});

	it('[AX7] documents are opened by those whose they are, and written by those who share them', async () => {
		const own = [ordersDocument(PIPES_ID, MONTH), orderIndexDocument(PIPES_ID), presenceDocument(PIPES_ID)];
		const texts = orderTextsDocument(PIPES_ID, MONTH);
		const landlords = [ordersDocument(LANDLORD_ID, MONTH), orderIndexDocument(LANDLORD_ID)];
		const lena = await TestDevice.withSession(app, LENA);
		const stranger = await TestDevice.withSession(app, STRANGER);
		const access = async (device: TestDevice, name: string) => {
			const opened = device.open(name);
			await opened.synced().catch(() => null);
			return opened.refusals[0] ?? (opened.mayWrite() ? 'write' : 'read');
		};
		for (const name of own) {
			expect([name, await access(lena, name)]).toEqual([name, 'read']);
			for (const device of [electric, karin, stranger]) expect(await access(device, name)).toBe('forbidden');
		}
		for (const name of landlords) {
			expect([name, await access(karin, name)]).toEqual([name, 'read']);
			for (const device of [amir, electric, stranger]) expect(await access(device, name)).toBe('forbidden');
		}
		expect(await access(lena, texts)).toBe('write');
		expect(await access(karin, texts)).toBe('read');
		for (const device of [electric, stranger]) expect(await access(device, texts)).toBe('forbidden');
		expect(await access(stranger, orderIndexDocument(STRANGER_ID))).toBe('read');
		expect(await access(lena, ordersDocument(PIPES_ID, MONTH, 2))).toBe('epoch-gone');
		expect(await access(lena, 'orders:../../x:all:1')).toBe('unknown-document');
		lena.close();
		stranger.close();
	});

	it('[AX7] the landlord reads the texts of a contractor that has not opened them since the start', async () => {
		await app.stop();
		await app.start();
		const opened = await open(karin, orderTextsDocument(PIPES_ID, MONTH));
		expect(opened.mayWrite()).toBe(false);
	});
});

/** Loses every document, and nothing else. */
async function loseDocuments({ configuration }: TestApplication): Promise<void> {
	const { databaseUrl, dataDir } = configuration;
	if (databaseUrl === null) {
		for (const end of ['', '-wal', '-shm']) await rm(join(dataDir, `documents.db${end}`), { force: true });
		return;
	}
	const db = await openDatabase(configuration);
	await sql`drop table doc_updates, doc_snapshots, doc_claims, doc_quarantine`.execute(db);
	await db.destroy();
}
