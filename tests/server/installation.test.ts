import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CannotStart } from '#server/cannot-start';
import { createReadiness } from '#server/database/readiness';
import { readKeyFile } from '#server/key-file';
import { TestApplication } from '../support/application.ts';

describe('an installation on a machine that fails', () => {
	let app: TestApplication;
	const at = (name: string) => join(app.configuration.dataDir, name);
	const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
	beforeEach(async () => {
		app = await TestApplication.open('sqlite', {}, 0);
	});
	afterEach(() => app.close());

	it('[IN1] keeps its folder and what is in it to itself', async () => {
		expect(await modeOf(app.configuration.dataDir)).toBe(0o700);
		for (const name of ['avbrottsfri.db', 'documents.db', 'keys.key', 'copies.key'])
			expect(await modeOf(at(name))).toBe(0o600);
	});

	it('[IN2] is not ready while its database takes no row, and ready again afterwards', async () => {
		const { db } = app.services;
		let now = 0;
		const isReady = createReadiness(db, { now: () => (now += 1000) });
		expect(await isReady()).toBe(true);
		await sql`pragma query_only = on`.execute(db);
		expect(await isReady()).toBe(false);
		await sql`pragma query_only = off`.execute(db);
		expect(await isReady()).toBe(true);
	});

	it('[IN2] writes once a second, however often it is asked', async () => {
		const { db } = app.services;
		const written = () =>
			db.selectFrom('installation_keys').select('key_json').where('name', '=', 'readyz').executeTakeFirst();
		let now = 5000;
		const isReady = createReadiness(db, { now: () => now });
		await isReady();
		now += 999;
		await isReady();
		expect(await written()).toEqual({ key_json: '5000' });
		now += 1;
		await isReady();
		expect(await written()).toEqual({ key_json: '6000' });
	});

	it.each(['keys.key', 'copies.key'])(
		'[IN3] does not start with %s gone or cut short, and starts when it is back',
		async (name) => {
			const key = await readKeyFile(at(name), () => Promise.resolve(true));
			const sealed = { team_id: 't', recipient_id: 'r', sealed: 'x', version: 1, changed_by: 'm', changed_at: '' };
			await app.services.db.insertInto('key_plans').values(sealed).execute();
			const chosen = { organisation_id: 'o', passphrase_sealed: 'x', unprotected: 0, last_number: 0 };
			await app.services.db.insertInto('copy_settings').values(chosen).execute();
			await app.stop();
			await writeFile(at(name), '');
			await expect(app.start()).rejects.toThrow(CannotStart);
			await writeFile(at(name), key);
			await app.start();
		}
	);

	it('[IN3] a key is made only where nothing was sealed under one', async () => {
		await rm(at('keys.key'));
		await expect(readKeyFile(at('keys.key'), () => Promise.resolve(true))).rejects.toThrow('keys.key is missing');
		const made = await readKeyFile(at('keys.key'), () => Promise.resolve(false));
		expect(await readKeyFile(at('keys.key'), () => Promise.resolve(true))).toEqual(made);
	});
});
