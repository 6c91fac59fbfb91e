import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openDevice, until } from './support/device.ts';
import {
	ORIGIN,
	SCOPE,
	type TestServer,
	documentName,
	id,
	sessionOfCookie,
	startServer,
	testPolicy
} from './support/server.ts';

let server: TestServer;
beforeEach(async () => void (server = await startServer()));
afterEach(() => server.stop());

/** The status of an upgrade with these headers; 101 for an opened socket. */
function upgrade(url: string, headers: Record<string, string>, path = '/sync'): Promise<number> {
	const asked = request(new URL(path, url.replace('ws:', 'http:')), {
		headers: {
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
			...headers
		}
	});
	return new Promise((resolve, reject) => {
		asked.on('response', (response) => resolve(response.statusCode ?? 0));
		asked.on('upgrade', (_response, socket) => {
			socket.destroy();
			resolve(101);
		});
		asked.on('error', reject);
		asked.end();
	});
}

const COOKIE = 'session=anna.phone';

test.each([
	['our page, signed in', { origin: ORIGIN, cookie: COOKIE }, 101],
	['no session', { origin: ORIGIN }, 401],
	['a cookie that is no session', { origin: ORIGIN, cookie: 'session=%' }, 401],
	['no origin', { cookie: COOKIE }, 403],
	['the word null as origin', { origin: 'null', cookie: COOKIE }, 403],
	['another site', { origin: 'https://evil.test', cookie: COOKIE }, 403],
	['a subdomain', { origin: 'https://x.avbrottsfri.test', cookie: COOKIE }, 403],
	['our name within another', { origin: 'https://avbrottsfri.test.evil.test', cookie: COOKIE }, 403],
	['our host without encryption', { origin: 'http://avbrottsfri.test', cookie: COOKIE }, 403],
	['another port', { origin: `${ORIGIN}:8443`, cookie: COOKIE }, 403],
	['other letter cases', { origin: ORIGIN.toUpperCase(), cookie: COOKIE }, 403]
])('[SY6] an upgrade with %s', async (_what, headers, status) => {
	expect(await upgrade(server.url, headers)).toBe(status);
});

test('[SY6] only the sync path is upgraded', async () => {
	const headers = { origin: ORIGIN, cookie: COOKIE };
	expect(await upgrade(server.url, headers, '/')).toBe(404);
	expect(await upgrade(server.url, headers, '/sync/x')).toBe(404);
	expect(await upgrade(server.url, headers, '/sync?a=1')).toBe(101);
});

test('[SY6] a session store that fails is answered with 503', async () => {
	const failing = await startServer({ sessionOf: () => Promise.reject(new Error('away')) });
	expect(await upgrade(failing.url, { origin: ORIGIN, cookie: COOKIE })).toBe(503);
	await failing.stop();
});

test('[SY43] upgrades whose session is looked up have a ceiling, and those beyond it are answered at once', async () => {
	let answer: (session: null) => void = () => undefined;
	const slow = new Promise<null>((resolve) => (answer = resolve));
	const busy = await startServer({ sessionOf: () => slow });
	const answers: number[] = [];
	const asked = Array.from({ length: 520 }, async () => {
		answers.push(await upgrade(busy.url, { origin: ORIGIN, cookie: COOKIE }));
	});
	await until('the answers beyond the ceiling', () => answers.length === 20);
	expect(new Set(answers)).toEqual(new Set([503]));
	answer(null);
	await Promise.all(asked);
	expect(answers.filter((status) => status === 401)).toHaveLength(500);
	expect(await upgrade(busy.url, { origin: ORIGIN, cookie: COOKIE })).toBe(401);
	await busy.stop();
});

test('[SY7] the server lives after 300 bad upgrades, broken off ones and impossible hosts', async () => {
	const bad = Array.from({ length: 300 }, (_, index) => upgrade(server.url, { origin: `https://${index}.evil.test` }));
	expect(new Set(await Promise.all(bad))).toEqual(new Set([403]));
	await upgrade(server.url, { origin: ORIGIN, cookie: COOKIE, host: '[' }).catch(() => undefined);
	await breakOff(server.url);
	expect(await upgrade(server.url, { origin: ORIGIN, cookie: COOKIE })).toBe(101);
});

async function breakOff(url: string): Promise<void> {
	const asked = request(url.replace('ws:', 'http:'), {
		headers: { connection: 'Upgrade', upgrade: 'websocket', origin: ORIGIN }
	});
	asked.on('error', () => undefined);
	asked.end();
	await new Promise((resolve) => asked.once('socket', (socket) => socket.once('connect', resolve)));
	asked.destroy();
}

test.each([
	['an app of another protocol version', documentName('notes'), { token: '0' }, 'too-old'],
	['no token', documentName('notes'), { token: '' }, 'too-old'],
	['a kind that nobody registered', documentName('secrets'), {}, 'unknown-document'],
	['a name of another form', '../../etc/passwd', {}, 'unknown-document'],
	['an empty name', ' ', {}, 'unknown-document'],
	['a name of 100 kB', 'x'.repeat(100_000), {}, 'unknown-document'],
	['a scope of others', documentName('notes').replace(SCOPE, 'b'.repeat(32)), {}, 'forbidden'],
	['an earlier epoch', documentName('notes', 'all', 7), {}, 'epoch-gone']
])('[SY4] %s is refused with a reason', async (_what, name, options, reason) => {
	const device = openDevice(server.url, name, options);
	await until('the refusal', () => device.refusals.length > 0);
	expect(device.refusals).toEqual([reason]);
	expect(server.sync.documentsCount()).toBe(0);
	device.close();
});

