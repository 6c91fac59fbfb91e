import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { RECOVERY, isRecovering, readGeneration } from '#server/backup/generation';
import { runBackup } from '#app/backup';
import { ordersDocument } from '#modules/work-orders/domain/index.ts';
import { insertEffects } from '#server/effects/effects-table';
import { FolderStore } from '#server/files/folder-store';
import { systemClock } from '#server/system-clock';
import { DATABASES, TestApplication } from '../support/application.ts';

const NOW = Date.parse('2026-11-22T06:40:00Z');
const FILE = `ab/ab${'0'.repeat(30)}.bin`;
const folders: string[] = [];
const newFolder = async () => {
	const folder = await mkdtemp(join(tmpdir(), 'backup-'));
	folders.push(folder);
	return folder;
};
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

let test: TestApplication | null = null;
afterEach(async () => {
	await test?.close();
	test = null;
});

async function opened(database: 'sqlite' | 'postgres' = 'sqlite') {
	test = await TestApplication.open(database);
	return test;
}

/** Runs a command on an installation's folder; gives its status and what it said. */
async function run({ configuration: { dataDir, databaseUrl } }: TestApplication, ...options: string[]) {
	const lines: string[] = [];
	const env = { DATA_DIR: dataDir, ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }) };
	const status = await runBackup(options, env, (line) => lines.push(line), { now: () => NOW });
	return { status, text: lines.join('\n') };
}

const countOrders = async ({ services: { db } }: TestApplication) =>
	Number((await db.selectFrom('work_orders').select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);

const addOrder = async (app: TestApplication) => {
	const row = await app.services.db.selectFrom('work_orders').selectAll().limit(1).executeTakeFirstOrThrow();
	await app.services.db
		.insertInto('work_orders')
		.values({ ...row, id: newId(), number: row.number + 100_000 })
		.execute();
};

describe('a backup', () => {
	it('[BK1] [BK2] of a running installation holds documents, tables and files, with their sums', async () => {
		const app = await opened();
		await new FolderStore(join(app.configuration.dataDir, 'files')).put(FILE, new Uint8Array([1, 2, 3]));
		const folder = await newFolder();
		expect(await run(app, 'backup', folder)).toMatchObject({ status: 0 });
		const manifest = JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8')) as { parts: { name: string }[] };
		expect(manifest).toMatchObject({ version: 1, madeAt: '2026-11-22T06:40:00.000Z' });
		expect(manifest.parts.map(({ name }) => name)).toEqual(['avbrottsfri.db', 'documents.db', `files/${FILE}`]);
		expect(await run(app, 'backup', folder)).toMatchObject({
			status: 1,
			text: expect.stringContaining('inte tom') as string
		});
	});

	it('[BK3] is put back whole, and what was there before is kept', async () => {
		const app = await opened();
		const folder = await newFolder();
		await run(app, 'backup', folder);
		const before = await countOrders(app);
		await addOrder(app);
		expect(await run(app, 'restore', folder)).toMatchObject({
			status: 1,
			text: expect.stringContaining('igång') as string
		});
		await app.stop();
		expect(await run(app, 'restore', folder)).toMatchObject({ status: 0 });
		const [aside = ''] = (await readdir(app.configuration.dataDir)).filter((name) => name.startsWith('before-restore'));
		expect(existsSync(join(app.configuration.dataDir, aside, 'avbrottsfri.db'))).toBe(true);
		await app.start();
		expect(await countOrders(app)).toBe(before);
	});

	it('[BK3] that is damaged, or none at all, changes nothing', async () => {
		const app = await opened();
		const folder = await newFolder();
		expect(await run(app, 'restore', folder)).toMatchObject({
			status: 1,
			text: expect.stringContaining('ingen') as string
		});
		await run(app, 'backup', folder);
		await app.stop();
		await appendFile(join(folder, 'documents.db'), 'x');
		expect(await run(app, 'restore', folder)).toMatchObject({
			status: 1,
			text: expect.stringContaining('skadad') as string
		});
		await app.start();
		expect(await readGeneration(app.services.db)).toEqual({ id: 'first', recoversUntil: null });
	});
});

describe('a restored installation', () => {
	it.each(DATABASES)('[BK4] [BK7] on %s has a new generation, and recovers for 14 days', async (database) => {
		const app = await opened(database);
		expect(await run(app, 'restore', '--mark')).toMatchObject({ status: 0 });
		const generation = await readGeneration(app.services.db);
		expect(generation.id).not.toBe('first');
		expect(generation.recoversUntil).toBe(NOW + RECOVERY);
		expect(isRecovering(generation, NOW + RECOVERY - 1)).toBe(true);
		expect(isRecovering(generation, NOW + RECOVERY)).toBe(false);
	});

	it('[BK5] sends nothing by itself that was on its way', async () => {
		const app = await opened();
		const sms = { kind: 'sms', to: '0701740605', text: 'Vi kommer i morgon' } as const;
		const later = {
			kind: 'mail',
			to: 'a@b.example',
			subject: 'Påminnelse',
			text: 'x',
			notBefore: '2099-01-01T00:00:00.000Z'
		} as const;
		await insertEffects(app.services.db, newId(), [later], systemClock);
		await run(app, 'restore', '--mark');
		await insertEffects(app.services.db, newId(), [sms], { now: () => Date.parse('2099-01-01') });
		const rows = await app.services.db
			.selectFrom('effects')
			.select(['state', 'error', 'kind'])
			.orderBy('kind')
			.execute();
		expect(rows).toEqual([
			{ kind: 'mail', state: 'uncertain', error: 'restored' },
			{ kind: 'sms', state: 'waiting', error: null }
		]);
	});

	it('[BK6] brings the documents up to date with its tables, whichever is older', async () => {
		const app = await opened();
		const { db } = app.services;
		const order = await db
			.selectFrom('work_orders')
			.select(['id', 'month', 'organisation_id', 'body_json'])
			.limit(1)
			.executeTakeFirstOrThrow();
		// As if the tables had come from another day than the documents: nothing says that they differ.
		const body_json = JSON.stringify({ ...JSON.parse(order.body_json), phrase: 'Ur säkerhetskopian' });
		await db.updateTable('work_orders').set({ body_json }).where('id', '=', order.id).execute();
		await run(app, 'restore', '--mark');
		await app.application.projector.settled();
		const name = ordersDocument(order.organisation_id, order.month);
		let phrase: unknown;
		await app.application.write(name, (doc) => {
			phrase = doc.getMap<{ phrase: string }>('orders').get(order.id)?.phrase;
		});
		expect(phrase).toBe('Ur säkerhetskopian');
	});
});
