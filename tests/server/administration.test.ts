import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { landlordDocument } from '#modules/work-orders/domain/index.ts';
import { demoId } from '#server/demo/accounts';
import type { Outgoing } from '#core/answers';
import { giveRoles } from '#server/people/grants';
import { insertEffects } from '#server/effects/effects-table';
import type { Contractor } from '#modules/work-orders/server/contractors/contractors.ts';
import type { Person } from '#core/answers';
import { until } from '../sync/support/device.ts';
import {
	AMIR,
	DATABASES,
	ELECTRIC,
	ELECTRIC_ID,
	KARIN,
	LANDLORD_ID,
	PIPES_ID,
	SOFIA,
	STRANGER,
	STRANGER_ID,
	TestApplication
} from '../support/application.ts';
import { type Read, TestDevice, newBrowser, request } from '../support/device.ts';

const NEW = {
	name: 'Glas & Karm i Nacka AB',
	organisationNumber: '556016-0680',
	email: 'kontor@glaskarm.example',
	areas: ['Södermalm', 'Årsta', 'Södermalm']
};
/** A sole trader: the number is a (made-up) person's. */
const SOLE_TRADER = {
	name: 'Ahlgrens Snickeri',
	organisationNumber: '850709-9805',
	email: 'a@snickeri.example',
	areas: []
};

interface Added {
	id: string;
	startPassword: string;
}

