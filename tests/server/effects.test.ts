import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#core/id';
import { openDatabase } from '#app/installation';
import type { Connection } from '#server/database/open';
import { createCarriers } from '#server/effects/carriers';
import type { Carriers, Delivery, Effect } from '#server/effects/effect';
import { claimEffect, decideEffect, effectId, insertEffects } from '#server/effects/effects-table';
import { EffectsWorker, pauseAfter } from '#server/effects/effects-worker';
import { systemClock } from '#server/system-clock';
import { type TestMailServer, startMailServer } from '../support/smtp.ts';
import { ahead } from '../support/time.ts';

const MAIL: Effect = {
	kind: 'mail',
	to: 'maria@example.se',
	subject: 'Fråga om AO583214',
	text: 'Vilken färg är dörren?'
};
const SMS: Effect = { kind: 'sms', to: '+46701740605', text: 'Arbetet på Ängsvägen 3 är klart.' };
const FROM = 'avbrottsfri@example.se';

let dataDir: string;
let connection: Connection;
let workers: EffectsWorker[];
let lines: string[];

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'effects-'));
	connection = await openDatabase({ databaseUrl: null, dataDir });
	workers = [];
	lines = [];
});

afterEach(async () => {
	await Promise.all(workers.map((worker) => worker.stop()));
	await connection.destroy();
	await rm(dataDir, { recursive: true, force: true });
});

const write = (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message }));
const logger = { info: write, warn: write, error: write };
const toFiles = () => createCarriers({ dataDir, smtpUrl: null, smsUrl: null, from: FROM });

async function startWorker(
	carriers: Carriers,
	more: { deadline?: number; now?: () => number } = {}
): Promise<EffectsWorker> {
	const { now, ...rest } = more;
	const clock = now ? { now } : systemClock;
	const worker = new EffectsWorker({ connection, carriers, logger, clock, poll: 20, ...rest });
	workers.push(worker);
	await worker.start();
	return worker;
}

const rows = () => connection.selectFrom('effects').selectAll().orderBy('kind').execute();
const settled = (...states: string[]) =>
	vi.waitFor(async () => expect((await rows()).map((row) => row.state)).toEqual(states), { timeout: 5000 });
const filesOf = (kind: string) => readdir(join(dataDir, 'outbox', kind)).catch(() => []);

/** Carriers whose SMS side answers as told; counts what it was given. */
function scripted(answers: (Delivery | Promise<Delivery>)[], repeatable = false): Carriers & { given: string[] } {
	const given: string[] = [];
	return {
		...toFiles(),
		given,
		sms: {
			repeatable,
			deliver: (id) => {
				given.push(id);
				return Promise.resolve(answers.shift() ?? { outcome: 'delivered' });
			}
		}
	};
}

describe('storing', () => {
	it('[EF1] drops the effects of a transaction that is rolled back', async () => {
		const attempt = connection.transaction().execute(async (transaction) => {
			await insertEffects(transaction, newId(), [MAIL, SMS], systemClock);
			throw new Error('the decision failed');
		});
		await expect(attempt).rejects.toThrow('the decision failed');
		expect(await rows()).toEqual([]);
	});

	it('[EF2] stores the effects of one command once, and nothing for none', async () => {
		const command = newId();
		await insertEffects(connection, command, [], systemClock);
		await insertEffects(connection, command, [MAIL, SMS], systemClock);
		await insertEffects(connection, command, [MAIL, SMS], systemClock);
		expect((await rows()).map((row) => row.id)).toEqual([effectId(command, 0), effectId(command, 1)]);
		expect(effectId(command, 0)).toMatch(/^[0-9a-f]{32}$/);
	});

	it('[EF2] does not send again when a command arrives again after its delivery', async () => {
		const command = newId();
		await insertEffects(connection, command, [SMS], systemClock);
		const carriers = scripted([]);
		const worker = await startWorker(carriers);
		await settled('delivered');
		await insertEffects(connection, command, [SMS], systemClock);
		// What comes after it is taken up after it: once that has left, the first would have.
		const next = newId();
		await insertEffects(connection, next, [SMS], systemClock);
		worker.wake();
		await settled('delivered', 'delivered');
		expect(carriers.given).toEqual([effectId(command, 0), effectId(next, 0)]);
	});
});

