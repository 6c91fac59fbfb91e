import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isVouchedFor } from '#carrying/device-card';
import { newId } from '#core/id';
import { dayAfter, swedishDay } from '#swedish/dates';
import { planDocument, teamDocument } from '#modules/visits/domain/index.ts';
import type { Introduction } from '#core/answers';
import { openServerKey } from '#server/carrying/server-key';
import { DEMO_TEAM, fillDemoPlans } from '#modules/visits/server/demo/team.ts';
import { openDatabase } from '#app/installation';
import { AMIR, DATABASES, NEWCOMER, TestApplication } from '../support/application.ts';
import { TestDevice, request } from '../support/device.ts';
import { until } from '../sync/support/device.ts';

const TODAY = swedishDay(Date.now());
const PLAN = planDocument(DEMO_TEAM.id, TODAY);
const [PETRA, PER, ANNA] = ['petra', 'per', 'anna'].map((name) => `${name}@lovasa.example`) as [string, string, string];

/** Somebody who edits apart: each edit is one row. */
class Apart {
	readonly doc = new Y.Doc();
	readonly rows: Uint8Array[] = [];

	readonly #by: string;

	constructor({ member }: TestDevice) {
		this.#by = member;
		this.doc.on('update', (update: Uint8Array) => this.rows.push(update));
	}

