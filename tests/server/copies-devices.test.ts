import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { type CopyMade, deviceNumber } from '#modules/visits/domain/copies/index.ts';
import type { CopiesOverview } from '#modules/visits/domain/copies/answers.ts';
import { logCopies, markDestroyed, takeNumbers } from '#modules/visits/server/copies/copy-log.ts';
import { DEMO_CARE, DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import { AMIR, DATABASES, KARIN, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';

const TEAM = DEMO_TEAM.id;
const PHRASE = 'blå häst över ån';

describe.each(DATABASES)('copies of devices on %s', (database) => {
	let app: TestApplication;
	let petra: TestDevice;
	let anna: TestDevice;
	let ulla: TestDevice;
	let amir: TestDevice;
	let karin: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		const names = ['petra@lovasa.example', 'anna@lovasa.example', 'ulla@lovasa.example', AMIR, KARIN];
		[petra, anna, ulla, amir, karin] = (await Promise.all(names.map((name) => TestDevice.withSession(app, name)))) as [
			TestDevice,
			TestDevice,
			TestDevice,
			TestDevice,
			TestDevice
		];
	});
	afterAll(() => app.close());

	const paper = (device: TestDevice, count: number, more: Partial<CopyMade> = {}): CopyMade => ({
		team: TEAM,
		number: deviceNumber(device.id, count),
		what: 'client-list',
		place: 'paper',
		from: '2026-11-23',
		to: '2026-11-23',
		madeAt: Date.now() - 1_000,
		sha256: null,
		locked: false,
		replaces: null,
		...more
	});
	const say = async (device: TestDevice, act: string, about: string, payload: object) => {
		const [answer] = await device.post(await device.sign(act, about, payload as never, { kind: `copies.${act}` }));
		return answer?.status === 'refused' ? answer.code : answer?.status;
	};
	const list = async (device: TestDevice, show = 'live') =>
		(await device.request('GET', `/api/outage-copies?show=${show}`)).body as CopiesOverview;

	it('[CP14] a print is logged once, with the device’s own number and when it was made, also long afterwards', async () => {
		const id = newId();
		const made = paper(petra, 1, { madeAt: Date.parse('2026-11-20T06:00:00Z') });
		expect(await say(petra, 'made', id, made)).toBe('accepted');
		expect(await say(petra, 'made', id, made)).toBe('already-there');
		expect(await say(petra, 'made', newId(), made)).toBe('already-there');
		const { copies } = await list(petra, 'paper');
		expect(copies).toHaveLength(1);
		expect(copies[0]).toMatchObject({ id, number: made.number, place: 'paper', by: 'Petra Norén', team: 'Vallhed' });
		expect(copies[0]?.madeAt).toBe('2026-11-20T06:00:00.000Z');
		expect(await say(petra, 'made', newId(), paper(petra, 2, { madeAt: Date.now() + 1e9 }))).toBe('accepted');
		expect((await list(petra, 'paper')).copies.every(({ madeAt }) => Date.parse(madeAt) <= Date.now())).toBe(true);
	});

	it('[CP14] a device numbers for itself alone and for its own team; carers print and make no files', async () => {
		expect(await say(petra, 'made', newId(), paper(anna, 9))).toBe('malformed');
		expect(await say(petra, 'made', newId(), paper(petra, 9, { number: '17' }))).toBe('malformed');
		expect(await say(petra, 'made', newId(), paper(petra, 9, { team: newId() }))).toBe('forbidden');
		expect(await say(amir, 'made', newId(), paper(amir, 9))).toBe('forbidden');
		expect(await say(karin, 'made', newId(), paper(karin, 9))).toBe('forbidden');
		expect(await say(anna, 'made', newId(), paper(anna, 1))).toBe('accepted');
		const file = { place: 'own-folder', what: 'package', sha256: 'a'.repeat(64), locked: true } as const;
		expect(await say(anna, 'made', newId(), paper(anna, 2, file))).toBe('forbidden');
		expect(await say(petra, 'other', newId(), paper(petra, 9))).toBe('rejected');
	});

	it('[CP14] a file that a device writes anew takes the place of its own, and of nobody else’s', async () => {
		const [first, second, third] = [newId(), newId(), newId()];
		const file = { place: 'own-folder', what: 'package', sha256: 'b'.repeat(64), locked: true } as const;
		expect(await say(petra, 'made', first, paper(petra, 20, file))).toBe('accepted');
		expect(await say(petra, 'made', second, paper(petra, 21, { ...file, replaces: first }))).toBe('accepted');
		expect(await say(ulla, 'made', third, paper(ulla, 1, { ...file, replaces: second }))).toBe('accepted');
		const there = (await list(ulla)).copies.map(({ id }) => id);
		expect([first, second, third].map((id) => there.includes(id))).toEqual([false, true, true]);
	});

	it('[CP15] papers are ticked off by the team’s planners; the server’s files by nobody', async () => {
		const id = newId();
		await say(petra, 'made', id, paper(petra, 30));
		for (const device of [anna, amir, karin])
			expect(await say(device, 'destroyed', TEAM, { copies: [id] })).toBe('forbidden');
		expect(await say(petra, 'destroyed', TEAM, { copies: [newId()] })).toBe('unknown-copy');
		expect(await say(petra, 'destroyed', TEAM, { copies: [] })).toBe('malformed');
		expect(await say(petra, 'destroyed', TEAM, { copies: [id] })).toBe('accepted');
		expect(await say(ulla, 'destroyed', TEAM, { copies: [id] })).toBe('accepted');
		const gone = (await list(petra, 'destroyed')).copies.find((copy) => copy.id === id);
		expect(gone).toMatchObject({ how: 'person' });
		const row = await app.services.db.selectFrom('copies').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
		expect(row.destroyed_by).toBe(petra.member);

		const about = { team_id: TEAM, organisation_id: DEMO_CARE.id, what: 'overview', place: 'server-folder' } as const;
		const when = { day_from: '2026-11-23', day_to: '2026-11-23', made_at: row.made_at };
		const rest = { file: 'x.pdf', source: null, made_by: 'server', device_id: null, sha256: null, locked: 1 };
		const ofServer = { id: newId(), number: '900', ...about, ...when, ...rest };
		await logCopies(app.services.db, [ofServer]);
		expect(await say(petra, 'destroyed', TEAM, { copies: [ofServer.id] })).toBe('unknown-copy');
		await markDestroyed(app.services.db, [ofServer.id], { how: 'replaced', by: 'server', now: ofServer.made_at });
	});

	it('[VI130] what people have seen to the end of is listed for reports, without what the server replaced', async () => {
		const { copies } = await list(petra, 'gone');
		expect(copies.map(({ place }) => place)).not.toContain('server-folder');
		expect(copies.some(({ how, teamId, destroyedAt }) => how === 'person' && teamId === TEAM && destroyedAt)).toBe(
			true
		);
		expect((await list(petra, 'destroyed')).copies.map(({ place }) => place)).toContain('server-folder');
	});

	it('[CP16] planners and administrators see the copies of their teams; the lock is the administrators’', async () => {
		expect((await anna.request('GET', '/api/outage-copies')).status).toBe(403);
		expect((await karin.request('GET', '/api/outage-copies')).status).toBe(403);
		const seen = await list(petra);
		expect(seen.teams).toEqual([{ id: TEAM, name: 'Vallhed', writtenAt: null, failingSince: null, code: null }]);
		expect(seen.lock).toMatchObject({ hasPassphrase: false, unprotected: false, mayChange: false });
		expect((await petra.request('PUT', '/api/outage-copies/lock', { passphrase: PHRASE })).status).toBe(403);
		expect((await ulla.request('PUT', '/api/outage-copies/lock', { passphrase: 'för kort' })).body).toMatchObject({
			code: 'too-short'
		});
		const both = { passphrase: PHRASE, unprotected: true };
		expect((await ulla.request('PUT', '/api/outage-copies/lock', both)).status).toBe(400);
		expect((await ulla.request('PUT', '/api/outage-copies/lock', { passphrase: PHRASE })).status).toBe(200);
		expect((await list(ulla)).lock).toMatchObject({ hasPassphrase: true, mayChange: true });
		expect(JSON.stringify(await list(ulla))).not.toContain(PHRASE);
	});

	it('[CP6] a number is given once, however many ask at the same time', async () => {
		const { db } = app.services;
		const taken = await Promise.all(Array.from({ length: 20 }, () => takeNumbers(db, DEMO_CARE.id, 3)));
		expect(new Set(taken).size).toBe(20);
		const sorted = taken.toSorted((a, b) => a - b);
		sorted.slice(1).forEach((number, at) => expect(number - (sorted[at] ?? 0)).toBeGreaterThanOrEqual(3));
	});
});