describe('delivering to files', () => {
	it('[EF3] writes one file for each message, whole and readable', async () => {
		await insertEffects(connection, newId(), [MAIL, SMS], systemClock);
		await startWorker(toFiles());
		await settled('delivered', 'delivered');
		const [mailRow, smsRow] = await rows();
		expect(await filesOf('mail')).toEqual([`${mailRow?.id}.eml`]);
		expect(await filesOf('sms')).toEqual([`${smsRow?.id}.json`]);
		const mail = await PostalMime.parse(await readFile(join(dataDir, 'outbox/mail', `${mailRow?.id}.eml`)));
		expect(mail).toMatchObject({
			subject: MAIL.subject,
			to: [{ address: 'maria@example.se' }],
			messageId: `<${mailRow?.id}@example.se>`
		});
		expect(mail.text?.trim()).toBe(MAIL.text);
		const sms: unknown = JSON.parse(await readFile(join(dataDir, 'outbox/sms', `${smsRow?.id}.json`), 'utf8'));
		expect(sms).toEqual({ id: smsRow?.id, to: SMS.to, text: SMS.text });
	});

	it('[EF3] is woken at once', async () => {
		const worker = new EffectsWorker({ connection, carriers: toFiles(), logger, clock: systemClock, poll: 60_000 });
		workers.push(worker);
		await worker.start();
		await insertEffects(connection, newId(), [MAIL], systemClock);
		worker.wake();
		await settled('delivered');
	});

	it.each(['before', 'within', 'after'])('[EF3] leaves one message when killed %s the delivery', async (point) => {
		await insertEffects(connection, newId(), [MAIL], systemClock);
		expect(await runVictim(point, 'file')).toBe('SIGKILL');
		expect((await rows())[0]?.state).toBe('sending');
		await startWorker(toFiles());
		await settled('delivered');
		expect((await filesOf('mail')).filter((name) => name.endsWith('.eml'))).toHaveLength(1);
	});
});

describe('delivering by SMTP', () => {
	let server: TestMailServer;
	beforeEach(async () => {
		server = await startMailServer();
	});
	afterEach(() => server.stop());
	const bySmtp = () => createCarriers({ dataDir, smtpUrl: server.url, smsUrl: null, from: FROM });

	it('[EF4] hands over the mail with its Message-ID', async () => {
		const command = newId();
		await insertEffects(connection, command, [MAIL], systemClock);
		await startWorker(bySmtp());
		await settled('delivered');
		expect(server.mails).toHaveLength(1);
		expect(server.mails[0]).toMatchObject({ subject: MAIL.subject, messageId: `<${effectId(command, 0)}@example.se>` });
	});

	it.each(['before', 'within', 'after'])(
		'[EF4] killed %s the delivery: one Message-ID, and the mail arrives',
		async (point) => {
			await insertEffects(connection, newId(), [MAIL], systemClock);
			expect(await runVictim(point, server.url)).toBe('SIGKILL');
			await startWorker(bySmtp());
			await settled('delivered');
			expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(1);
			if (point !== 'after') expect(server.mails).toHaveLength(1);
		}
	);

	it('[EF6] tries again when the mail server is busy or away', async () => {
		server.refuseWith = 451;
		await insertEffects(connection, newId(), [MAIL], { now: () => 0 });
		let now = 0;
		await startWorker(bySmtp(), { now: () => now });
		await vi.waitFor(async () =>
			expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts: 1, error: 'busy' })
		);
		server.refuseWith = null;
		now += pauseAfter(1);
		await settled('delivered');
		expect(server.mails).toHaveLength(1);
	});

	it('[EF7] gives up at once when the receiver does not exist', async () => {
		server.refuseWith = 550;
		await insertEffects(connection, newId(), [MAIL], systemClock);
		await startWorker(bySmtp());
		await settled('failed');
		expect((await rows())[0]).toMatchObject({ attempts: 1, error: 'refused' });
	});
});

