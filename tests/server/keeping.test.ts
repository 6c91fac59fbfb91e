import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '#core/id';
import { teamDocument } from '#modules/visits/domain/index.ts';
import { KNOWN_KEYS, readKnownKeys } from '#modules/visits/domain/keys/index.ts';
import { readConfiguration } from '#app/installation';
import { demoId } from '#server/demo/accounts';
import { fillDemoKeys } from '#modules/visits/server/demo/keys.ts';
import { DEMO_CARE, DEMO_TEAM, demoRecipientsWithKeys } from '#modules/visits/server/demo/team.ts';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import { type NewRow, SERVER_AUTHOR, type UpdateLog } from '#server/documents/update-log';
import { createFinishUpload } from '#server/files/finish-upload';
import { FolderStore } from '#server/files/folder-store';
import { fileKey } from '#server/files/file-store';
import { DailyPass, type KeepingOptions } from '#server/keeping/daily-pass';
import { serverModules } from '#app/server-modules';
import { openVault } from '#modules/visits/server/keys/vault.ts';
import { KEEPING as PLATFORM_KEEPING } from '#server/keeping/rules';

const KEEPING = Object.assign(
	{ ...PLATFORM_KEEPING },
	...serverModules.map((module) => module.keepingRules)
) as typeof PLATFORM_KEEPING;
import { loadTeam, removeTeamEntries, saveTeamEntries } from '#modules/visits/server/team/teams.ts';
import { DATABASES, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';

const DAY = 24 * 60 * 60 * 1000;
const TEAM = DEMO_TEAM.id;
const ANNA = demoId('anna@lovasa.example');
const NOW = Date.now();
/** A moment so many days before the pass, and so many milliseconds after that. */
const ago = (days: number, more = 0) => new Date(NOW - days * DAY + more).toISOString();
/** Just before a limit, at it, and just after: the first is to go. */
const around = (days: number) => [ago(days, -1), ago(days), ago(days, 1)] as const;

describe('how long things are kept', () => {
	it('[KP1] each number can be set, and a wrong one stops the start with its name', () => {
		const keepingOf = (env: Record<string, string>) => {
			const read = readConfiguration(env);
			return read.ok ? read.value.keeping : read.code;
		};
		const usual = Object.fromEntries(Object.entries(KEEPING).map(([rule, { days }]) => [rule, days]));
		expect(keepingOf({})).toEqual(usual);
		expect(keepingOf({ KEEP_MESSAGES: '0', KEEP_KEY_LOG: '1825' })).toEqual({ ...usual, messages: 0, keyLog: 1825 });
		for (const { variable, least } of Object.values(KEEPING)) {
			for (const wrong of [String(least - 1), '3651', 'ett år', '', '1.5'])
				expect(keepingOf({ [variable]: wrong })).toBe(`${variable}: must be a number of days from ${least} to 3650`);
			expect(keepingOf({ [variable]: String(least) })).toBeTypeOf('object');
		}
	});
});

describe.each(DATABASES)('what is kept for a while on %s', (database) => {
	let app: TestApplication;
	let log: UpdateLog;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 1);
		log = sqliteUpdateLog(join(app.configuration.dataDir, 'rows.db'));
	});
	afterAll(async () => {
		await log.close();
		await app.close();
	});

	const passAt = (now: number, more: Partial<KeepingOptions> = {}) =>
		new DailyPass({
			db: app.services.db,
			files: app.application.files,
			log,
			keeping: app.configuration.keeping,
			clock: { now: () => now },
			logger: app.logger,
			named: serverModules.map((module) => module.namedFiles(app.services.db)),
			modules: app.application.modules.map(({ keeping }) => keeping),
			changed: () => {
				app.services.changed();
			},
			...more
		});
	const pass = (more?: Partial<KeepingOptions>) => passAt(NOW, more).run();
	const pathsOf = (id: string) =>
		(['full', 'thumbnail'] as const).map((size) =>
			join(app.configuration.dataDir, 'files', fileKey({ id, kind: 'picture' }, size))
		);
	const isStored = (id: string) => pathsOf(id).map((path) => existsSync(path));
	/** A picture in the store. */
	const store = async (createdAt: string, uploadId = newId()): Promise<string> => {
		const id = newId();
		await app.services.db
			.insertInto('stored_files')
			.values({
				id,
				organisation_id: DEMO_CARE.id,
				member_id: ANNA,
				upload_id: uploadId,
				received_sha256: 'c'.repeat(64),
				kind: 'picture',
				media_type: 'image/webp',
				bytes: 9,
				width: 1,
				height: 1,
				created_at: createdAt
			})
			.execute();
		const folder = new FolderStore(join(app.configuration.dataDir, 'files'));
		const bytes = Buffer.from('a picture');
		for (const size of ['full', 'thumbnail'] as const) await folder.put(fileKey({ id, kind: 'picture' }, size), bytes);
		return id;
	};
	const addSheet = async (keptAt: string, day = '2026-08-03'): Promise<string> => {
		const id = await store(keptAt);
		await app.services.db
			.insertInto('sheet_pictures')
			.values({
				file_id: id,
				organisation_id: DEMO_CARE.id,
				team_id: TEAM,
				day,
				copy: 'A1B2C3-4',
				page: 1,
				pages: 2,
				lines_json: '[]',
				kept_by: ANNA,
				kept_at: keptAt
			})
			.execute();
		return id;
	};
	const storedIds = async (ids: readonly string[]) => {
		const rows = await app.services.db.selectFrom('stored_files').select('id').where('id', 'in', ids).execute();
		return ids.map((id) => rows.some((row) => row.id === id));
	};
	const attach = async (id: string) => {
		const { db } = app.services;
		const order = await db.selectFrom('work_orders').select('id').executeTakeFirstOrThrow();
		await db.insertInto('work_order_files').values({ id, order_id: order.id, body_json: '{}' }).execute();
	};

	it('[KP6] [KP2] the picture of a sheet goes in both sizes, and planners are told that there was one', async () => {
		const sheets = await Promise.all(around(90).map((at) => addSheet(at)));
		const shared = await addSheet(ago(100), '2026-08-04');
		await attach(shared);
		expect(await pass()).toMatchObject({ sheetPictures: 2, store: 1 });
		expect(sheets.map(isStored)).toEqual([
			[false, false],
			[true, true],
			[true, true]
		]);
		expect(isStored(shared)).toEqual([true, true]);
		const petra = await TestDevice.withSession(app, 'petra@lovasa.example');
		const { body } = await petra.request('GET', `/api/sheet-pictures?team=${TEAM}&day=2026-08-03`);
		expect(body).toMatchObject({
			pictures: [{ file: sheets[0], copy: 'A1B2C3-4', removedAt: ago(0) }, { removedAt: null }, { removedAt: null }]
		});
		expect((await petra.request('GET', `/files/${sheets[0]}`)).status).toBe(404);
		expect((await petra.request('GET', `/files/${sheets[1]}`)).status).toBe(200);
	});

	it('[KP8] [KP2] a file that nothing names goes; one that an order, a sheet or a command names stays', async () => {
		const uploadId = newId();
		const [old, atLimit, young, asked] = await Promise.all(
			[...around(60), ago(80)].map((at, index) => store(at, index === 3 ? uploadId : newId()))
		);
		const [attached, ofSheet] = [await store(ago(80)), await addSheet(ago(80))];
		await attach(attached);
		const finish = createFinishUpload({
			connection: app.services.db,
			clock: { now: () => NOW },
			logger: app.logger,
			...({ folder: { removeBytes: () => Promise.resolve() } } as unknown as Pick<
				Parameters<typeof createFinishUpload>[0],
				'folder' | 'store' | 'pictures'
			>)
		});
		const named = { uploadId, member: ANNA, organisation: DEMO_CARE.id, sha256: 'c'.repeat(64) };
		expect(await finish(named)).toMatchObject({ ok: true, value: { id: asked } });
		expect(await pass()).toMatchObject({ unusedFiles: 1, store: 1 });
		const all = [old, atLimit, young, asked, attached, ofSheet] as string[];
		expect(await storedIds(all)).toEqual([false, true, true, true, true, true]);
		expect(all.map((id) => isStored(id)[0])).toEqual([false, true, true, true, true, true]);
	});

	it('[KP4] a kill between any two removals leaves nothing that leads nowhere, and the next pass does the rest', async () => {
		for (const killedAfter of [0, 1, 2]) {
			const files = await Promise.all([1, 2, 3].map(() => store(ago(70))));
			let left = killedAfter;
			const removeFromStore: KeepingOptions['files']['removeFromStore'] = async (file) => {
				left -= 1;
				if (left < 0) throw new Error('killed');
				await app.application.files.removeFromStore(file);
			};
			await pass({ files: { cleanUp: () => Promise.resolve(0), removeFromStore } });
			expect(await storedIds(files)).toEqual([false, false, false]);
			expect(files.filter((id) => isStored(id)[0])).toHaveLength(3 - killedAfter);
			expect(await pass()).toMatchObject({ store: 3 - killedAfter });
			expect(files.flatMap(isStored)).toEqual(Array(6).fill(false));
		}
	});

	it('[KP7] [KP2] rows of destroyed copies go; what nobody has noted as destroyed stays', async () => {
		const { db } = app.services;
		const rows = [...around(365), null].map((destroyed_at, index) => ({
			id: newId(),
			organisation_id: DEMO_CARE.id,
			number: `A1B2C3-${index}`,
			team_id: TEAM,
			what: 'plan' as const,
			place: 'paper' as const,
			day_from: '2020-01-01',
			day_to: '2020-01-01',
			file: null,
			source: null,
			made_at: ago(900),
			made_by: ANNA,
			device_id: ANNA,
			sha256: null,
			locked: 0,
			destroyed_at,
			destroyed_by: null,
			destroyed_how: null
		}));
		await db.insertInto('copies').values(rows).execute();
		await db
			.updateTable('sheet_pictures')
			.set({ removed_at: ago(366) })
			.where('day', '=', '2026-08-04')
			.execute();
		expect(await pass()).toMatchObject({ copyLog: 2 });
		const left = await db
			.selectFrom('copies')
			.select('number')
			.where('device_id', '=', ANNA)
			.orderBy('number')
			.execute();
		expect(left.map(({ number }) => number)).toEqual(['A1B2C3-1', 'A1B2C3-2', 'A1B2C3-3']);
	});

	it('[KP2] [KE12] looks and handovers go when their days are over; the database refuses to give up younger ones', async () => {
		const { db } = app.services;
		const about = { organisation_id: DEMO_CARE.id, team_id: TEAM, member_id: ANNA, device_id: ANNA, version: 1 };
		for (const at of [...around(730), ago(366), ago(364)]) {
			const look = { visit_id: null, day: null, looked_at: at, received_at: at, unusual: null, reason: '' };
			await db
				.insertInto('key_looks')
				.values({ ...about, ...look, id: newId(), recipient_id: newId() })
				.execute();
			const handover = { recipient_id: newId(), handed_at: at, held_until: at };
			await db
				.insertInto('key_handovers')
				.values({ ...about, ...handover })
				.execute();
		}
		await db
			.insertInto('key_handovers')
			.values({ ...about, recipient_id: newId(), handed_at: ago(800), held_until: ago(-1) })
			.execute();
		expect(await pass()).toMatchObject({ keyLog: 2 });
		expect(await db.selectFrom('key_looks').select('id').execute()).toHaveLength(4);
		expect(await db.selectFrom('key_handovers').select('member_id').execute()).toHaveLength(5);
		for (const table of ['key_looks', 'key_handovers'] as const) {
			await expect(db.deleteFrom(table).execute()).rejects.toThrow('only added');
			await expect(db.updateTable(table).set({ version: 2 }).execute()).rejects.toThrow('only added');
		}
	});

	it('[KP2] sessions go after they have ended by idling or by age; others stay', async () => {
		const { db } = app.services;
		const add = async (created_at: string, expires_at: string) => {
			const id = newId();
			const row = { id, public_id: newId(), member_id: ANNA, device_id: newId(), created_at, expires_at };
			await db.insertInto('sessions').values(row).execute();
			return id;
		};
		const [idled, atLimit, young] = await Promise.all(around(7).map((at) => add(ago(20), at)));
		const [aged, ageing] = [await add(ago(37, -1), ago(-10)), await add(ago(37), ago(-10))];
		expect(await pass()).toMatchObject({ sessions: 2 });
		const left = (await db.selectFrom('sessions').select('id').execute()).map(({ id }) => id);
		expect([idled, atLimit, young, aged, ageing].map((id) => left.includes(id ?? ''))).toEqual([
			...[false, true, true],
			...[false, true]
		]);
	});

	it('[KP9] [KP2] address and words of what was delivered or withdrawn go; what waits, failed or is uncertain stays', async () => {
		const { db } = app.services;
		const payload_json = JSON.stringify({ kind: 'sms', to: '+46701740605', text: 'Arbetet är klart.' });
		const add = async (state: 'delivered' | 'withdrawn' | 'failed' | 'uncertain', next_at: string) => {
			const id = newId();
			const row = { id, command_id: newId(), kind: 'sms' as const, payload_json, state, attempts: 1, next_at };
			await db
				.insertInto('effects')
				.values({ ...row, error: null, about: 'order', reminder: 0 })
				.execute();
			return id;
		};
		const states = ['delivered', 'withdrawn', 'failed', 'uncertain'] as const;
		const old = await Promise.all(states.map((state) => add(state, ago(31))));
		const delivered = await Promise.all(around(30).map((at) => add('delivered', at)));
		expect(await pass()).toMatchObject({ messages: 3 });
		const rows = await db.selectFrom('effects').selectAll().execute();
		const kept = [...old, ...delivered].map((id) => rows.find((row) => row.id === id));
		expect(kept.map((row) => row?.payload_json === payload_json)).toEqual([
			...[false, false, true, true],
			...[false, true, true]
		]);
		expect(kept[0]).toMatchObject({ payload_json: '{}', state: 'delivered', next_at: ago(31), about: 'order' });
	});

	it('[KP2] what was brought again after a restore, and what was removed of a team, is told for so many days', async () => {
		const { db } = app.services;
		const row = () => ({ team_id: TEAM, root: 'shifts' as const, entry_key: newId() });
		const whose = { member_id: ANNA, device_id: ANNA };
		for (const brought_at of around(90)) {
			await db
				.insertInto('team_brought_again')
				.values({ ...row(), ...whose, brought_at })
				.execute();
		}
		for (const removed_at of around(60)) {
			await db
				.insertInto('team_removals')
				.values({ ...row(), removed_at })
				.execute();
		}
		expect(await pass()).toMatchObject({ broughtAgain: 1, teamRemovals: 1 });
		expect(await db.selectFrom('team_brought_again').select('entry_key').execute()).toHaveLength(2);
		expect(await db.selectFrom('team_removals').select('entry_key').execute()).toHaveLength(2);
	});

	it('[KP10] keys of a recipient who has left go so many days after, not those of one who is back', async () => {
		const { db } = app.services;
		await fillDemoKeys(db, await openVault(app.configuration, app.services.db), NOW);
		const [gone, back] = demoRecipientsWithKeys() as [string, string];
		const entries = await loadTeam(db, TEAM);
		await removeTeamEntries(db, TEAM, 'recipients', { keys: [gone, back], at: ago(0) });
		const sealed = async () => {
			const rows = await db.selectFrom('key_plans').selectAll().where('team_id', '=', TEAM).execute();
			return [gone, back].map((id) => rows.find((row) => row.recipient_id === id)?.sealed != null);
		};
		await pass();
		expect(await sealed()).toEqual([true, true]);
		await saveTeamEntries(db, TEAM, 'recipients', { [back]: entries?.recipients[back] });
		await passAt(NOW + 13 * DAY).run();
		await removeTeamEntries(db, TEAM, 'recipients', { keys: [back], at: ago(0) });
		await passAt(NOW + 14 * DAY).run();
		expect(await sealed()).toEqual([true, true]);
		expect(await passAt(NOW + 14 * DAY + 1).run()).toMatchObject({ leftKeys: 1 });
		expect(await sealed()).toEqual([false, true]);
		await app.application.projector.settled();
		const petra = await TestDevice.withSession(app, 'petra@lovasa.example');
		const facts = petra.open(teamDocument(TEAM));
		await facts.synced();
		const known = readKnownKeys(facts.doc.getMap('team').get(KNOWN_KEYS));
		expect(known.get(gone)).toEqual({ version: 2, at: null, by: null });
		expect(known.get(back)).toMatchObject({ version: 1 });
	});

	it('[KP12] [KP2] rows of the update log go that a snapshot holds, and no others', async () => {
		const rowOf = (doc: string, at: string): NewRow => ({
			...SERVER_AUTHOR,
			doc,
			kind: 'server',
			receivedAt: Date.parse(at),
			bytes: Uint8Array.of(0, 0),
			newClients: []
		});
		const append = async (doc: string) => {
			const appended = await log.append([...around(90), ago(89)].map((at) => rowOf(doc, at)));
			if (!appended.ok) throw new Error(appended.code);
			return appended.value;
		};
		const [compacted, waiting] = [await append('a'), await append('b')];
		await log.compact('a', Uint8Array.of(0, 0), compacted[2] ?? 0);
		expect(await pass()).toMatchObject({ updateRows: 1 });
		const kept = async (doc: string) => (await log.load(doc, { fromStart: true })).rows.map(({ seq }) => seq);
		expect(await kept('a')).toEqual(compacted.slice(1));
		expect(await kept('b')).toEqual(waiting);
		expect((await log.load('a')).snapshot?.upto).toBe(compacted[2]);
	});

	it('[KP13] [KP2] updates that were refused go after their days', async () => {
		for (const at of around(30)) {
			const author = { member: ANNA, device: 'phone' };
			const foundAt = Date.parse(at);
			await log.quarantine({ doc: 'a', seq: null, reason: 'root', author, bytes: Uint8Array.of(1), foundAt });
		}
		const before = await log.quarantined('a');
		expect(await pass()).toMatchObject({ refusedUpdates: 1 });
		expect(await log.quarantined('a')).toEqual(before.slice(1));
	});

	it('[KP3] [KP5] a second pass finds nothing; what fails hinders nothing else, and the log has numbers alone', async () => {
		expect(await pass()).toEqual({});
		const removed = await store(ago(70));
		await addSheet(ago(91), '2026-08-05');
		const from = app.logger.lines.length;
		const cleanUp = () => Promise.reject(new Error(`no such folder /srv/${ANNA}`));
		const { removeFromStore } = app.application.files;
		const done = await pass({ files: { cleanUp, removeFromStore } });
		expect(done).toMatchObject({ sheetPictures: 1, unusedFiles: 1, store: 2 });
		const lines = JSON.stringify(app.logger.lines.slice(from));
		expect(lines).toContain('"uploads"');
		expect(lines).toContain('"unusedFiles":1');
		for (const canary of [ANNA, removed, TEAM, '/srv']) expect(lines).not.toContain(canary);
	});

	it('[KP3] the pass runs when the program starts', async () => {
		const file = await store(ago(70));
		await app.stop();
		await app.start();
		await vi.waitFor(() => {
			expect(isStored(file)).toEqual([false, false]);
		});
		expect(await storedIds([file])).toEqual([false]);
	});
});