describe.each(DATABASES)('administration on %s', (database) => {
	let app: TestApplication;
	let sofia: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 12);
		sofia = await TestDevice.withSession(app, SOFIA);
	});
	afterAll(() => app.close());

	const facts = ({ status, body }: Read): unknown[] => [status, body.code];
	const contractors = async () =>
		((await sofia.request('GET', '/api/companies')).body as { contractors: Contractor[] }).contractors;
	const add = async (contractor: object = NEW) =>
		(await sofia.request('POST', '/api/companies', contractor)).body as Added;
	const tryToSignIn = async (username: string, password: string) => {
		const { device } = await newBrowser();
		return request(app, 'POST', '/api/sign-in', { body: { username, password, device } });
	};
	/** What the devices of a scope are told of the contractors. */
	const told = async (username: string, scope: string) => {
		const device = await TestDevice.withSession(app, username);
		const opened = device.open(landlordDocument(scope));
		await opened.synced();
		const names = [...opened.doc.getMap<{ name: string; areas: string[] }>('contractors').values()];
		device.close();
		return names.map(({ name, areas }) => `${name}: ${areas.join(', ')}`).sort();
	};

	it('[PE9] a contractor is added with areas and an account of its own, and the devices know it', async () => {
		const { id, startPassword } = await add();
		await app.application.projector.settled();
		expect((await contractors()).find((contractor) => contractor.id === id)).toEqual({
			id,
			name: NEW.name,
			organisationNumber: '556016-0680',
			areas: ['Södermalm', 'Årsta'],
			people: 1,
			openOrders: 0
		});
		const { status, body } = await tryToSignIn('5560160680', startPassword);
		expect([status, body.companyName, body.firstSignInDone]).toEqual([200, NEW.name, false]);
		expect(await told(KARIN, LANDLORD_ID)).toContain(`${NEW.name}: Södermalm, Årsta`);
		await app.newOrder({ contractor: id });
		expect(await app.ordersOf(id, 'ordered')).toHaveLength(1);
	});

	it.each([
		[{ organisationNumber: '556016-0681' }, 400, 'wrong-check-digit', 'organisationNumber'],
		[{ organisationNumber: '55601606' }, 400, 'not-ten-digits', 'organisationNumber'],
		[{ organisationNumber: '559901-0005' }, 409, 'contractor-exists', 'organisationNumber'],
		[{ name: '' }, 400, 'malformed', 'name'],
		[{ email: 'nej' }, 400, 'malformed', 'email'],
		[{ areas: ['x'.repeat(81)] }, 400, 'malformed', 'areas.0'],
		[{ areas: 'Södermalm' }, 400, 'malformed', 'areas']
	])('[PE9] %j is refused with the field', async (change, status, code, field) => {
		const answer = await sofia.request('POST', '/api/companies', {
			...NEW,
			organisationNumber: '556677-8899',
			...change
		});
		expect([answer.status, answer.body]).toEqual([status, { code, field }]);
	});

	it('[PE9] a sole trader’s number is shown to nobody, and not mailed', async () => {
		await add(SOLE_TRADER);
		await app.deliveredEffects();
		const shown = (await contractors()).find(({ name }) => name === SOLE_TRADER.name)?.organisationNumber;
		expect(shown).toBe('850709-****');
		const { db } = app.services;
		const effects = await db.selectFrom('effects').selectAll().execute();
		expect(JSON.stringify([effects, app.logger.lines])).not.toMatch(/850709-?9805/);
	});

	it('[PE10] a new name and new areas reach the landlord’s devices and the contractor’s, no other’s', async () => {
		const change = { name: 'Elkraft Söderort AB', areas: ['Farsta', 'Älvsjö'] };
		expect((await sofia.request('PUT', `/api/companies/${ELECTRIC_ID}`, change)).status).toBe(200);
		await app.application.projector.settled();
		expect(await told(KARIN, LANDLORD_ID)).toContain('Elkraft Söderort AB: Farsta, Älvsjö');
		expect(await told(ELECTRIC, ELECTRIC_ID)).toEqual(['Elkraft Söderort AB: Farsta, Älvsjö']);
		expect(await told(AMIR, PIPES_ID)).toEqual(['Söder Rör & Värme AB: Gröndal, Högdalen, Södermalm']);
		const foreign = await TestDevice.withSession(app, STRANGER);
		const { db } = app.services;
		await giveRoles(db, demoId(STRANGER), { kind: 'organisation', id: STRANGER_ID }, ['administrator']);
		for (const method of ['PUT', 'DELETE']) {
			expect(facts(await foreign.request(method, `/api/companies/${ELECTRIC_ID}`, change))).toEqual([404, 'not-found']);
		}
		expect((await foreign.request('GET', '/api/companies')).body).toEqual({ contractors: [] });
	});

	it('[PE11] a contractor that is removed gets no orders, and its people are out at once', async () => {
		const { id, startPassword } = await add({ ...NEW, name: 'Tak AB', organisationNumber: '556677-8899' });
		const account = await TestDevice.signIn(app, '5566778899', startPassword);
		const contact = { name: 'Tak AB', email: 'tak@tak.example', phone: '', mobile: '', otherPhone: '' };
		await account.request('PUT', '/api/contact', { ...contact, newPassword: 'sju randiga zebror' });
		const person = { name: 'Bo Tak', email: 'bo@tak.example' };
		const { body: bo } = await account.request('POST', `/api/companies/${id}/people`, person);
		const order = await app.newOrder({ contractor: id });
		await app.application.projector.settled();
		const opened = account.open(landlordDocument(id));
		await opened.synced();

		expect((await sofia.request('DELETE', `/api/companies/${id}`, {})).status).toBe(200);
		await until('the socket to close', () => opened.closes.length > 0);
		expect((await account.request('GET', '/api/session')).status).toBe(401);
		for (const [name, password] of [
			['5566778899', 'sju randiga zebror'],
			['bo@tak.example', (bo as Added).startPassword]
		] as const) {
			expect(facts(await tryToSignIn(name, password))).toEqual([401, 'wrong-credentials']);
		}
		await expect(app.newOrder({ contractor: id })).rejects.toThrow('unknown-contractor');
		const karin = await TestDevice.withSession(app, KARIN);
		const moved = await app.newOrder();
		expect(await karin.act('reassign', moved, { contractor: id, contractorName: 'Tak AB' })).toMatchObject({
			status: 'refused'
		});
		expect((await karin.act('reassign', order, { contractor: PIPES_ID, contractorName: 'x' })).status).toBe('accepted');
		expect((await contractors()).map((contractor) => contractor.id)).not.toContain(id);
		await app.application.projector.settled();
		expect((await told(KARIN, LANDLORD_ID)).join()).not.toContain('Tak AB');
		account.close();
	});

	it('[PE11] added again it is the same contractor, with its own account alone and a new start password', async () => {
		const again = await add({ ...NEW, name: 'Tak i Nacka AB', organisationNumber: '16556677-8899' });
		const { status, body } = await tryToSignIn('5566778899', again.startPassword);
		expect([status, body.company, body.companyName, body.firstSignInDone]).toEqual([
			200,
			again.id,
			'Tak i Nacka AB',
			false
		]);
		expect((await contractors()).find(({ id }) => id === again.id)).toMatchObject({
			people: 1,
			areas: ['Södermalm', 'Årsta']
		});
		expect(
			(await sofia.request('POST', `/api/companies/${again.id}/people`, { name: 'Bo', email: 'bo@tak.example' })).status
		).toBe(201);
	});

	it('[PE12] orderers are invited, made administrators and back, and removed', async () => {
		const jo = { name: 'Jo Wester', email: 'jo@bjorkhem.example', mobile: '' };
		const { id, startPassword } = (await sofia.request('POST', '/api/orderers', jo)).body as Added;
		const device = await TestDevice.signIn(app, jo.email, startPassword);
		await device.request('PUT', '/api/contact', {
			...jo,
			phone: '',
			otherPhone: '',
			newPassword: 'sju randiga zebror'
		});
		const roles = async () => ((await device.request('GET', '/api/session')).body as Person).roles;
		expect(await roles()).toEqual(['orderer']);
		expect(facts(await device.request('GET', '/api/orderers'))).toEqual([403, 'forbidden']);
		await sofia.request('PUT', `/api/orderers/${id}`, { administrator: true });
		expect(await roles()).toEqual(['administrator', 'orderer']);
		expect((await device.request('GET', '/api/orderers')).status).toBe(200);
		expect(facts(await device.request('PUT', `/api/orderers/${id}`, { administrator: false }))).toEqual([
			409,
			'own-account'
		]);
		await sofia.request('PUT', `/api/orderers/${id}`, { administrator: false });
		expect(facts(await device.request('GET', '/api/orderers'))).toEqual([403, 'forbidden']);
		expect((await sofia.request('DELETE', `/api/people/${id}`, {})).status).toBe(200);
		expect((await device.request('GET', '/api/session')).status).toBe(401);
		const { people } = (await sofia.request('GET', '/api/orderers')).body as { people: Person[] };
		expect(people.map(({ name }) => name)).toEqual(['Karin Ekvall', 'Sofia Lind']);
		expect(facts(await sofia.request('PUT', `/api/orderers/${demoId(AMIR)}`, { administrator: true }))).toEqual([
			404,
			'not-found'
		]);
	});

	it('[PE13] a key is shown once, kept as its SHA-256, used at once, and revoked at once', async () => {
		const { status, body } = await sofia.request('POST', '/api/keys', { name: 'Vitec' });
		const { key } = body as { key: string };
		expect([status, key]).toEqual([201, expect.stringMatching(/^avf_[\w-]{43}$/)]);
		const call = () => request(app, 'GET', '/api/v1/work-orders', { headers: { authorization: `Bearer ${key}` } });
		expect((await call()).status).toBe(200);
		const { db } = app.services;
		expect(JSON.stringify(await db.selectFrom('api_keys').selectAll().execute())).not.toContain(key.slice(8));
		const list = async () => ((await sofia.request('GET', '/api/keys')).body as { keys: { id: string }[] }).keys;
		const [made] = (await list()).filter((listed) => 'name' in listed && listed.name === 'Vitec');
		expect(made).toMatchObject({ prefix: key.slice(0, 8), createdBy: 'Sofia Lind', revokedAt: null });
		expect(made).toHaveProperty('lastUsedAt', expect.stringMatching(/Z$/));
		expect((await sofia.request('DELETE', `/api/keys/${made?.id}`, {})).status).toBe(200);
		expect(facts(await call())).toEqual([401, 'unknown-key']);
		expect(facts(await sofia.request('DELETE', `/api/keys/${made?.id}`, {}))).toEqual([404, 'not-found']);
	});

	it('[PE13] a key is the landlord’s: it holds when who made it is gone', async () => {
		const olle = await TestDevice.withSession(app, STRANGER);
		const { key } = (await olle.request('POST', '/api/keys', { name: 'Fastighet' })).body as { key: string };
		const { db } = app.services;
		await db.updateTable('members').set({ removed_at: 'now' }).where('id', '=', demoId(STRANGER)).execute();
		const { status } = await request(app, 'GET', '/api/v1/changes', { headers: { authorization: `Bearer ${key}` } });
		expect(status).toBe(200);
		await db.updateTable('members').set({ removed_at: null }).where('id', '=', demoId(STRANGER)).execute();
	});

	it('[PE14] what waits and what is stuck is shown to its own landlord, without a tenant’s number', async () => {
		const { db } = app.services;
		const order = await app.newOrder();
		const { number } = await db
			.selectFrom('work_orders')
			.select('number')
			.where('id', '=', order)
			.executeTakeFirstOrThrow();
		const stuck = newId();
		await insertEffects(
			db,
			stuck,
			[
				{ kind: 'sms', to: '+46701740605', text: 'Arbetet är klart.' },
				{ kind: 'mail', to: 'karin@bjorkhem.example', subject: 'x', text: 'x' },
				{ kind: 'mail', to: 'a@b.example', subject: 'x', text: 'x', notBefore: '2099-01-01T00:00:00.000Z' }
			],
			{ now: () => Date.parse('2098-01-01') }, // not yet due, so that the worker leaves them alone
			order
		);
		const set = (kind: 'sms' | 'mail', state: 'uncertain' | 'failed', error: string) =>
			db
				.updateTable('effects')
				.set({ state, error })
				.where('command_id', '=', stuck)
				.where('kind', '=', kind)
				.where('reminder', '=', 0)
				.execute();
		await set('sms', 'uncertain', 'no-answer');
		await set('mail', 'failed', 'refused');
		const outgoing = async (by: TestDevice) =>
			(await by.request('GET', '/api/outgoing')).body as Outgoing & { toFiles: object };
		const shown = await outgoing(sofia);
		expect(shown).toMatchObject({ toFiles: { mail: true, sms: true }, waiting: 0, reminders: 1 });
		const [mail, sms] = [...shown.stuck].sort((a, b) => (a.kind < b.kind ? -1 : 1));
		expect(mail).toMatchObject({ kind: 'mail', state: 'failed', error: 'refused', order: number, to: KARIN });
		expect(sms).toMatchObject({ kind: 'sms', state: 'uncertain', error: 'no-answer', order: number, to: '••• 05' });
		expect(JSON.stringify(shown)).not.toContain('1740605');

		const olle = await TestDevice.withSession(app, STRANGER);
		expect(await outgoing(olle)).toMatchObject({ waiting: 0, reminders: 0, stuck: [] });
		const decide = (by: TestDevice, id: string | undefined, decision: string) =>
			by.request('POST', `/api/outgoing/${id}`, { decision });
		expect(facts(await decide(olle, sms?.id, 'send-again'))).toEqual([404, 'not-found']);
		expect(facts(await decide(sofia, sms?.id, 'perhaps'))).toEqual([400, 'malformed']);
		expect((await decide(sofia, sms?.id, 'was-delivered')).status).toBe(200);
		expect((await decide(sofia, mail?.id, 'send-again')).status).toBe(200);
		expect((await decide(sofia, mail?.id, 'send-again')).status).toBe(404);
		await until('the mail to leave', async () => (await outgoing(sofia)).waiting === 0);
		expect((await outgoing(sofia)).stuck).toEqual([]);
	});

	it('[PE14] an SMTP server and an SMS provider that are set are told apart from files', async () => {
		const env = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };
		const other = await TestApplication.open(database, env, 0);
		const device = await TestDevice.withSession(other, SOFIA);
		expect((await device.request('GET', '/api/outgoing')).body).toMatchObject({ toFiles: { mail: false, sms: false } });
		await other.close();
	});
});