test.each([
	['a day of a kind that has none', documentName('notes', '2026-11-23')],
	['a month of a kind that has none', documentName('notes', '2026-11')],
	['a day that there is not', documentName('notes', '2026-02-31')]
])('[SY40] %s is no document', async (_what, name) => {
	const device = openDevice(server.url, name);
	await until('the refusal', () => device.refusals.length > 0);
	expect(device.refusals).toEqual(['unknown-document']);
	device.close();
});

test('[SY4] a document that cannot be looked up now is unavailable, and the server logs why', async () => {
	const failing = await startServer({ currentEpoch: () => Promise.reject(new Error('away')) });
	const device = openDevice(failing.url, documentName('notes'));
	await until('the refusal', () => device.refusals.length > 0);
	expect(device.refusals).toEqual(['unavailable']);
	expect(failing.logger.lines).toHaveLength(1);
	device.close();
	await failing.stop();
});

test('[SY5] facts cannot be written by a device', async () => {
	const anna = openDevice(server.url, documentName('order'));
	await anna.synced();
	expect(anna.provider.authorizedScope).toBe('readonly');
	anna.doc.getMap('fields').set('status', 'forged');
	expect(await anna.mark()).toMatchObject({ type: 'nack', code: 'readonly' });
	expect((await server.log.load(documentName('order'))).rows).toEqual([]);
	anna.close();
	const again = openDevice(server.url, documentName('order'), { doc: anna.doc });
	await until('the connection', () => again.provider.isAuthenticated);
	expect(await again.mark()).toMatchObject({ type: 'nack', code: 'readonly' }); // the same by SyncStep2
	again.close();
});

test('[SY36] a document that was not in memory is not sent whole to a device that has it', async () => {
	const name = documentName('order');
	const writer = await server.sync.openDirect(name);
	await writer.transact((doc) => doc.getMap('fields').set('long', 'x'.repeat(10_000)));
	await writer.close();
	const anna = openDevice(server.url, name);
	await anna.synced();
	anna.close();
	await until('the document to leave the memory', () => server.sync.documentsCount() === 0);
	const again = openDevice(server.url, name, { doc: anna.doc });
	const sizes: number[] = [];
	again.provider.on('message', ({ event }: { event: { data: ArrayBuffer } }) => sizes.push(event.data.byteLength));
	await again.synced();
	expect(await again.mark()).toMatchObject({ type: 'ack' });
	expect(sizes.length).toBeGreaterThan(0);
	expect(Math.max(...sizes)).toBeLessThan(1000);
	again.close();
});

test('[SY5] facts that the server writes reach readers', async () => {
	const anna = openDevice(server.url, documentName('order'));
	await anna.synced();
	const writer = await server.sync.openDirect(documentName('order'));
	await writer.transact((doc) => doc.getMap('fields').set('status', 'accepted'));
	await writer.close();
	await until('the fact', () => anna.doc.getMap('fields').get('status') === 'accepted');
	expect(await anna.mark()).toMatchObject({ type: 'ack' });
	anna.close();
});

test('[SY5] a member who may only read cannot write a workspace', async () => {
	const reader = openDevice(server.url, documentName('notes'), { as: 'reader.pad' });
	await reader.synced();
	reader.doc.getMap('fields').set('a', 1);
	expect(await reader.mark()).toMatchObject({ type: 'nack', code: 'readonly' });
	reader.close();
});

test('[SY8] revoked sessions are closed within two seconds, others are not', async () => {
	const anna = openDevice(server.url, documentName('notes'));
	const bertil = openDevice(server.url, documentName('notes'), { as: 'bertil.pad' });
	await Promise.all([anna.synced(), bertil.synced()]);
	anna.socket.shouldConnect = false;
	const start = performance.now();
	expect(server.sync.revoke(({ actor }) => actor.member === id('anna'))).toBe(1);
	anna.doc.getMap('fields').set('late', true);
	await until('the closing', () => anna.closes.includes(4401));
	expect(performance.now() - start).toBeLessThan(2_000);
	bertil.doc.getMap('fields').set('b', 1);
	expect(await bertil.mark()).toMatchObject({ type: 'ack' });
	expect(bertil.doc.getMap('fields').has('late')).toBe(false);
	anna.close();
	bertil.close();
});

test('[SY35] a session that ended elsewhere is closed at the next check', async () => {
	let live = true;
	const checked = await startServer({ sessionOf: async (cookie) => (live ? sessionOfCookie(cookie) : null) });
	const anna = openDevice(checked.url, documentName('notes'));
	await anna.synced();
	await checked.sync.recheck();
	expect(anna.closes).toEqual([]);
	live = false;
	await checked.sync.recheck();
	await until('the closing', () => anna.closes.includes(4401));
	anna.close();
	await checked.stop();
});

test('[SY35] a right to write that is taken away ends at the next check', async () => {
	let mayWrite = true;
	const checked = await startServer({
		authorize: (actor, action, resource) => testPolicy(actor, action, resource) && (action === 'read' || mayWrite)
	});
	const anna = openDevice(checked.url, documentName('notes'), { doc: new Y.Doc() });
	await anna.synced();
	mayWrite = false;
	await checked.sync.recheck();
	anna.doc.getMap('fields').set('a', 1);
	expect(await anna.mark()).toMatchObject({ type: 'nack', code: 'readonly' });
	anna.close();
	await checked.stop();
});
