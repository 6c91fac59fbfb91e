import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { dayAfter, swedishDay } from '#swedish/dates';
import {
	BRING_TEAM_AGAIN,
	CHANGE_TEAM,
	KEPT_ROOTS,
	MOST_AGAIN,
	type TeamChange,
	readAgain,
	readTeam,
	shiftsOf,
	teamChange,
	teamDocument
} from '#modules/visits/domain/index.ts';
import { DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import { openDatabase } from '#app/installation';
import { RECOVERY, beginGeneration } from '#server/backup/generation';
import type { AgainEntry } from '#core/document-kind';
import { AMIR, DATABASES, type DatabaseName, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';
import { until } from '../sync/support/device.ts';

const TEAM = DEMO_TEAM.id;
const TODAY = swedishDay(Date.now());
const [NILS, ASA, ROUND] = [newId(), newId(), newId()];
const SHIFT = `${ASA}/${TODAY}`;
const WEEKLY = {
	weekdays: [1, 2, 3, 4, 5, 6, 7],
	everyWeeks: 1,
	from: TODAY,
	to: null,
	exceptions: [],
	visit: { recipient: NILS, start: 480, length: 30, a: ASA }
};

let app: TestApplication;
let petra: TestDevice;
let anna: TestDevice;
afterEach(() => app.close());

async function start(database: DatabaseName): Promise<void> {
	app = await TestApplication.open(database, {}, 0);
	[petra, anna] = [
		await TestDevice.withSession(app, 'petra@lovasa.example'),
		await TestDevice.withSession(app, 'anna@lovasa.example')
	];
}

async function post(device: TestDevice, kind: string, payload: Record<string, unknown>) {
	const [answer] = await device.post(await device.sign('', TEAM, payload, { kind }));
	await app.application.projector.settled();
	return answer;
}

const change = (...changes: (TeamChange | null)[]) => post(petra, CHANGE_TEAM, { changes });
const bring = (device: TestDevice, entries: readonly AgainEntry[]) => post(device, BRING_TEAM_AGAIN, { entries });

/** The team's facts as a device has them. */
async function mapsOn(device: TestDevice) {
	const { doc, synced, close } = device.open(teamDocument(TEAM));
	await synced();
	await until('the carers', () => doc.getMap('carers').size > 0);
	const maps = [...KEPT_ROOTS, 'team', 'again'].map((root) => [root, new Map(doc.getMap(root).entries())] as const);
	close();
	return Object.fromEntries(maps);
}

/** Tables of before are put back while the server is down. */
async function restore(at = Date.now()): Promise<void> {
	await app.stop();
	const db = await openDatabase(app.configuration);
	await db.deleteFrom('team_entries').execute();
	for (const row of backup) await db.insertInto('team_entries').values(row).execute();
	await beginGeneration(db, at, null);
	await db.destroy();
	await app.start();
	await app.application.projector.settled();
}

let backup: { team_id: string; root: (typeof KEPT_ROOTS)[number]; entry_key: string; body_json: string }[];
async function backUp(): Promise<void> {
	backup = (await app.services.db.selectFrom('team_entries').selectAll().execute()) as typeof backup;
}

/** New people after the backup, whom Anna's device has too; then only her device is left. Gives what it has. */
async function newPeople(): Promise<AgainEntry[]> {
	await backUp();
	const added = await change(
		teamChange('carers', ASA, null, { name: 'Åsa Ny', home: { latitude: 57, longitude: 13 } }),
		teamChange('recipients', NILS, null, { name: 'Nils Ny', address: 'Storgatan 9' }),
		teamChange('shifts', SHIFT, null, { from: 420, to: 960 }),
		teamChange('recurring', ROUND, null, WEEKLY)
	);
	expect(added).toMatchObject({ status: 'accepted' });
	const maps = await mapsOn(anna);
	return KEPT_ROOTS.flatMap((root) => [...(maps[root] ?? [])].map(([key, body]) => ({ root, key, body })));
}

/** As a device sends it: in parts that the server takes. */
async function bringAll(device: TestDevice, entries: readonly AgainEntry[]): Promise<void> {
	for (let from = 0; from < entries.length; from += 200) {
		expect(await bring(device, entries.slice(from, from + 200))).toMatchObject({ status: 'accepted' });
	}
}

const logged = () => JSON.stringify(app.logger.lines);

describe.each(DATABASES)('the people of a team, on %s, after a restore', (database) => {
	it('[BK12] come back from the device that has them, as that person’s word', async () => {
		await start(database);
		const held = await newPeople();
		await restore();
		expect(readTeam(await mapsOn(petra)).recipients.has(NILS)).toBe(false);

		await bringAll(anna, held);
		const maps = await mapsOn(petra);
		const team = readTeam(maps);
		expect(team.recipients.get(NILS)).toMatchObject({ name: 'Nils Ny', address: 'Storgatan 9' });
		expect(team.carers.get(ASA)).toMatchObject({ name: 'Åsa Ny', home: { latitude: 57, longitude: 13 } });
		expect(shiftsOf(team, ASA, TODAY)).toMatchObject([{ from: 420, to: 960 }]);
		expect(team.recurrences.find(({ id }) => id === ROUND)?.visit.recipient).toBe(NILS);
		const told = readAgain(maps);
		expect(told.map(({ root, key }) => [root, key])).toEqual([
			['carers', ASA],
			['recipients', NILS],
			['shifts', SHIFT],
			['recurring', ROUND]
		]);
		expect(new Set(told.map(({ by }) => by))).toEqual(new Set([anna.member]));
		expect(team.carers.size + team.recipients.size).toBe(8 + 24 + 2);
		expect(logged()).toContain('brought again');
		expect(logged()).not.toMatch(/Nils|Åsa/);
	});

	it('[BK12] are never put over what the server has, nor what was removed on purpose', async () => {
		await start(database);
		const held = await newPeople();
		const own = held.find(({ root, key }) => root === 'recipients' && key !== NILS);
		const known = readTeam(await mapsOn(petra));
		const before = known.recipients.get(own?.key ?? '');
		const { id: away = '', ...round } = known.recurrences.find(({ id }) => id !== ROUND) ?? {};
		expect(await change(teamChange('recurring', away, round, null))).toMatchObject({ status: 'accepted' });
		await backUp();
		await restore();
		// A device that was away since before the backup has it still.
		await bringAll(anna, [
			{ root: 'recipients', key: own?.key ?? '', body: { name: 'Någon Annan' } },
			{ root: 'recurring', key: away, body: round }
		]);
		const removed = await change(teamChange('shifts', SHIFT, { from: 420, to: 960, lunch: null }, null));
		expect(removed).toMatchObject({ status: 'accepted' });
		await bringAll(anna, held);
		const maps = await mapsOn(petra);
		const team = readTeam(maps);
		expect(team.recipients.get(own?.key ?? '')).toEqual(before);
		expect(team.recurrences.some(({ id }) => id === away)).toBe(false);
		expect(shiftsOf(team, ASA, TODAY)).toEqual([]);
		expect(readAgain(maps)).toEqual([]);

		// Written again by a person, it is lost and brought like anything else.
		await change(teamChange('shifts', SHIFT, null, { from: 420, to: 900 }));
		const entries = [{ root: 'shifts', key: SHIFT, body: { from: 420, to: 900, lunch: null } }];
		await app.services.db.deleteFrom('team_entries').where('entry_key', '=', SHIFT).execute();
		await bringAll(anna, entries);
		expect(shiftsOf(readTeam(await mapsOn(petra)), ASA, TODAY)).toMatchObject([{ to: 900 }]);
	});

	it('[BK13] are taken from whoever reads the team, while it recovers, and no more than a team can have', async () => {
		await start(database);
		const held = await newPeople();
		const nils = held.filter(({ key }) => key === NILS);
		expect(await bring(anna, nils)).toMatchObject({ status: 'refused', code: 'not-recovering' });
		await restore(Date.now() - RECOVERY);
		expect(await bring(anna, nils)).toMatchObject({ status: 'refused', code: 'not-recovering' });
		await restore();
		expect(await bring(await TestDevice.withSession(app, AMIR), nils)).toMatchObject({ code: 'forbidden' });
		expect(await bring(anna, [])).toMatchObject({ status: 'refused', code: 'malformed' });
		expect(await bring(anna, Array(201).fill(nils[0]))).toMatchObject({ status: 'refused', code: 'malformed' });

		const body = { name: 'Rut Ny', notes: 'Portkod 1234', x: { of: 'a newer version' } };
		const shapes = [
			{ root: 'recipients', key: 'a/b', body },
			{ root: 'recurring', key: newId(), body: { ...WEEKLY, visit: { ...WEEKLY.visit, recipient: newId() } } },
			{ root: 'shifts', key: `${newId()}/${dayAfter(TODAY, 1)}`, body: { from: 1, to: 2 } },
			{ root: 'carers', key: newId(), body: { name: '' } }
		];
		expect(await bring(anna, shapes)).toMatchObject({ status: 'accepted' });
		expect(readAgain(await mapsOn(petra))).toEqual([]);
		// What cannot be written whole of a person comes with the name alone.
		const rut = newId();
		await bringAll(anna, [{ root: 'recipients', key: rut, body }]);
		expect(readTeam(await mapsOn(petra)).recipients.get(rut)).toMatchObject({ name: 'Rut Ny', notes: '' });

		const many = Array.from({ length: MOST_AGAIN.entries - 2 }, () => newId());
		const { db } = app.services;
		for (let from = 0; from < many.length; from += 500) {
			const part = many
				.slice(from, from + 500)
				.map((entry_key) => ({ team_id: TEAM, root: 'carers' as const, entry_key }));
			const whose = { member_id: anna.member, device_id: anna.id, brought_at: new Date().toISOString() };
			await db
				.insertInto('team_entries')
				.values(part.map((row) => ({ ...row, body_json: '{"name":"A"}' })))
				.execute();
			await db
				.insertInto('team_brought_again')
				.values(part.map((row) => ({ ...row, ...whose })))
				.execute();
		}
		const more = [newId(), newId()].map((key) => ({ root: 'carers', key, body: { name: 'En till' } }));
		expect(await bring(anna, more)).toMatchObject({ status: 'refused', code: 'too-many' });
		expect(await bring(anna, more.slice(0, 1))).toMatchObject({ status: 'accepted' });
	});
});
