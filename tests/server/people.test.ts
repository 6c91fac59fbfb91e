import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '#core/connection';
import { newId } from '#core/id';
import { orderIndexDocument } from '#modules/work-orders/domain/index.ts';
import { DEMO_PASSWORD, demoId } from '#server/demo/accounts';
import { PasswordTries } from '#server/auth/password-tries';
import { SignIn } from '#server/auth/sign-in';
import { addressOf } from '#server/http/context';
import { newStartPassword } from '#server/people/start-password';
import type { Person } from '#core/answers';
import { until } from '../sync/support/device.ts';
import {
	AMIR,
	DATABASES,
	ELECTRIC,
	KARIN,
	LENA,
	NEWCOMER,
	PIPES_ID,
	SOFIA,
	STRANGER,
	TestApplication
} from '../support/application.ts';
import { type Read, TestDevice, newBrowser, request } from '../support/device.ts';

const PIPES = '5599010005';
const PEOPLE = `/api/companies/${PIPES_ID}/people`;
const WEEK = 7 * 24 * 60 * 60 * 1000;
const OWN_PASSWORD = 'sju randiga zebror';

let people = 0;
/** Somebody who has no account yet. */
const somebody = () => ({ name: 'Nils Ek', email: `nils${(people += 1)}@soderror.example`, mobile: '070-174 06 80' });

interface Invited {
	id: string;
	startPassword: string;
	expiresAt: string;
}

