import { afterEach, beforeEach, expect, test } from 'vitest';
import { Hocuspocus } from '@hocuspocus/server';
import { HOOK_NAMES, Refusal, safeHooks } from '#sync/extensions/safe-hooks';
import { openDevice, until } from './support/device.ts';
import { type KeptLogger, type TestServer, documentName, keptLogger, startServer } from './support/server.ts';

let crashes: unknown[];
const crashed = (error: unknown) => void crashes.push(error);
beforeEach(() => {
	crashes = [];
	process.on('unhandledRejection', crashed);
	process.on('uncaughtException', crashed);
});
afterEach(() => {
	process.off('unhandledRejection', crashed);
	process.off('uncaughtException', crashed);
});

/** A server with one more extension, whose hook throws at once or a moment later. */
async function startWith(hook: string, thrown: () => unknown): Promise<TestServer> {
	const server = await startServer();
	const extension = { name: 'broken', [hook]: thrown };
	server.sync.hocuspocus.configuration.extensions.push(safeHooks([extension], server.logger));
	return server;
}

function throwNull(): never {
	throw null as unknown as Error;
}

const WAYS = [
	[
		'at once',
		() => {
			throw new Error('broken');
		}
	],
	['later', () => Promise.reject(new Error('broken'))],
	['with null', () => Promise.resolve().then(throwNull)]
] as const;

test.each(HOOK_NAMES.flatMap((hook) => WAYS.map(([way, thrown]) => [hook, way, thrown] as const)))(
	'[SY3] the process lives when %s throws %s',
	async (hook, _way, thrown) => {
		const server = await startWith(hook, thrown);
		const anna = openDevice(server.url, documentName('notes'));
		await until('an answer', () => anna.provider.synced || anna.refusals.length > 0 || anna.closes.length > 0);
		anna.doc.getMap('fields').set('a', 1);
		anna.provider.awareness?.setLocalState({ place: 'x' });
		anna.provider.sendStateless('no mark');
		void anna.provider.sendToken();
		server.sync.hocuspocus.documents
			.get(documentName('notes'))
			?.broadcastStateless('{"type":"ack","n":99,"sha256":""}');
		await new Promise((resolve) => setImmediate(resolve));
		anna.close();
		server.sync.hocuspocus.configuration.extensions.splice(1);
		const bertil = openDevice(server.url, documentName('notes'), { as: 'bertil.pad' });
		await bertil.synced();
		expect(await bertil.mark()).toMatchObject({ type: 'ack' });
		bertil.close();
		await server.stop();
		expect(crashes).toEqual([]);
	}
);

test('[SY3] extensions run in their order, and wait for those that answer with a promise', async () => {
	const order: string[] = [];
	const logger: KeptLogger = keptLogger();
	const hooks = safeHooks(
		[
			{ name: 'first', onConnect: async () => void order.push('first') },
			{ name: 'second', onConnect: () => void order.push('second') },
			{ name: 'third', onConnect: async () => ({ added: true }) }
		],
		logger
	);
	const hocuspocus = new Hocuspocus({ quiet: true, extensions: [hooks] });
	const added: unknown[] = [];
	await hocuspocus.hooks('onConnect', {} as never, (addition: unknown) => void added.push(addition));
	expect(order).toEqual(['first', 'second']);
	expect(added).toContainEqual({ added: true });
});

test('[SY3] an expected refusal reaches the device with its reason, an exception as "unavailable" with a line in the log', async () => {
	const logger = keptLogger();
	const refusing = safeHooks(
		[
			{
				name: 'a',
				onAuthenticate: () => {
					throw new Refusal('forbidden');
				}
			}
		],
		logger
	);
	await expect(
		(async () => {
			await refusing.onAuthenticate?.({} as never);
		})()
	).rejects.toMatchObject({
		reason: 'forbidden'
	});
	expect(logger.lines).toEqual([]);
	const failing = safeHooks(
		[
			{
				name: 'a',
				onAuthenticate: async () => {
					throw new Error('bug');
				}
			}
		],
		logger
	);
	await expect(
		(async () => {
			await failing.onAuthenticate?.({} as never);
		})()
	).rejects.toMatchObject({
		reason: 'unavailable'
	});
	expect(logger.lines).toHaveLength(1);
});
