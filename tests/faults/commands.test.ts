import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '#core/command';
import type { Answer } from '#server/commands/receive';
import { demoId } from '#server/demo/accounts';
import { RemoteDevice } from '../support/remote-device.ts';
import { ServerProcess } from '../support/server-process.ts';
import { until } from '../sync/support/device.ts';
import { tries } from '../support/size.ts';

const ROUNDS = tries(4, 50);
const ORDER = demoId('order 44');

let server: ServerProcess;
beforeAll(async () => {
	server = await ServerProcess.create();
}, 120_000);
afterAll(() => server.remove());

describe('commands under kill -9', () => {
	it(
		'[E5] every receipt holds, every message is mailed once',
		async () => {
			const device = await RemoteDevice.signIn(server.origin, 'amir@soderror.example');
			const given = new Map<string, Answer>();
			const made: Command[] = [];

			for (let round = 0; round < ROUNDS; round += 1) {
				const enough = given.size + 5 + round; // killed at another point each round, after real traffic
				const traffic = send(device, made, given);
				await until('some receipts', () => given.size >= enough);
				await server.kill();
				await traffic;
				await server.start();
			}

			const again = await device.post(made);
			for (const answer of again) expect(answer.status).toBe('accepted');
			for (const answer of again) {
				if (answer.command !== null && given.has(answer.command)) expect(answer).toEqual(given.get(answer.command));
			}
			expect(new Set(again.map((answer) => ('number' in answer ? answer.number : 0))).size).toBe(made.length);
			await until('every mail', async () => (await mails()).length >= made.length);
			expect(await mails()).toHaveLength(made.length);
		},
		tries(300_000, 3_600_000)
	);
});

/** Posts one message after another until the server is gone; unanswered ones are sent first the next time. */
async function send(device: RemoteDevice, made: Command[], given: Map<string, Answer>): Promise<void> {
	try {
		for (;;) {
			const unanswered = made.filter((command) => !given.has(command.id));
			if (unanswered.length === 0) {
				made.push(await device.sign('message', ORDER, { text: `Meddelande ${made.length}` }));
				continue;
			}
			const answers = await device.post(unanswered);
			answers.forEach((answer) => given.set(answer.command ?? '', answer));
		}
	} catch {
		// The server was killed in the middle of a request.
	}
}

async function mails(): Promise<string[]> {
	return (await readdir(join(server.dataDir, 'outbox/mail'))).filter((name) => name.endsWith('.eml'));
}