describe.each(DATABASES)('people on %s', (database) => {
	let app: TestApplication;
	let keeper: TestDevice;
	let sofia: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 6);
		keeper = await TestDevice.withSession(app, PIPES);
		sofia = await TestDevice.withSession(app, SOFIA);
	});
	afterAll(() => app.close());

	const invite = async (by = keeper, person = somebody()) => {
		const { status, body } = await by.request('POST', PEOPLE, person);
		if (status !== 201) throw new Error(JSON.stringify(body));
		return { ...person, ...(body as Invited) };
	};
	const tryToSignIn = async (username: string, password: string) => {
		const { device } = await newBrowser();
		return request(app, 'POST', '/api/sign-in', { body: { username, password, device } });
	};
	const listed = async (by = keeper) =>
		((await by.request('GET', PEOPLE)).body as { people: Person[] }).people.map(({ name }) => name);
	/** Signs in with a start password and does what the first sign-in asks for. */
	const firstSignIn = async ({ name, email, startPassword }: Awaited<ReturnType<typeof invite>>) => {
		const device = await TestDevice.signIn(app, email, startPassword);
		const contact = { name, email, phone: '', mobile: '', otherPhone: '', newPassword: OWN_PASSWORD };
		expect((await device.request('PUT', '/api/contact', contact)).status).toBe(200);
		return device;
	};
	const mails = async () =>
		(await app.deliveredEffects()).map((row) => ({ ...row, mail: JSON.parse(row.payload_json) as { text: string } }));
	const facts = ({ status, body }: Read): unknown[] => [status, body.code];

	it('[PE1] everybody of a company sees its people: who, how to reach them, and how far they have come', async () => {
		await (await TestDevice.withSession(app, LENA)).request('GET', '/api/session');
		for (const username of [AMIR, PIPES]) {
			const { status, body } = await (await TestDevice.withSession(app, username)).request('GET', PEOPLE);
			expect([status, body.mayKeep]).toEqual([200, username === PIPES]);
			expect((body as { people: Person[] }).people.map(({ name }) => name)).toEqual([
				'Amir Haddad',
				'Lena Forsberg',
				'Söder Rör & Värme AB'
			]);
			expect(body.people[1]).toEqual({
				id: demoId(LENA),
				name: 'Lena Forsberg',
				email: LENA,
				mobile: '070-174 06 60',
				phone: '08-465 004 00',
				roles: ['contractor'],
				isCompanyAccount: false,
				state: 'active',
				seenAt: expect.stringMatching(/^\d{4}-.*Z$/) as string
			});
			expect(body.people[2].isCompanyAccount).toBe(true);
		}
	});

	it('[PE1] when a device was last seen follows the use of the app, to the hour', async () => {
		const amir = await TestDevice.withSession(app, AMIR);
		const { db } = app.services;
		const long = new Date(Date.now() - 3 * 60 * 60 * 1000).toISOString();
		await db.updateTable('devices').set({ seen_at: long }).where('member_id', '=', demoId(AMIR)).execute();
		await amir.request('GET', '/api/session');
		const seen = await db.selectFrom('devices').select('seen_at').where('id', '=', amir.id).executeTakeFirstOrThrow();
		expect(Date.now() - Date.parse(seen.seen_at)).toBeLessThan(60_000);
	});

	it('[PE2] the own account and the landlord’s administrators keep the list; nobody else', async () => {
		const expected: [string, number, number][] = [
			[AMIR, 200, 403],
			[PIPES, 200, 201],
			[SOFIA, 200, 201],
			[ELECTRIC, 404, 404],
			[KARIN, 404, 404],
			[STRANGER, 404, 404]
		];
		for (const [username, reads, invites] of expected) {
			const device = await TestDevice.withSession(app, username);
			const invited = await device.request('POST', PEOPLE, somebody());
			expect([username, (await device.request('GET', PEOPLE)).status, invited.status]).toEqual([
				username,
				reads,
				invites
			]);
		}
		const unknown = await sofia.request('POST', `/api/companies/${newId()}/people`, somebody());
		expect(facts(unknown)).toEqual([404, 'not-found']);
	});

	it('[PE2] what is no person is refused with the field', async () => {
		const wrong: [object, string][] = [
			[{ ...somebody(), name: ' ' }, 'name'],
			[{ ...somebody(), email: 'nils' }, 'email'],
			[{ ...somebody(), email: 'a@b.example, c@d.example' }, 'email'],
			[{ ...somebody(), mobile: 'x'.repeat(41) }, 'mobile'],
			[{ ...somebody(), name: 'a\0b' }, 'name']
		];
		for (const [person, field] of wrong) {
			const { status, body } = await keeper.request('POST', PEOPLE, person);
			expect([status, body]).toEqual([400, { code: 'malformed', field }]);
		}
	});

	it('[PE3] an invitation is shown once and mailed once; afterwards the password is nowhere', async () => {
		const person = await invite(keeper, { ...somebody(), email: 'Nina.Ek@SoderRor.example' });
		expect(person.startPassword).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
		const own = (await mails()).filter(({ about }) => about === person.id);
		expect(own.map(({ kind, state, mail }) => [kind, state, mail])).toEqual([
			['mail', 'delivered', expect.objectContaining({ to: 'nina.ek@soderror.example', text: '' })]
		]);
		const { db } = app.services;
		const tables = await Promise.all([
			db.selectFrom('members').selectAll().execute(),
			db.selectFrom('effects').selectAll().execute()
		]);
		expect(JSON.stringify(tables)).not.toContain(person.startPassword);
		expect(JSON.stringify(app.logger.lines)).not.toMatch(/nina|-[a-z2-9]{4}-[a-z2-9]{4}-/i);
	});

	it('[PE3] a start password has 16 signs that nobody mistakes, and is another each time', async () => {
		const clock = { now: () => Date.parse('2026-11-22T12:00:00Z') };
		const drawn = await Promise.all(Array.from({ length: 12 }, () => newStartPassword(clock)));
		expect(new Set(drawn.map(({ password }) => password)).size).toBe(12);
		for (const { password, expiresAt } of drawn) {
			expect(password.replaceAll('-', '')).toMatch(/^[^01ilo]{16}$/); // of 31 signs: 79 bits
			expect(expiresAt).toBe('2026-11-29T12:00:00.000Z');
		}
	});

	it('[PE4] the start password leads to the first sign-in, and to nothing else', async () => {
		const person = await invite();
		const device = await TestDevice.signIn(app, person.email, person.startPassword);
		expect(facts(await device.request('GET', PEOPLE))).toEqual([403, 'first-sign-in']);
		expect((await listed()).filter((name) => name === person.name).length).toBeGreaterThan(0);
		await firstSignIn(person);
		expect(facts(await tryToSignIn(person.email, person.startPassword))).toEqual([401, 'wrong-credentials']);
		expect((await tryToSignIn(person.email, OWN_PASSWORD)).body.firstSignInDone).toBe(true);
	});

	it('[PE4] after seven days it opens nothing, which is told to who knows it alone', async () => {
		const person = await invite();
		const { db, sessions } = app.services;
		const clock = { at: Date.now() + WEEK - 60_000, now: () => clock.at };
		const door = new SignIn({
			db,
			sessions,
			clock,
			tries: new PasswordTries(db, clock),
			logger: app.logger,
			isClosed: () => false
		});
		const { device } = await newBrowser();
		const knock = async (password: string) => {
			const result = await door.signIn({ username: person.email, password, device }, { address: 'a', knownBy: null });
			return result.ok ? 'ok' : result.code;
		};
		expect(await knock(person.startPassword)).toBe('ok');
		clock.at += 2 * 60_000;
		expect([await knock('fel'), await knock(person.startPassword)]).toEqual([
			'wrong-credentials',
			'start-password-expired'
		]);
		const passed = new Date(Date.now() - 1).toISOString();
		await db.updateTable('members').set({ start_password_expires_at: passed }).where('id', '=', person.id).execute();
		const { people: all } = (await keeper.request('GET', PEOPLE)).body as { people: Person[] };
		expect(all.find(({ id }) => id === person.id)?.state).toBe('expired');
	});

	it('[PE5] inviting again gives a new password and a new week; the old one opens nothing any more', async () => {
		const person = await invite();
		const { status, body } = await keeper.request('POST', `/api/people/${person.id}/invitation`, {});
		expect(status).toBe(200);
		expect(facts(await tryToSignIn(person.email, person.startPassword))).toEqual([401, 'wrong-credentials']);
		const device = await firstSignIn({ ...person, ...(body as Invited) });
		expect((await mails()).filter(({ about }) => about === person.id)).toHaveLength(2);

		const forgotten = (await sofia.request('POST', `/api/people/${person.id}/invitation`, {})).body as Invited;
		expect((await device.request('GET', '/api/session')).status).toBe(401);
		expect(facts(await tryToSignIn(person.email, OWN_PASSWORD))).toEqual([401, 'wrong-credentials']);
		expect((await tryToSignIn(person.email, forgotten.startPassword)).body.firstSignInDone).toBe(false);
	});

	it('[PE6] an address that is taken is refused with the same words, whoever has it', async () => {
		for (const email of [LENA, LENA.toUpperCase(), STRANGER, KARIN]) {
			const { status, body } = await keeper.request('POST', PEOPLE, { ...somebody(), email });
			expect([email, status, body]).toEqual([email, 409, { code: 'username-taken', field: 'email' }]);
		}
		const person = somebody();
		const both = await Promise.all([1, 2, 3].map(() => keeper.request('POST', PEOPLE, person)));
		expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
	});

	it('[PE7] who is removed is out at once, with sockets and devices; what was done stays', async () => {
		const person = await invite();
		const device = await firstSignIn(person);
		const [order] = await app.ordersOf(PIPES_ID, 'ordered');
		await device.act('note', order?.id ?? '', { phrase: 'Sökt kund', text: 'Ringer i morgon' });
		const opened = device.open(orderIndexDocument(PIPES_ID));
		await opened.synced();
		const late = await device.sign('note', order?.id ?? '', { phrase: '', text: 'Efteråt' });
		expect((await keeper.request('DELETE', `/api/people/${person.id}`, {})).status).toBe(200);
		await until('the socket to close', () => opened.closes.length > 0);
		expect(opened.closes[0]).toBe(CLOSE_CODES.revoked);
		expect((await device.request('GET', '/api/session')).status).toBe(401);
		expect(facts(await tryToSignIn(person.email, OWN_PASSWORD))).toEqual([401, 'wrong-credentials']);
		expect(await keeper.post(late)).toEqual([{ command: late.id, status: 'rejected', code: 'unknown-device' }]);
		const { db } = app.services;
		const log = await db
			.selectFrom('work_order_log')
			.select('body_json')
			.where('order_id', '=', order?.id ?? '')
			.execute();
		expect(log.some(({ body_json }) => body_json.includes('Ringer i morgon') && body_json.includes(person.name))).toBe(
			true
		);
		expect(facts(await keeper.request('DELETE', `/api/people/${person.id}`, {}))).toEqual([404, 'not-found']);
		device.close();

		const { name, mobile, email } = person;
		expect((await invite(keeper, { name, mobile, email })).id).not.toBe(person.id);
	});

	it('[PE8] nobody removes themselves or the company’s own account', async () => {
		expect(facts(await keeper.request('DELETE', `/api/people/${demoId(PIPES)}`, {}))).toEqual([409, 'own-account']);
		expect(facts(await sofia.request('DELETE', `/api/people/${demoId(PIPES)}`, {}))).toEqual([409, 'company-account']);
		expect(facts(await sofia.request('DELETE', `/api/people/${demoId(SOFIA)}`, {}))).toEqual([409, 'own-account']);
		expect(facts(await keeper.request('POST', `/api/people/${demoId(PIPES)}/invitation`, {}))).toEqual([
			409,
			'own-account'
		]);
		expect((await tryToSignIn(PIPES, DEMO_PASSWORD)).status).toBe(200);
	});

	it('[PE8] of two administrators who remove each other at once, one stays', async () => {
		const { db } = app.services;
		const row = await db.selectFrom('members').selectAll().where('username', '=', SOFIA).executeTakeFirstOrThrow();
		const twin = 'tvilling@bjorkhem.example';
		await db
			.insertInto('members')
			.values({ ...row, id: demoId(twin), username: twin, email: twin })
			.execute();
		const device = await TestDevice.withSession(app, twin);
		await Promise.all([
			sofia.request('DELETE', `/api/people/${demoId(twin)}`, {}),
			device.request('DELETE', `/api/people/${demoId(SOFIA)}`, {})
		]);
		const left = await db
			.selectFrom('members')
			.select(['id', 'username'])
			.where('id', 'in', [demoId(twin), demoId(SOFIA)])
			.where('removed_at', 'is', null)
			.execute();
		expect(left).toHaveLength(1);
		await db
			.updateTable('members')
			.set({ removed_at: null, username: SOFIA })
			.where('id', '=', demoId(SOFIA))
			.execute();
		sofia = await TestDevice.withSession(app, SOFIA);
	});

	it('[PE4] a company that has not done its own first sign-in invites nobody', async () => {
		const newcomer = await TestDevice.withSession(app, NEWCOMER);
		expect(facts(await newcomer.request('POST', PEOPLE, somebody()))).toEqual([403, 'first-sign-in']);
	});
});

describe('the address that tries are counted by', () => {
	const from = (forwarded: string | undefined, proxies: number) =>
		addressOf({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } }, proxies);

	it.each([
		['203.0.113.7', 0, '10.0.0.1'],
		[undefined, 1, '10.0.0.1'],
		['203.0.113.7', 1, '203.0.113.7'],
		['198.51.100.1, 203.0.113.7', 1, '203.0.113.7'],
		['198.51.100.1, 203.0.113.7 , 10.0.0.2', 2, '203.0.113.7'],
		['2001:db8::7', 3, '2001:db8::7'],
		['198.51.100.1, påhittad', 2, '10.0.0.1'],
		['', 1, '10.0.0.1']
	])('[SI4] X-Forwarded-For %j behind %i proxies of our own is %s', (forwarded, proxies, address) => {
		expect(from(forwarded, proxies)).toBe(address);
	});
});