	/** Sets a key of the plan; gives the row. */
	set(value: string, key = `${newId()}/a/${newId()}`, root = 'ops'): Uint8Array {
		this.doc.getMap(root).set(key, { to: value, prev: [], at: '', by: this.#by });
		return this.rows.at(-1) ?? new Uint8Array();
	}
}

const stored = { status: 'stored', code: null };
const refused = (code: string) => ({ status: 'refused', code });

describe.each(DATABASES)('carried work on %s', (database) => {
	let app: TestApplication;
	let petra: TestDevice;
	let per: TestDevice;
	let amir: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		await fillDemoPlans(app.application.write, Date.now());
		petra = await TestDevice.withSession(app, PETRA);
		per = await TestDevice.withSession(app, PER);
		amir = await TestDevice.withSession(app, AMIR);
	});
	afterAll(() => app.close());

	const introductionOf = async (device: TestDevice) =>
		(await device.request('GET', '/api/session')).body.carrying as Introduction | null;
	const carriers = () => app.services.db.selectFrom('carried_updates').selectAll().execute();
	/** What the log holds, as the next start would load it. */
	const opsOf = async (device: TestDevice, name = PLAN) => {
		const opened = device.open(name);
		await opened.synced();
		return opened.doc.getMap('ops');
	};

	it('[CW1] is stored in its author’s name, and shown to whoever looks at the plan', async () => {
		const anna = await TestDevice.withSession(app, ANNA);
		const seen = await opsOf(anna);
		const work = new Apart(petra);
		const row = await petra.signRow(PLAN, 1, work.set('Berit', 'v1/a/1'));
		expect(await per.carry(row)).toEqual([{ id: `${petra.id}-${petra.id}-1`, ...stored }]);
		await until('the change at the other device', () => seen.has('v1/a/1'));
		expect(await carriers()).toMatchObject([
			{ author_id: petra.member, device_id: petra.id, carrier_id: per.member, doc: PLAN }
		]);
		// The client id is Petra's now: nobody else may write under it, and she may.
		const next = work.set('Carl', 'v1/a/2');
		expect(await per.carry(await per.signRow(PLAN, 7, next))).toMatchObject([refused('claim')]);
		expect(await petra.carry(await petra.signRow(PLAN, 2, next))).toMatchObject([stored]);
		anna.close();
	});

	it('[CW2] is stored once, whoever brings it', async () => {
		const row = await petra.signRow(PLAN, 10, new Apart(petra).set('Berit', 'once/a/1'));
		const answers = await Promise.all([per.carry(row), amir.carry(row), petra.carry(row)]);
		expect(answers.flat().map(({ status }) => status)).toEqual(['stored', 'stored', 'stored']);
		await app.stop();
		await app.start();
		const again = await petra.signRow(PLAN, 10, Buffer.from(row.bytes, 'base64url'), { at: row.at + 1000 });
		expect(await per.carry(again, row)).toMatchObject([stored, stored]);
		expect((await carriers()).filter(({ place }) => Number(place) === 10)).toHaveLength(1);
		const other = await petra.signRow(PLAN, 10, new Apart(petra).set('Carl'));
		expect(await per.carry(other)).toMatchObject([refused('id-taken')]);
	});

	it('[CW3] with a forged author, device, key or content is refused', async () => {
		const bytes = new Apart(petra).set('Berit');
		const row = await petra.signRow(PLAN, 20, bytes);
		const forged = [
			{ ...row, author: per.member },
			{ ...row, author: per.member, device: per.id },
			{ ...row, device: newId() },
			{ ...row, bytes: Buffer.from(new Apart(petra).set('Carl')).toString('base64url') },
			{ ...row, n: 21 },
			{ ...row, doc: planDocument(DEMO_TEAM.id, dayAfter(TODAY, 1)) },
			{ ...row, signature: 'not one' },
			await per.signRow(PLAN, 20, bytes, { author: petra.member, device: petra.id })
		];
		expect((await per.carry(...forged)).map(({ code }) => code)).toEqual([
			'unknown-device',
			'wrong-signature',
			'unknown-device',
			...Array.from({ length: 5 }, () => 'wrong-signature')
		]);
		expect((await carriers()).filter(({ place }) => [20, 21].includes(Number(place)))).toEqual([]);
	});

	it('[CW4] of a revoked device is refused, but for what came before', async () => {
		const lost = await TestDevice.withSession(app, PER);
		const work = new Apart(lost);
		const before = await lost.signRow(PLAN, 1, work.set('Berit'));
		const after = await lost.signRow(PLAN, 2, work.set('Carl'));
		expect(await petra.carry(before)).toMatchObject([stored]);
		expect((await per.request('DELETE', `/api/devices/${lost.id}`)).status).toBe(200);
		expect(await petra.carry(before, after)).toMatchObject([stored, refused('revoked')]);
	});

	it('[CW5] is judged by what its author may do, whoever carries it', async () => {
		const write = (device: TestDevice, doc: string) => device.signRow(doc, 30, new Apart(device).set('x'));
		const gone = PLAN.replace(/:1$/, ':2');
		const answers = await petra.carry(
			await write(amir, PLAN),
			await write(petra, teamDocument(DEMO_TEAM.id)),
			await write(petra, planDocument(newId(), TODAY)),
			await write(petra, gone),
			await write(petra, `strange:${DEMO_TEAM.id}:all:1`)
		);
		expect(answers.map(({ code }) => code)).toEqual([
			'forbidden',
			'readonly',
			'forbidden',
			'epoch-gone',
			'unknown-document'
		]);
	});

	it('[CW6] is guarded as from the author’s own socket', async () => {
		const work = new Apart(petra);
		const first = work.set('Berit', 'v9/a/1');
		const replaced = work.set('Carl', 'v9/a/1');
		const foreign = new Apart(petra).set('x', 'k', 'elsewhere');
		const answers = await per.carry(
			await petra.signRow(PLAN, 40, first),
			await petra.signRow(PLAN, 41, replaced),
			await petra.signRow(PLAN, 42, foreign),
			await petra.signRow(PLAN, 43, Uint8Array.of(255, 255, 255)),
			await petra.signRow(PLAN, 44, new Apart(petra).set('Dina', 'v9/a/2'))
		);
		expect(answers.map(({ code }) => code)).toEqual([null, 'append', 'root', 'malformed', null]);
		const ops = await opsOf(petra);
		expect([ops.has('v9/a/2'), (ops.get('v9/a/1') as { to: string }).to]).toEqual([true, 'Berit']);
		const warned = app.logger.lines.filter(({ message }) => message === 'An update was refused');
		expect(warned.at(-1)?.fields).toMatchObject({ document: PLAN, member: petra.member, device: petra.id });
		petra.close();
	});

	it('[CW7] that builds on what is missing waits, and is stored afterwards', async () => {
		const work = new Apart(petra);
		const rows = await Promise.all(
			['Anna', 'Berit', 'Carl'].map(async (name, index) => petra.signRow(PLAN, 50 + index, work.set(name)))
		);
		const [first, second, third] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
		const gap = { status: 'waiting', code: 'gap' };
		expect(await per.carry(third, second)).toMatchObject([gap, gap]);
		expect(await per.carry(first, third, second)).toMatchObject([stored, gap, stored]);
		expect(await per.carry(third)).toMatchObject([stored]);
	});

	it('[CW8] may be brought by a stranger; each row has its answer, and a list that is none has none', async () => {
		const good = await petra.signRow(PLAN, 60, new Apart(petra).set('Berit'));
		const answers = await amir.carry(await amir.signRow(PLAN, 1, new Apart(amir).set('x')), good);
		expect(answers).toMatchObject([refused('forbidden'), { id: `${petra.id}-${petra.id}-60`, ...stored }]);
		const [noted] = (await carriers()).filter(({ place }) => Number(place) === 60);
		expect([noted?.author_id, noted?.carrier_id]).toEqual([petra.member, amir.member]);
		for (const body of [[], {}, 'x', [{ ...good, n: -1 }], [{ ...good, doc: 'plan' }], Array(101).fill(good)]) {
			expect((await per.request('POST', '/api/carried', body)).status).toBe(400);
		}
	});

	it('[CW9] a device that signs in gets a card that everybody can check, from a key that stays', async () => {
		const device = await TestDevice.signIn(app, ANNA);
		const told = await introductionOf(device);
		if (!told) throw new Error('Nothing was told');
		const { card, serverKey } = told;
		expect(card).toMatchObject({ member: device.member, device: device.id, name: 'Anna Ek' });
		expect(await isVouchedFor(card, serverKey)).toBe(true);
		expect(await isVouchedFor({ ...card, name: 'Petra Norén' }, serverKey)).toBe(false);
		expect(Object.keys(serverKey).sort()).toEqual(['crv', 'kty', 'x', 'y']);
		await app.stop();
		await app.start();
		expect((await introductionOf(device))?.serverKey).toEqual(serverKey);
		const another = await openDatabase(app.configuration);
		expect((await openServerKey(another)).publicKey).toEqual(serverKey);
		await another.destroy();
	});

	it('[CW10] a team’s key is for its members alone', async () => {
		const keysOf = async (device: TestDevice) => (await introductionOf(device))?.teamKeys;
		const anna = await TestDevice.withSession(app, ANNA);
		const [mine, hers] = [await keysOf(petra), await keysOf(anna)];
		expect(mine?.[DEMO_TEAM.id]).toMatch(/^[\w-]{43}$/);
		expect(hers).toEqual(mine);
		expect(await keysOf(amir)).toEqual({});
		const newcomer = await TestDevice.withSession(app, NEWCOMER);
		expect(await keysOf(newcomer)).toBeUndefined();
		expect((await request(app, 'GET', '/api/session')).status).toBe(401);
		const both = await Promise.all([keysOf(per), keysOf(petra), keysOf(anna)]);
		expect(both).toEqual([mine, mine, mine]);
		await app.services.db.deleteFrom('role_grants').where('member_id', '=', anna.member).execute();
		const after = await Promise.all([keysOf(per), keysOf(petra)]);
		expect(after[0]).toEqual(after[1]);
		expect(after[0]?.[DEMO_TEAM.id]).toMatch(/^[\w-]{43}$/);
		expect(after[0]).not.toEqual(mine);
		expect(await keysOf(anna)).toEqual({});
	});
});
