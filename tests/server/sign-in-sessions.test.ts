import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '#core/connection';
import { createSessions } from '#server/auth/sessions';
import { DEMO_PASSWORD, demoId } from '#server/demo/accounts';
import { orderIndexDocument } from '#modules/work-orders/domain/index.ts';
import { until } from '../sync/support/device.ts';
import { AMIR, DATABASES, ELECTRIC, KARIN, LENA, PIPES_ID, TestApplication } from '../support/application.ts';
import { TestDevice, request } from '../support/device.ts';

const DAY = 24 * 60 * 60 * 1000;

describe.each(DATABASES)('sessions on %s', (database) => {
	let app: TestApplication;
	beforeAll(async () => {
		app = await TestApplication.open(database);
	});
	afterAll(() => app.close());

	const status = async (device: TestDevice) => (await device.request('GET', '/api/session')).status;

	/** A device with an open document, so that closing can be seen. */
	const online = async (username: string) => {
		const device = await TestDevice.withSession(app, username);
		const opened = device.open(orderIndexDocument(PIPES_ID));
		await opened.synced();
		return { device, opened };
	};
	const isClosedWithin2s = async (closes: number[]) => {
		const started = performance.now();
		await until('the socket to close', () => closes.length > 0);
		expect(performance.now() - started).toBeLessThan(2000);
		expect(closes[0]).toBe(CLOSE_CODES.revoked);
	};

	it('[SI10] what the database holds of a session opens nothing', async () => {
		const device = await TestDevice.withSession(app, AMIR);
		const token = device.cookie.split('=')[1] ?? '';
		const rows = await app.services.db.selectFrom('sessions').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(token);
		const stored = rows.flatMap((row) => Object.values(row));
		for (const value of stored) {
			const cookie = `__Host-session=${encodeURIComponent(value)}`;
			expect((await request(app, 'GET', '/api/session', { headers: { cookie } })).status).toBe(401);
		}
		expect(await status(device)).toBe(200);
	});

	it('[CK3] a session that is over by a clock that is wrong holds again when the clock is right', async () => {
		let now = Date.now();
		const { db } = app.services;
		const sessions = createSessions(db, { now: () => now });
		const { member, id } = await TestDevice.withSession(app, AMIR);
		const { token } = await sessions.create(member, id);
		now += 31 * DAY;
		expect(await sessions.validate(token)).toBeNull();
		now -= 31 * DAY;
		expect(await sessions.validate(token)).toMatchObject({ member });
	});

	it('[SI11] signing out ends the session and its sockets at once, and no other', async () => {
		const { device, opened } = await online(AMIR);
		const other = await online(AMIR);
		const answer = await device.request('POST', '/api/sign-out', {});
		expect(answer.status).toBe(200);
		expect(answer.headers.get('set-cookie')).toMatch(/^__Host-session=; Max-Age=0; Path=\/; Secure/);
		await isClosedWithin2s(opened.closes);
		expect([await status(device), await status(other.device)]).toEqual([401, 200]);
		expect(other.opened.closes).toEqual([]);
		device.close();
		other.device.close();
	});

	it('[SI11] a device that is revoked from another is out at once, sockets and commands included', async () => {
		const lost = await online(LENA);
		const kept = await TestDevice.withSession(app, LENA);
		const [order] = await app.ordersOf(PIPES_ID, 'ordered');
		const command = await lost.device.sign('accept', order?.id ?? '');
		expect((await kept.request('GET', '/api/devices')).body).toMatchObject({ current: kept.id });
		expect((await kept.request('DELETE', `/api/devices/${lost.device.id}`, {})).status).toBe(200);
		await isClosedWithin2s(lost.opened.closes);
		expect(await status(lost.device)).toBe(401);
		expect(await kept.post(command)).toEqual([{ command: command.id, status: 'rejected', code: 'unknown-device' }]);
		const { devices } = (await kept.request('GET', '/api/devices')).body as { devices: { id: string }[] };
		expect(devices.map(({ id }) => id)).not.toContain(lost.device.id);
		expect((await kept.request('DELETE', `/api/devices/${lost.device.id}%00`, {})).status).toBe(404);
		lost.device.close();
	});

	it('[SI11] a member who is removed is out with the next request', async () => {
		const device = await TestDevice.withSession(app, ELECTRIC);
		const { db } = app.services;
		const remove = (removed_at: string | null) =>
			db.updateTable('members').set({ removed_at }).where('id', '=', demoId(ELECTRIC)).execute();
		await remove(new Date().toISOString());
		expect(await status(device)).toBe(401);
		await remove(null);
		expect(await status(device)).toBe(200);
	});

	it('[SI7] a new password ends all other sessions of the member, and keeps the one it was set in', async () => {
		const { device, opened } = await online(AMIR);
		const here = await TestDevice.withSession(app, AMIR);
		const { contact } = (await here.request('GET', '/api/session')).body as { contact: object };
		const passwords = { currentPassword: DEMO_PASSWORD, newPassword: 'sju randiga zebror' };
		expect((await here.request('PUT', '/api/contact', { ...contact, ...passwords })).status).toBe(200);
		await isClosedWithin2s(opened.closes);
		expect([await status(device), await status(here)]).toEqual([401, 200]);
		device.close();
	});

	it('[SI12] a session ends after 30 days, however busy it was', async () => {
		const clock = { at: Date.now(), now: () => clock.at };
		const sessions = createSessions(app.services.db, clock);
		const { id } = await TestDevice.withSession(app, KARIN);
		const { token } = await sessions.create(demoId(KARIN), id);
		let days = 0;
		while (days < 400 && (await sessions.validate(token))) {
			days += 1;
			clock.at += DAY;
		}
		expect(days).toBe(31);
	});

	it('[SI12] a session that nobody uses ends after 14 days', async () => {
		const clock = { at: Date.now(), now: () => clock.at };
		const sessions = createSessions(app.services.db, clock);
		const { id } = await TestDevice.withSession(app, KARIN);
		const { token } = await sessions.create(demoId(KARIN), id);
		clock.at += 14 * DAY - 1000;
		const used = await sessions.validate(token);
		expect(used?.member).toBe(demoId(KARIN));
		clock.at += 14 * DAY + 1000;
		expect(await sessions.validate(token)).toBeNull();
	});

	it('[SI13] no Cookie header, however broken, is an error of the server', async () => {
		const good = (await TestDevice.withSession(app, KARIN)).cookie;
		const broken = ['%', '%zz', '__Host-session=%', '__Host-session=%E0%A4%A', '__Host-session=', '=', ';;;', '"'];
		const unknown = ['__Host-session=__proto__', `__Host-session=${'a'.repeat(4000)}`, 'session=abc', '__proto__=x'];
		for (const cookie of [...broken, ...unknown]) {
			const { status: answered, body } = await request(app, 'GET', '/api/session', { headers: { cookie } });
			expect([cookie, answered, body]).toEqual([cookie, 401, { code: 'signed-out' }]);
		}
		const amidst = `discount=50%; other=%zz; ${good}; last`;
		expect((await request(app, 'GET', '/api/session', { headers: { cookie: amidst } })).status).toBe(200);
	});
});
