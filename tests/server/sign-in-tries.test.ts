import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkOf } from '#server/auth/network';
import { PasswordTries, ofDevice, ofNetwork, removeOldTries } from '#server/auth/password-tries';
import { type From, SignIn } from '#server/auth/sign-in';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { AMIR, DATABASES, ELECTRIC, KARIN, LENA, SOFIA, TestApplication } from '../support/application.ts';
import { TestDevice, newBrowser, request } from '../support/device.ts';

const FIFTEEN_MINUTES = 15 * 60 * 1000;
const HOUR = 60 * 60 * 1000;

describe.each(DATABASES)('tries at passwords on %s', (database) => {
	let app: TestApplication;
	const clock = { at: Date.now(), now: () => clock.at };
	beforeAll(async () => {
		app = await TestApplication.open(database);
	});
	afterAll(() => app.close());

	/** A process's door, in the time of the test. */
	const newDoor = () => {
		const { db, sessions } = app.services;
		return new SignIn({
			db,
			sessions,
			clock,
			tries: new PasswordTries(db, clock),
			logger: app.logger,
			isClosed: () => false
		});
	};
	const knock = async (username: string, from: From | string, password = 'x', door = newDoor()) => {
		const { device } = await newBrowser();
		const where = typeof from === 'string' ? { address: from, knownBy: null } : from;
		const answer = await door.signIn({ username, password, device }, where);
		return answer.ok ? answer.value : answer.code;
	};

	it('[SI4] five wrong passwords from one network, then the answer says when the next is let through', async () => {
		const { device } = await newBrowser();
		const post = (password: string) =>
			request(app, 'POST', '/api/sign-in', { body: { username: ELECTRIC, password, device } });
		for (let n = 0; n < 5; n += 1) expect((await post(`fel ${n}`)).status).toBe(401);
		const { status, body, headers } = await post(DEMO_PASSWORD);
		expect([status, body.code]).toEqual([429, 'too-many-tries']);
		expect(body.seconds).toBeGreaterThan(120);
		expect(body.seconds).toBeLessThanOrEqual(180);
		expect(headers.get('retry-after')).toBe(String(body.seconds));
	});

	it('[SI4] the right password works after the pause, and other accounts and networks at once', async () => {
		for (let n = 0; n < 5; n += 1) expect(await knock(LENA, 'a')).toBe('wrong-credentials');
		expect(await knock(LENA, 'a', DEMO_PASSWORD)).toBe('too-many-tries');
		expect(await knock(LENA, 'b', DEMO_PASSWORD)).toMatchObject({ member: {} });
		expect(await knock(AMIR, 'a', DEMO_PASSWORD)).toMatchObject({ member: {} });
		clock.at += FIFTEEN_MINUTES / 5 + 1;
		expect(await knock(LENA, 'a', DEMO_PASSWORD)).toMatchObject({ member: {} });
	});

	it('[SI4] a whole office signs in within an hour, and a hundred wrong passwords end what one network may try', async () => {
		const tries = new PasswordTries(app.services.db, clock);
		for (let n = 0; n < 150; n += 1) {
			const tried = await tries.take(ofNetwork('office'));
			expect(tried.ok).toBe(true);
			if (tried.ok) await tried.giveBack();
		}
		for (let n = 0; n < 100; n += 1) expect((await tries.take(ofNetwork('office'))).ok).toBe(true);
		expect(await knock(KARIN, 'office', DEMO_PASSWORD)).toBe('too-many-tries');
		expect(await knock(KARIN, 'elsewhere', DEMO_PASSWORD)).toMatchObject({ member: {} });
	});

	it('[SI4] what is empty or malformed does not count', async () => {
		const { device } = await newBrowser();
		const post = (body: object) => request(app, 'POST', '/api/sign-in', { body: { username: SOFIA, device, ...body } });
		for (let n = 0; n < 8; n += 1) expect((await post({ password: '' })).status).toBe(400);
		for (let n = 0; n < 8; n += 1) expect((await post({ password: 'x', device: {} })).status).toBe(400);
		expect((await post({ password: DEMO_PASSWORD })).status).toBe(200);
	});

	it('[SI14] a stranger beside it does not keep a known device out; revoked, it is a stranger', async () => {
		const known = await knock(KARIN, 'café', DEMO_PASSWORD);
		if (typeof known === 'string') throw new Error(known);
		for (let n = 0; n < 6; n += 1) await knock(KARIN, 'café');
		expect(await knock(KARIN, 'café', DEMO_PASSWORD)).toBe('too-many-tries');
		const from = { address: 'café', knownBy: known.knownBy };
		expect(await knock(KARIN, from, DEMO_PASSWORD)).toMatchObject({ knownBy: known.knownBy });
		expect(await knock(LENA, { ...from, knownBy: 'made up' }, 'x')).toBe('wrong-credentials');
		await app.services.db
			.updateTable('devices')
			.set({ revoked_at: new Date().toISOString() })
			.where('member_id', '=', known.member.actor.member)
			.execute();
		expect(await knock(KARIN, from, DEMO_PASSWORD)).toBe('too-many-tries');
	});

	it('[SI14] the browser keeps what it is known by, apart from its session', async () => {
		const { device } = await newBrowser();
		const answer = await request(app, 'POST', '/api/sign-in', {
			body: { username: AMIR, password: DEMO_PASSWORD, device }
		});
		const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('__Host-known='));
		expect(cookie?.split('; ').slice(1).sort()).toEqual([
			'HttpOnly',
			'Max-Age=34560000',
			'Path=/',
			'SameSite=Lax',
			'Secure'
		]);
		const token = /=([^;]+)/.exec(cookie ?? '')?.[1] ?? '';
		const rows = await app.services.db.selectFrom('devices').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(token);
		expect((await request(app, 'GET', '/api/session', { headers: { cookie: cookie ?? '' } })).status).toBe(401);
	});

	it('[SI15] an account that many networks try at takes one try from each, and a right one from a new one', async () => {
		const door = newDoor();
		for (let n = 0; n < 50; n += 1) await knock(SOFIA, `net ${n % 10}`, 'x', door);
		expect(await knock(SOFIA, 'new net', 'x', door)).toBe('wrong-credentials');
		expect(await knock(SOFIA, 'new net', 'x', door)).toBe('too-many-tries');
		expect(await knock(SOFIA, 'home', DEMO_PASSWORD, door)).toMatchObject({ member: {} });
	});

	it('[SI16] many at once, in two processes, get no try too many; a restart forgets none', async () => {
		const gate = ofDevice('of this test');
		const [first, second] = [new PasswordTries(app.services.db, clock), new PasswordTries(app.services.db, clock)];
		const all = await Promise.all(
			Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? first : second).take(gate, ofNetwork('of this test')))
		);
		expect(all.filter((tried) => tried.ok)).toHaveLength(5);
		expect(await new PasswordTries(app.services.db, clock).take(gate)).toEqual({
			ok: false,
			again: clock.at + FIFTEEN_MINUTES / 5
		});
		expect(await removeOldTries(app.services.db, new Date(clock.at).toISOString())).toBeGreaterThanOrEqual(0);
		expect((await first.take(gate)).ok).toBe(false);
		expect(await removeOldTries(app.services.db, new Date(clock.at + HOUR).toISOString())).toBeGreaterThan(0);
		expect((await first.take(gate)).ok).toBe(true);
	});

	it('[SI18] the present password is tried five times at its change', async () => {
		const device = await TestDevice.withSession(app, AMIR);
		const contact = { name: 'Amir', email: AMIR, phone: '', mobile: '', otherPhone: '' };
		const put = (currentPassword: string) =>
			device.request('PUT', '/api/contact', { ...contact, currentPassword, newPassword: 'tre gröna elefanter' });
		expect((await put('')).status).toBe(400);
		for (let n = 0; n < 5; n += 1) expect((await put(`fel ${n}`)).body.code).toBe('wrong-password');
		const { status, body } = await put(DEMO_PASSWORD);
		expect([status, body.code]).toEqual([429, 'too-many-tries']);
	});

	it('[SI19] the log tells refusals apart without a name or an address', async () => {
		const door = newDoor();
		app.logger.lines.length = 0;
		await knock(KARIN, '192.0.2.77', 'fel', door);
		expect(app.logger.lines.map(({ message }) => message)).toEqual(['A sign-in was refused']);
		expect(JSON.stringify(app.logger.lines)).not.toMatch(/karin|192\.0/i);
		for (let n = 0; n < 70; n += 1) await knock(KARIN, '192.0.2.77', 'fel', door);
		expect(app.logger.lines.length).toBeLessThanOrEqual(60);
	});
});

describe('networks', () => {
	it.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
		['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
		['2001:db8::1', '2001:db8:0:0::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['::1', '0:0:0:0::/64'],
		['unknown', 'unknown']
	])('[SI17] %s counts as %s', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});
});
