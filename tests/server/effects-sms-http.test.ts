import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { smsToProvider } from '#server/effects/sms-http';

const SMS = { kind: 'sms', to: '+46701740605', text: 'Klart & färdigt' } as const;
const closers: (() => void)[] = [];

afterEach(() => {
	for (const close of closers.splice(0)) close();
});

/** A provider on this machine that answers as told. */
async function startProvider(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			answer(request, response, body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => server.close().closeAllConnections());
	return `http://user:p%40ss@127.0.0.1:${(server.address() as AddressInfo).port}/a1/sms`;
}

const send = (url: string, answerLimit = 2000) => smsToProvider({ url, answerLimit }).deliver('id', SMS);

describe('SMS by an HTTP provider', () => {
	it('[EF5] sends the form that 46elks takes', async () => {
		let seen: Record<string, string | undefined> = {};
		const url = await startProvider((request, response, body) => {
			const { authorization, 'content-type': type } = request.headers;
			seen = { ...Object.fromEntries(new URLSearchParams(body)), authorization, type, path: request.url };
			response.end('{"id":"s70df59406a1b4643b96f3f91e0bfb7b0","status":"created"}');
		});
		expect(await send(url)).toEqual({ outcome: 'delivered' });
		expect(seen).toMatchObject({ from: 'Avbrottsfri', to: SMS.to, message: SMS.text, path: '/a1/sms' });
		expect(Buffer.from(seen.authorization?.replace('Basic ', '') ?? '', 'base64').toString()).toBe('user:p@ss');
		expect(seen.type).toContain('application/x-www-form-urlencoded');
	});

	it.each([
		[200, '<html>Logga in på gästnätet</html>', 'uncertain', 'no-answer'],
		[200, '{}', 'uncertain', 'no-answer'],
		[302, '', 'again', 'busy'],
		[400, 'bad number', 'failed', 'refused'],
		[401, '', 'again', 'sign-in-refused'],
		[402, 'no credit', 'again', 'busy'],
		[408, '', 'uncertain', 'no-answer'],
		[429, '', 'again', 'busy'],
		[500, '', 'uncertain', 'no-answer'],
		[503, '', 'again', 'busy'],
		[504, '', 'uncertain', 'no-answer']
	])('[EF5] [EF6] [EF7] answer %i %j is %s', async (status, body, outcome, error) => {
		const url = await startProvider((_request, response) =>
			response.writeHead(status, { location: '/elsewhere' }).end(body)
		);
		expect(await send(url)).toEqual({ outcome, error });
	});

	it('[EF5] a provider that dies in the middle of its answer leaves it uncertain', async () => {
		const url = await startProvider((request, response) => {
			response.writeHead(200, { 'content-length': 100 });
			response.write('{"id":"s70', () => request.socket.destroy());
		});
		expect(await send(url)).toEqual({ outcome: 'uncertain', error: 'no-answer' });
	});

	it('[EF5] a provider that dies before its answer leaves it uncertain', async () => {
		const url = await startProvider((request) => request.socket.destroy());
		expect(await send(url)).toEqual({ outcome: 'uncertain', error: 'no-answer' });
	});

	it('[EF5] a provider that does not answer in time leaves it uncertain', async () => {
		const url = await startProvider(() => null);
		expect(await send(url, 100)).toEqual({ outcome: 'uncertain', error: 'no-answer' });
	});

	it('[EF6] nobody at the address: it surely did not leave', async () => {
		const url = await startProvider(() => null);
		for (const close of closers.splice(0)) close();
		expect(await send(url)).toEqual({ outcome: 'again', error: 'no-connection' });
		expect(await send('http://nobody.invalid/a1/sms')).toEqual({ outcome: 'again', error: 'no-connection' });
	});
});
