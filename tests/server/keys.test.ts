import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { type Opener, heldContext, openSealed, sealFor } from '#core/sealing';
import { dayAfter, swedishDay, swedishTime } from '#swedish/dates';
import type { KeyPair } from '#core/web-crypto';
import { type SourceVisit, planDocument, readPlan, teamDocument, writeSource } from '#modules/visits/domain/index.ts';
import {
	KNOWN_KEYS,
	type KeyPlan,
	LOG_KEY_LOOK,
	REMOVE_KEYS,
	WRITE_KEYS,
	encodeKeyPlan,
	readKeyPlan,
	readKnownKeys,
	writeContext
} from '#modules/visits/domain/keys/index.ts';
import { DEMO_PASSWORD, demoId } from '#server/demo/accounts';
import { fillDemoKeys } from '#modules/visits/server/demo/keys.ts';
import { DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import type { LookLog } from '#modules/visits/domain/keys/answers.ts';
import type { Handed } from '#modules/visits/server/keys/keys-service.ts';
import type { PublicJwk } from '#core/web-crypto';
import { openVault } from '#modules/visits/server/keys/vault.ts';
import { saveTeamEntries } from '#modules/visits/server/team/teams.ts';
import { AMIR, DATABASES, SOFIA, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';

const TEAM = DEMO_TEAM.id;
/** Recipients whom the demo team does not visit by itself. */
const RECIPIENTS = ['one', 'other', 'third', 'fourth'].map((name) => demoId(`key recipient ${name}`));
const [RECIPIENT, OTHER, THIRD, FOURTH] = RECIPIENTS as [string, string, string, string];
const [ANNA, BERIT] = [demoId('carer 0'), demoId('carer 1')];
const CANARY = '4711-kanarie';
const PLAN: KeyPlan = { keyNumber: 'U-9', keyPlace: '', doorCode: CANARY, alarmCode: '', instruction: '' };
const HOUR = 3_600_000;
const refused = { status: 'refused', code: 'forbidden' };

describe.each(DATABASES)('keys and door codes on %s', (database) => {
	let app: TestApplication;
	let [petra, anna, ulla, sofia, amir]: TestDevice[] = [];
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		const added = RECIPIENTS.map((id, index) => [id, { name: `Rut ${index}` }] as const);
		await saveTeamEntries(app.services.db, TEAM, 'recipients', Object.fromEntries(added));
		const names = ['petra@lovasa.example', 'anna@lovasa.example', 'ulla@lovasa.example', SOFIA, AMIR];
		[petra, anna, ulla, sofia, amir] = await Promise.all(names.map((name) => TestDevice.withSession(app, name)));
	});
	afterAll(() => app.close());

	const send = async (device: TestDevice | undefined, kind: string, payload: object, team = TEAM) => {
		const [answer] = await device!.post(await device!.sign('', team, { ...payload }, { kind }));
		await app.application.projector.settled();
		return answer;
	};
	const sealedPlan = async (recipient: string, replaces: number, plan: KeyPlan = PLAN, to?: PublicJwk) => {
		const publicKey = to ?? (await openVault(app.configuration, app.services.db)).publicKey;
		return sealFor(publicKey, encodeKeyPlan(plan), writeContext(TEAM, recipient, replaces));
	};
	const write = async (device: TestDevice | undefined, recipient: string, replaces: number, plan = PLAN, team = TEAM) =>
		send(device, WRITE_KEYS, { recipient, replaces, sealed: await sealedPlan(recipient, replaces, plan) }, team);
	const look = (recipient: string, more: object = {}) => ({
		recipient,
		version: 1,
		visit: null,
		day: null,
		lookedAt: Date.now(),
		reason: '',
		...more
	});
	const known = async () => {
		const opened = petra!.open(teamDocument(TEAM));
		await opened.synced();
		return readKnownKeys(opened.doc.getMap('team').get(KNOWN_KEYS));
	};
	/** A visit that begins so many hours from now and lasts for half an hour, in the plan; gives its day and id. */
	const visitIn = async (hours: number, visit: Partial<SourceVisit>) => {
		const at = Date.now() + hours * HOUR;
		const [day, id] = [swedishDay(at), newId()];
		const [hour = 0, minute = 0] = swedishTime(at).split(':').map(Number);
		const times = { start: hour * 60 + minute, length: 30 };
		await app.application.write(planDocument(TEAM, day), (doc) => {
			writeSource(doc, [{ id, origin: 'hand', kind: 'ordinary', ...times, ...visit } as SourceVisit]);
		});
		return { day, visit: id };
	};
	/** Chooses a code on a device, as far as the server hears of it. */
	const register = async (device: TestDevice | undefined, password = DEMO_PASSWORD) => {
		const curve = { name: 'ECDH', namedCurve: 'P-256' };
		const pair = (await crypto.subtle.generateKey(curve, false, ['deriveBits'])) as unknown as KeyPair;
		const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey as CryptoKey);
		const publicKey = { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' };
		const answer = await device!.request('PUT', '/api/held-keys/lock', { publicKey, password });
		return { opener: { privateKey: pair.privateKey, publicKey } satisfies Opener, answer };
	};
	const handed = async (device: TestDevice | undefined) =>
		(await device!.request('GET', '/api/held-keys')).body as Handed;
	const about = async (device: TestDevice | undefined) => (await handed(device)).keys.map((key) => key.about).sort();

	it('[KE3] planners write and remove; carers, administrators, other organisations and unknown teams are refused', async () => {
		for (const device of [anna, ulla, sofia, amir]) expect(await write(device, RECIPIENT, 0)).toMatchObject(refused);
		expect(await write(petra, RECIPIENT, 0, PLAN, newId())).toMatchObject(refused);
		expect(await send(anna, REMOVE_KEYS, { recipient: RECIPIENT, replaces: 0 })).toMatchObject(refused);
		expect((await known()).size).toBe(0);
		expect(await write(petra, RECIPIENT, 0)).toMatchObject({ status: 'accepted' });
		const unknown = await write(petra, newId(), 0);
		expect(unknown).toMatchObject({ status: 'refused', code: 'unknown-recipient' });
	});

	it('[KE6] devices of the team learn that there is a plan, since when and by whom', async () => {
		const entry = (await known()).get(RECIPIENT);
		expect(entry).toMatchObject({ version: 1, by: petra!.member });
		expect(Math.abs(Date.parse(entry?.at ?? '') - Date.now())).toBeLessThan(60_000);
	});

	it('[KE4] of two changes of the same version one is refused, and a removed plan goes on counting', async () => {
		const changes = await Promise.all([write(petra, RECIPIENT, 1), write(petra, RECIPIENT, 1)]);
		expect(changes.map((answer) => answer?.status).sort()).toEqual(['accepted', 'refused']);
		const late = changes.find((answer) => answer?.status === 'refused');
		expect(late).toMatchObject({ code: 'changed-meanwhile' });
		expect(await send(petra, REMOVE_KEYS, { recipient: RECIPIENT, replaces: 2 })).toMatchObject({ status: 'accepted' });
		expect((await known()).get(RECIPIENT)).toEqual({ version: 3, at: null, by: null });
		expect(await write(petra, RECIPIENT, 0)).toMatchObject({ code: 'changed-meanwhile' });
		expect(await write(petra, RECIPIENT, 3)).toMatchObject({ status: 'accepted' });
	});

	it('[KE5] what was sealed for something else, was altered or is no plan is refused', async () => {
		const to = (sealed: string) => send(petra, WRITE_KEYS, { recipient: OTHER, replaces: 0, sealed });
		const stranger = (await register(sofia)).opener.publicKey;
		const right = await sealedPlan(OTHER, 0);
		const wrong = [
			await sealedPlan(RECIPIENT, 0),
			await sealedPlan(OTHER, 1),
			await sealedPlan(OTHER, 0, PLAN, stranger),
			await sealedPlan(OTHER, 0, { ...PLAN, keyNumber: '', doorCode: '' }),
			await sealedPlan(OTHER, 0, { ...PLAN, doorCode: 'x'.repeat(41) }),
			`${right.slice(0, 150)}${right[150] === 'A' ? 'B' : 'A'}${right.slice(151)}`
		];
		for (const sealed of wrong) expect(await to(sealed)).toMatchObject({ status: 'refused', code: 'not-opened' });
		for (const sealed of ['', 'i klartext', 'x'.repeat(9000)])
			expect(await to(sealed)).toMatchObject({ code: 'malformed' });
		expect(await send(petra, 'keys.unknown', { recipient: OTHER, replaces: 0 })).toMatchObject({
			code: 'unknown-kind'
		});
		expect(await to(right)).toMatchObject({ status: 'accepted' });
	});

	it('[KE7] nothing is handed out before the person has said the password on that device', async () => {
		expect((await anna!.request('GET', '/api/held-keys')).status).toBe(409);
		expect((await register(anna, 'wrong')).answer).toMatchObject({ status: 400, body: { code: 'wrong-password' } });
		expect((await register(anna)).answer.status).toBe(200);
		expect((await anna!.request('GET', '/api/held-keys')).status).toBe(200);
		const berit = await TestDevice.withSession(app, 'berit@lovasa.example');
		for (let round = 0; round < 5; round += 1) expect((await register(berit, 'wrong')).answer.status).toBe(400);
		expect((await register(berit)).answer).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
		const point = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
		const bad = { publicKey: point, password: DEMO_PASSWORD };
		expect((await anna!.request('PUT', '/api/held-keys/lock', bad)).body).toEqual({ code: 'malformed' });
	});

	it('[KE8] a carer holds own visits from 24 hours before until 12 after; a planner the whole team’s', async () => {
		for (const recipient of [THIRD, FOURTH]) await write(petra, recipient, 0);
		await visitIn(25, { recipient: THIRD, a: ANNA });
		await visitIn(-13.5, { recipient: FOURTH, a: ANNA });
		await visitIn(2, { recipient: OTHER, a: BERIT });
		await register(anna);
		await register(petra);
		expect(await about(anna)).toEqual([]);
		expect(await about(petra)).toEqual([OTHER]);
		await visitIn(23, { recipient: RECIPIENT, secondRecipient: THIRD, a: BERIT, b: ANNA, double: true });
		await visitIn(-11, { recipient: FOURTH, a: ANNA });
		expect(await about(anna)).toEqual([RECIPIENT, THIRD, FOURTH].sort());
		expect(await about(petra)).toEqual([RECIPIENT, OTHER, THIRD, FOURTH].sort());
	});

	it('[KE9] what one device is handed opens there alone', async () => {
		const [mine, theirs] = [await register(anna), await register(petra)];
		const { keys, now } = await handed(anna);
		const key = keys.find((each) => each.about === RECIPIENT);
		if (!key) throw new Error('Nothing was handed out');
		expect(key.until).toBeGreaterThan(now + 34 * HOUR);
		const context = heldContext(anna!.id, RECIPIENT, key.version);
		const opened = await openSealed(mine.opener, key.sealed, context);
		expect(opened.ok && readKeyPlan(opened.value)).toEqual(PLAN);
		expect((await openSealed(theirs.opener, key.sealed, context)).ok).toBe(false);
		for (const wrong of [heldContext(petra!.id, RECIPIENT, key.version), heldContext(anna!.id, OTHER, key.version)])
			expect((await openSealed(mine.opener, key.sealed, wrong)).ok).toBe(false);
	});

	it('[KE15] [KE16] what is handed is logged once before it leaves; where that fails, nothing leaves', async () => {
		const { db } = app.services;
		const rows = () =>
			db.selectFrom('key_handovers').selectAll().where('device_id', '=', anna!.id).orderBy('held_until').execute();
		const before = await rows();
		const { keys } = await handed(anna);
		expect(before.map((row) => [row.recipient_id, row.version, Date.parse(row.held_until)])).toEqual(
			expect.arrayContaining(keys.map(({ about, version, until }) => [about, version, until]))
		);
		expect(new Set(before.map((row) => `${row.member_id} ${row.team_id}`))).toEqual(
			new Set([`${anna!.member} ${TEAM}`])
		);
		await Promise.all([handed(anna), handed(anna)]);
		expect(await rows()).toEqual(before);
		await visitIn(23.9, { recipient: THIRD, a: ANNA });
		await Promise.all([handed(anna), handed(anna)]);
		expect((await rows()).map(({ recipient_id: id }) => id).sort()).toEqual(
			[...before.map(({ recipient_id: id }) => id), THIRD].sort()
		);
		await db.schema.alterTable('key_handovers').renameTo('away').execute();
		const refusal = await anna!.request('GET', '/api/held-keys');
		await db.schema.alterTable('away').renameTo('key_handovers').execute();
		expect(refusal.status).toBe(500);
		expect(JSON.stringify(refusal.body ?? '')).not.toContain('sealed');
	});

	it('[KE10] one look is one row, whoever brings it and however often', async () => {
		const lookedAt = Date.now() - 5 * HOUR;
		const visit = await visitIn(-5, { recipient: RECIPIENT, a: ANNA });
		const command = await anna!.sign('', TEAM, look(RECIPIENT, { ...visit, lookedAt }), { kind: LOG_KEY_LOOK });
		for (const device of [petra, anna, petra])
			expect(await device!.post(command)).toMatchObject([{ status: 'accepted' }]);
		const rows = await app.services.db.selectFrom('key_looks').selectAll().where('id', '=', command.id).execute();
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			team_id: TEAM,
			recipient_id: RECIPIENT,
			member_id: anna!.member,
			device_id: anna!.id,
			looked_at: new Date(lookedAt).toISOString(),
			unusual: null,
			visit_id: visit.visit
		});
		expect(Date.parse(rows[0]?.received_at ?? '')).toBeGreaterThan(lookedAt + 4 * HOUR);
	});

	it('[KE11] what is unusual is told by the server’s plan; other organisations are refused', async () => {
		const visit = await visitIn(-5, { recipient: OTHER, a: BERIT });
		const own = await visitIn(-5, { recipient: OTHER, a: ANNA });
		const during = { lookedAt: Date.now() - 5 * HOUR };
		const cases: [TestDevice | undefined, object, string | null][] = [
			[anna, { ...own, ...during }, null],
			[anna, { ...visit, ...during }, 'not-own'],
			[petra, { ...own, ...during, reason: 'Byte av lås' }, 'not-own'],
			[anna, own, 'outside-time'],
			[anna, { ...own, recipient: RECIPIENT, ...during }, 'no-visit'],
			[anna, { ...own, visit: newId() }, 'no-visit'],
			[anna, { ...own, lookedAt: Date.now() + HOUR }, 'outside-time']
		];
		for (const [device, said, unusual] of cases) {
			const command = await device!.sign('', TEAM, look(OTHER, said), { kind: LOG_KEY_LOOK });
			expect(await device!.post(command)).toMatchObject([{ status: 'accepted' }]);
			const row = await app.services.db
				.selectFrom('key_looks')
				.selectAll()
				.where('id', '=', command.id)
				.executeTakeFirstOrThrow();
			expect(row.unusual).toBe(unusual);
			expect(row.looked_at <= row.received_at).toBe(true);
		}
		for (const device of [sofia, amir]) expect(await send(device, LOG_KEY_LOOK, look(OTHER))).toMatchObject(refused);
		const odd = look(OTHER, { reason: 'x'.repeat(201) });
		expect(await send(anna, LOG_KEY_LOOK, odd)).toMatchObject({ code: 'malformed' });
	});

	it('[KE12] the database changes and removes no row of the log', async () => {
		const { db } = app.services;
		await expect(db.updateTable('key_looks').set({ reason: 'ändrat' }).execute()).rejects.toThrow('only added');
		await expect(db.deleteFrom('key_looks').execute()).rejects.toThrow('only added');
	});

	it('[KE13] planners and administrators see the log, unusual first, by recipient and person; carers do not', async () => {
		const all = (await petra!.request('GET', '/api/key-looks')).body as LookLog;
		const unusual = all.looks.map((each) => each.unusual !== null);
		expect(unusual).toEqual([...unusual].sort().reverse());
		expect(new Set(unusual).size).toBe(2);
		expect(all.people.map(({ name }) => name)).toEqual(['Anna Ek', 'Petra Norén']);
		expect((await ulla!.request('GET', '/api/key-looks')).body).toEqual(all);
		expect(all.recipients.map(({ id }) => id).sort()).toEqual([...RECIPIENTS].sort());
		const few = (await petra!.request('GET', `/api/key-looks?recipient=${OTHER}&member=${petra!.member}`)).body;
		expect(few.looks).toMatchObject([{ recipient: OTHER, memberName: 'Petra Norén', reason: 'Byte av lås' }]);
		expect((await anna!.request('GET', '/api/key-looks')).status).toBe(404);
	});

	it('[KE17] beside the looks stands what each device was handed, by recipient and person, and never a code', async () => {
		const of = async (query: string) => (await petra!.request('GET', `/api/key-looks${query}`)).body as LookLog;
		const all = await of('');
		const times = all.handed.map(({ handedAt }) => handedAt);
		expect(times).toEqual([...times].sort().reverse());
		const mine = all.handed.filter(({ member }) => member === anna!.member);
		expect(mine[0]).toMatchObject({ memberName: 'Anna Ek', recipients: [{ id: THIRD, name: 'Rut 2' }] });
		expect((await of(`?member=${anna!.member}`)).handed).toEqual(mine);
		const ofOne = (await of(`?recipient=${THIRD}`)).handed;
		expect(ofOne.length).toBeGreaterThan(1);
		for (const { recipients } of ofOne) expect(recipients.map(({ id }) => id)).toEqual([THIRD]);
		const rows = await app.services.db.selectFrom('key_handovers').selectAll().execute();
		for (const words of ['sealed', CANARY, 'U-9']) expect(JSON.stringify([rows, all])).not.toContain(words);
		expect((await sofia!.request('GET', '/api/key-looks')).body).toMatchObject({ handed: [] });
	});

	it('[KE14] contractors and other organisations find neither keys nor a log', async () => {
		expect((await amir!.request('GET', '/api/held-keys')).status).toBe(404);
		expect((await register(amir)).answer.status).toBe(404);
		expect((await amir!.request('GET', '/api/key-looks')).status).toBe(404);
		expect((await sofia!.request('GET', '/api/key-looks')).body).toMatchObject({ looks: [], people: [] });
		expect((await ulla!.request('GET', '/api/held-keys')).status).toBe(404);
	});

	it('[KE1] no table, file, fact, plan or log line holds a code; an ordinary field is found', async () => {
		await fillDemoKeys(app.services.db, await openVault(app.configuration, app.services.db), Date.now());
		await write(petra, RECIPIENT, 4, { ...PLAN, instruction: CANARY });
		const seen = [JSON.stringify(app.logger.lines)];
		for (const table of [
			'key_plans',
			'receipts',
			'team_entries',
			'key_looks',
			'key_handovers',
			'key_devices',
			'facts_dirty'
		] as const)
			seen.push(JSON.stringify(await app.services.db.selectFrom(table).selectAll().execute()));
		const facts = petra!.open(teamDocument(TEAM));
		await facts.synced();
		seen.push(JSON.stringify(facts.doc.getMap('team').toJSON()));
		for (const ahead of [-1, 0, 1]) {
			const day = dayAfter(swedishDay(Date.now()), ahead);
			const plan = petra!.open(planDocument(TEAM, day));
			await plan.synced();
			seen.push(JSON.stringify(readPlan(plan.doc, day)));
		}
		await app.stop();
		for (const file of filesIn(app.configuration.dataDir)) {
			seen.push(readFileSync(file).toString('latin1'));
		}
		const holding = (words: string) => seen.filter((text) => text.includes(words)).length;
		expect([CANARY, 'kanarie', 'U-117', 'handtaget'].map(holding)).toEqual([0, 0, 0, 0]);
		expect(holding('Petra')).toBeGreaterThan(0);
		await app.start();
	});

	it('[KE2] the secret is a file of our own; under another secret nothing opens, and the log says so', async () => {
		if (database === 'sqlite') {
			expect(statSync(join(app.configuration.dataDir, 'keys.key')).mode & 0o777).toBe(0o600);
		}
		const again = await openVault(app.configuration, app.services.db);
		expect(again.publicKey).toEqual((await openVault(app.configuration, app.services.db)).publicKey);
		const other = await openVault(
			{ ...app.configuration, keysSecret: 'a secret of more than 32 characters' },
			app.services.db
		);
		expect(other.publicKey).not.toEqual(again.publicKey);
		const kept = await again.keep(encodeKeyPlan(PLAN), 'here');
		expect([await other.open(kept, 'here'), await again.open(kept, 'there')]).toEqual([null, null]);
		expect(readKeyPlan((await again.open(kept, 'here')) ?? new Uint8Array())).toEqual(PLAN);
		const { db } = app.services;
		const sealed = await other.keep(encodeKeyPlan(PLAN), `kept ${TEAM} ${RECIPIENT} 5`);
		await db.updateTable('key_plans').set({ sealed }).where('recipient_id', '=', RECIPIENT).execute();
		await register(anna);
		expect(await about(anna)).not.toContain(RECIPIENT);
		expect(JSON.stringify(app.logger.lines)).toContain('kept under another secret');
	});
});

function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}
