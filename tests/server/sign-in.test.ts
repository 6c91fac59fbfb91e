import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { DEMO_API_KEY } from '#modules/work-orders/server/demo/people.ts';
import { AMIR, DATABASES, KARIN, LENA, NEWCOMER, ORIGIN, STRANGER, TestApplication } from '../support/application.ts';
import { TestDevice, cookieOf, newBrowser, request, sessionCookieOf } from '../support/device.ts';

const CONTACT = {
	name: 'Målle Målare',
	email: 'malle@mala.example',
	phone: '',
	mobile: '070-174 06 61',
	otherPhone: ''
};

describe.each(DATABASES)('signing in on %s', (database) => {
	let app: TestApplication;
	beforeAll(async () => {
		app = await TestApplication.open(database);
	});
	afterAll(() => app.close());

	const tryToSignIn = async (username: string, password: string, browser?: Awaited<ReturnType<typeof newBrowser>>) => {
		const { device } = browser ?? (await newBrowser());
		return request(app, 'POST', '/api/sign-in', { body: { username, password, device } });
	};

	it.each(['5599020004', '559902-0004', ' 559902 0004 ', '16559902-0004'])(
		'[SI1] the organisation number may be written as %j',
		async (typed) => {
			const { status, body } = await tryToSignIn(typed, DEMO_PASSWORD);
			expect(status).toBe(200);
			expect(body.companyName).toBe('Elkraft i Farsta AB');
		}
	);

	it('[SI1] an e-mail address in any case', async () => {
		const { status, body } = await tryToSignIn(' Karin@Bjorkhem.Example ', DEMO_PASSWORD);
		expect([status, body.roles]).toEqual([200, ['orderer']]);
	});

	it('[SI2] a number with the wrong check digit is told apart: it is a slip of the finger', async () => {
		const { status, body } = await tryToSignIn('5599020005', DEMO_PASSWORD);
		expect([status, body]).toEqual([401, { code: 'wrong-check-digit' }]);
	});

	it('[SI3] an unknown name and a wrong password get the same answer for the same work', async () => {
		const times = { known: [] as number[], unknown: [] as number[] };
		const measure = async (kind: keyof typeof times, username: string) => {
			const started = performance.now();
			const { status, body } = await tryToSignIn(username, 'fel lösenord');
			times[kind].push(performance.now() - started);
			expect([status, body]).toEqual([401, { code: 'wrong-credentials' }]);
		};
		for (let n = 0; n < 4; n += 1) {
			await measure('known', LENA);
			await measure('unknown', `nobody${n}@soderror.example`);
		}
		// Without the decoy an unknown name answers fifty times faster.
		expect(Math.max(...times.unknown)).toBeGreaterThan(Math.min(...times.known) * 0.3);
		expect((await tryToSignIn('5566778899', 'fel lösenord')).body).toEqual({ code: 'wrong-credentials' });
	});

	it('[SI2] what is not a sign-in at all is malformed, and ends nothing', async () => {
		const { device } = await newBrowser();
		const noKey = { ...device, publicKey: { ...device.publicKey, x: 'short' } };
		const bodies = ['not json', null, [], {}, { username: AMIR, password: 'x', device: noKey }];
		for (const body of [...bodies, { username: 'a\0@b', password: 'x', device }]) {
			expect((await request(app, 'POST', '/api/sign-in', { body })).status).toBe(400);
		}
	});

	it('[SI5] a device belongs to the member and the key that it began with', async () => {
		const browser = await newBrowser();
		expect((await tryToSignIn(AMIR, DEMO_PASSWORD, browser)).status).toBe(200);
		expect((await tryToSignIn(AMIR, DEMO_PASSWORD, browser)).status).toBe(200);
		const taken = { status: 401, body: { code: 'device-taken' } };
		expect(await tryToSignIn(KARIN, DEMO_PASSWORD, browser)).toMatchObject(taken);
		const { device } = await newBrowser();
		const otherKey = { ...browser, device: { ...device, id: browser.id } };
		expect(await tryToSignIn(AMIR, DEMO_PASSWORD, otherKey)).toMatchObject(taken);
	});

	it('[SI5] two taps on the button are one device', async () => {
		const browser = await newBrowser();
		const both = await Promise.all([1, 2].map(() => tryToSignIn(AMIR, DEMO_PASSWORD, browser)));
		expect(both.map(({ status }) => status)).toEqual([200, 200]);
	});

	it('[SI8] the cookie is bound to this host, to https and to requests of our own', async () => {
		const answer = await tryToSignIn(AMIR, DEMO_PASSWORD);
		const cookie = sessionCookieOf(answer.headers);
		const [pair, ...flags] = cookie.split('; ');
		expect(pair).toMatch(/^__Host-session=[a-z0-9]{20,60}$/);
		expect(flags.sort()).toEqual([
			'HttpOnly',
			'Max-Age=2592000', // 30 days by the browser's own clock, whatever time the server has
			'Path=/',
			'SameSite=Lax',
			'Secure'
		]);
		expect(JSON.stringify(answer.body)).not.toContain(pair?.split('=')[1]);
	});

	it('[SI8] on plain http, for trying out on one machine, there is a cookie too', async () => {
		const local = await TestApplication.open('sqlite', { ORIGIN: 'http://localhost:3000' }, 0);
		const { device } = await newBrowser();
		const answer = await request(local, 'POST', '/api/sign-in', {
			headers: { origin: 'http://localhost:3000' },
			body: { username: AMIR, password: DEMO_PASSWORD, device }
		});
		expect(cookieOf(answer)).toMatch(/^session=/);
		expect(answer.headers.getSetCookie().join()).not.toContain('Secure');
		await local.close();
	});

	it('[SI9] the cookie that the browser had before opens nothing after signing in', async () => {
		const before = await TestDevice.signIn(app, AMIR);
		const { device } = await newBrowser();
		const after = await before.request('POST', '/api/sign-in', { username: KARIN, password: DEMO_PASSWORD, device });
		expect(cookieOf(after)).not.toBe(before.cookie);
		expect((await before.request('GET', '/api/session')).status).toBe(401);
	});

	it('[SI9] a device has one session: the latest', async () => {
		const browser = await newBrowser();
		const first = cookieOf(await tryToSignIn(AMIR, DEMO_PASSWORD, browser));
		const second = cookieOf(await tryToSignIn(AMIR, DEMO_PASSWORD, browser));
		const status = async (cookie: string) =>
			(await request(app, 'GET', '/api/session', { headers: { cookie } })).status;
		expect([await status(first), await status(second)]).toEqual([401, 200]);
	});

	it('[SI6] before the first sign-in is done, only who one is, the contact details and signing out are open', async () => {
		const device = await TestDevice.withSession(app, NEWCOMER);
		expect((await device.request('GET', '/api/session')).body.firstSignInDone).toBe(false);
		const closed = [
			await device.request('GET', '/api/devices'),
			await device.request('POST', '/api/commands', []),
			await device.request('GET', `/files/${'a'.repeat(32)}`)
		];
		for (const { status, body } of closed) expect([status, body]).toEqual([403, { code: 'first-sign-in' }]);
		const upgrade = await fetch(`${app.url}/sync`, { headers: { origin: ORIGIN, cookie: device.cookie } });
		expect(upgrade.status).not.toBe(101);
	});

	it('[SI6] nor is a file taken before', async () => {
		const { cookie } = await TestDevice.withSession(app, NEWCOMER);
		const headers = { cookie, origin: ORIGIN, 'tus-resumable': '1.0.0', 'upload-length': '1' };
		expect([401, 403]).toContain((await fetch(`${app.url}/upload`, { method: 'POST', headers })).status);
	});

	it('[SI6] the first sign-in needs the contact details and a new password, then everything opens', async () => {
		const device = await TestDevice.signIn(app, NEWCOMER);
		const put = (change: object) => device.request('PUT', '/api/contact', { ...CONTACT, ...change });
		expect((await put({})).body).toEqual({ code: 'password-missing', field: 'newPassword' });
		expect((await put({ newPassword: DEMO_PASSWORD })).body).toEqual({ code: 'same-password', field: 'newPassword' });
		expect((await put({ newPassword: 'kort' })).body).toEqual({ code: 'too-short', field: 'newPassword' });
		expect((await put({ email: 'ingen adress', newPassword: 'tre gröna elefanter' })).body).toEqual({
			code: 'malformed',
			field: 'email'
		});
		expect((await device.request('GET', '/api/devices')).status).toBe(403);
		expect((await put({ newPassword: 'tre gröna elefanter' })).status).toBe(200);
		expect((await device.request('GET', '/api/devices')).status).toBe(200);
		expect((await device.request('GET', '/api/session')).body).toMatchObject({
			firstSignInDone: true,
			contact: CONTACT
		});
		expect((await tryToSignIn(NEWCOMER, DEMO_PASSWORD)).status).toBe(401);
		expect((await tryToSignIn(NEWCOMER, 'tre gröna elefanter')).status).toBe(200);
	});

	it('[SI7] later, an empty new password keeps the present one, and a change asks for it', async () => {
		const device = await TestDevice.withSession(app, NEWCOMER);
		const put = (change: object) => device.request('PUT', '/api/contact', { ...CONTACT, ...change });
		expect((await put({ mobile: '070-174 06 62' })).status).toBe(200);
		const change = { newPassword: 'fyra blåa elefanter' };
		expect((await put({ ...change, currentPassword: 'fel' })).body.code).toBe('wrong-password');
		expect((await put({ ...change, currentPassword: 'tre gröna elefanter' })).status).toBe(200);
		expect((await tryToSignIn(NEWCOMER, 'fyra blåa elefanter')).status).toBe(200);
	});

	it('[SI20] another address of mail asks for the present password, and the old one is told', async () => {
		const device = await TestDevice.withSession(app, NEWCOMER);
		const put = (change: object) => device.request('PUT', '/api/contact', { ...CONTACT, ...change });
		const mails = () =>
			app.services.db.selectFrom('effects').select('payload_json').where('kind', '=', 'mail').execute();
		const before = (await mails()).length;
		const other = { email: 'annan@mala.example' };
		expect((await put({ ...other })).body).toEqual({ code: 'wrong-password', field: 'currentPassword' });
		expect((await put({ ...other, currentPassword: 'fel' })).body.code).toBe('wrong-password');
		expect((await put({ email: CONTACT.email.toUpperCase() })).status).toBe(200);
		expect(await mails()).toHaveLength(before);
		expect((await put({ ...other, currentPassword: 'fyra blåa elefanter' })).status).toBe(200);
		const told = (await mails()).map(({ payload_json }) => JSON.parse(payload_json) as { to: string; text: string });
		expect(told.slice(before)).toMatchObject([{ to: CONTACT.email.toUpperCase() }]);
		expect(told.at(-1)?.text).not.toContain(other.email);
	});

	it('[SI22] where there is to be no demo, its accounts and its key count for nothing', async () => {
		const closed = await TestApplication.open(database, { DEMO: '0' }, 0);
		const tried = async (username: string) => {
			const { device } = await newBrowser();
			return request(closed, 'POST', '/api/sign-in', { body: { username, password: DEMO_PASSWORD, device } });
		};
		expect((await tried(AMIR)).body).toEqual({ code: 'wrong-credentials' });
		const headers = { authorization: `Bearer ${DEMO_API_KEY}` };
		expect((await request(closed, 'GET', '/api/v1/work-orders', { headers })).status).toBe(401);
		expect((await request(closed, 'GET', '/demo/accounts.json')).status).toBe(404);
		expect((await tried(STRANGER)).status).toBe(200);
		await closed.close();
	});
});