describe('after a crash or without an answer', () => {
	it('[EF5] an SMS whose worker died is uncertain until a person decides', async () => {
		await insertEffects(connection, newId(), [SMS], systemClock);
		const claimed = await claimEffect(connection, 'sms', Date.now());
		const carriers = scripted([]);
		const worker = await startWorker(carriers);
		await settled('uncertain');
		expect(carriers.given).toEqual([]);
		expect(await decideEffect(connection, claimed?.id ?? '', 'send-again', systemClock)).toEqual({
			ok: true,
			value: null
		});
		worker.wake();
		await settled('delivered');
		expect(carriers.given).toHaveLength(1);
		expect(await decideEffect(connection, claimed?.id ?? '', 'send-again', systemClock)).toEqual({
			ok: false,
			code: 'nothing-to-decide'
		});
	});

	it('[EF5] a person can say that an uncertain SMS did arrive', async () => {
		await insertEffects(connection, newId(), [SMS], systemClock);
		await startWorker(scripted([{ outcome: 'uncertain', error: 'no-answer' }]));
		await settled('uncertain');
		await decideEffect(connection, (await rows())[0]?.id ?? '', 'was-delivered', systemClock);
		expect((await rows())[0]?.state).toBe('delivered');
	});

	it('[EF5] a carrier that never answers is cut off: uncertain, not repeated', async () => {
		await insertEffects(connection, newId(), [SMS], systemClock);
		const carriers = scripted([new Promise<Delivery>(() => null)]);
		await startWorker(carriers, { deadline: 50 });
		await settled('uncertain');
		expect(carriers.given).toHaveLength(1);
	});

	it('[EF6] waits longer after each attempt, and [EF7] gives up in the end', async () => {
		expect([1, 2, 3, 11, 48].map(pauseAfter)).toEqual([5000, 10_000, 20_000, 3_600_000, 3_600_000]);
		await insertEffects(connection, newId(), [SMS], systemClock);
		await connection.updateTable('effects').set({ attempts: 47 }).execute();
		await startWorker(scripted([{ outcome: 'again', error: 'busy' }]));
		await settled('failed');
		expect((await rows())[0]).toMatchObject({ attempts: 48, error: 'gave-up' });
	});
});

describe('several at once', () => {
	it('[EF8] mail goes on while the SMS provider hangs', async () => {
		await insertEffects(connection, newId(), [SMS, SMS, SMS, MAIL], systemClock);
		const hanging = () => new Promise<Delivery>(() => null);
		await startWorker(scripted([hanging(), hanging(), hanging()], true), { deadline: 800 });
		await vi.waitFor(async () => {
			const states = (await rows()).map((row) => `${row.kind} ${row.state}`).sort();
			expect(states).toEqual(['mail delivered', 'sms sending', 'sms sending', 'sms waiting']);
		});
	});

	it('[EF9] two workers on one table send each effect once', async () => {
		for (let n = 0; n < 20; n += 1) await insertEffects(connection, newId(), [SMS], systemClock);
		const carriers = scripted([], true);
		await Promise.all([startWorker(carriers), startWorker(carriers)]);
		await settled(...Array.from({ length: 20 }, () => 'delivered'));
		expect(new Set(carriers.given).size).toBe(20);
		expect(carriers.given).toHaveLength(20);
	});

	it('[EF11] a broken payload stops nobody else', async () => {
		await insertEffects(connection, newId(), [SMS], { now: () => 0 });
		await connection.updateTable('effects').set({ payload_json: '{"kind":"sms"' }).execute();
		await insertEffects(connection, newId(), [{ ...SMS, to: '070-1' }], systemClock);
		await insertEffects(connection, newId(), [{ ...MAIL, to: 'a@example.se, b@example.se' }], systemClock);
		await insertEffects(connection, newId(), [SMS], systemClock);
		const carriers = scripted([]);
		await startWorker(carriers);
		await vi.waitFor(async () => {
			const states = (await rows()).map((row) => `${row.state} ${row.error}`).sort();
			expect(states).toEqual(['delivered null', 'failed bad-payload', 'failed bad-payload', 'failed bad-payload']);
		});
		expect(carriers.given).toHaveLength(1);
	});

	it('[EF12] finishes what it has claimed before it stops', async () => {
		await insertEffects(connection, newId(), [SMS], systemClock);
		let finish: (delivery: Delivery) => void = () => null;
		const carriers = scripted([new Promise<Delivery>((resolve) => (finish = resolve))]);
		const worker = await startWorker(carriers);
		await settled('sending');
		const stopped = worker.stop();
		finish({ outcome: 'delivered' });
		await stopped;
		expect((await rows())[0]?.state).toBe('delivered');
	});

	it('[EF10] logs and file names hold no address, number or text', async () => {
		await insertEffects(connection, newId(), [MAIL, SMS, { ...SMS, to: 'broken' }], systemClock);
		await startWorker(toFiles());
		await settled('delivered', 'delivered', 'failed');
		const seen = [...lines, ...(await filesOf('mail')), ...(await filesOf('sms'))].join('\n');
		expect(lines.length).toBeGreaterThanOrEqual(3);
		for (const canary of ['maria', '701740605', 'Vilken', 'Ängsvägen', 'broken']) expect(seen).not.toContain(canary);
	});
});

/** Runs a worker in a process that kills itself at the given point; gives the signal that it died of. */
async function runVictim(point: string, mail: string): Promise<string | null> {
	const program = new URL('./effects-victim.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [program, dataDir, point, mail, String(ahead())], {
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
	return signal;
}
