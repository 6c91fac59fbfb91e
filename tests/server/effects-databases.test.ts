import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '#core/id';
import { openDatabase } from '#app/installation';
import type { Connection } from '#server/database/open';
import type { Carrier, Effect } from '#server/effects/effect';
import { CLAIM, claimEffect, freeClaims, insertEffects } from '#server/effects/effects-table';
import { EffectsWorker } from '#server/effects/effects-worker';
import { systemClock } from '#server/system-clock';
import { type TestPostgres, startPostgres } from '../support/postgres.ts';

const SMS: Effect = { kind: 'sms', to: '+46701740605', text: 'Arbetet är klart.' };
const silent = { info: () => null, warn: () => null, error: () => null };

let dataDir: string;
let postgres: TestPostgres;
beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'effects-'));
	postgres = await startPostgres();
});
afterAll(async () => {
	await postgres.stop();
	await rm(dataDir, { recursive: true, force: true });
});

/** How each database is opened; a worker of another process has its own connection. */
const databases: [string, () => Promise<{ connection: Connection; other: Connection }>][] = [
	[
		'SQLite',
		async () => {
			const place = { databaseUrl: null, dataDir };
			return { connection: await openDatabase(place), other: await openDatabase(place) };
		}
	],
	[
		'PostgreSQL',
		async () => {
			const place = { databaseUrl: await postgres.database(), dataDir };
			return { connection: await openDatabase(place), other: await openDatabase(place) };
		}
	]
];

describe.each(databases)('effects on %s', (name, open) => {
	let connection: Connection;
	let other: Connection;
	beforeAll(async () => {
		({ connection, other } = await open());
	});
	afterAll(async () => {
		await Promise.all([connection.destroy(), other.destroy()]);
	});

	it('[EF9] three workers side by side send each effect once', async () => {
		const given: string[] = [];
		const deliver = (id: string) => {
			given.push(id);
			return Promise.resolve({ outcome: 'delivered' as const });
		};
		const carrier: Carrier<never> = { repeatable: false, deliver };
		const workers = [connection, other, other].map(
			(each) =>
				new EffectsWorker({
					connection: each,
					carriers: { mail: carrier, sms: carrier },
					logger: silent,
					clock: systemClock,
					poll: 20
				})
		);
		for (const worker of workers) await worker.start();
		for (let n = 0; n < 100; n += 1) await insertEffects(connection, newId(), [SMS], systemClock);
		await vi.waitFor(
			async () => {
				const left = await connection.selectFrom('effects').select('id').where('state', '!=', 'delivered').execute();
				expect(left).toEqual([]);
			},
			{ timeout: 20_000 }
		);
		await Promise.all(workers.map((worker) => worker.stop()));
		expect(given).toHaveLength(100);
		expect(new Set(given).size).toBe(100);
	});

	it('[EF3] the claim of a dead worker is freed when it has run out', async () => {
		await insertEffects(connection, newId(), [SMS], systemClock);
		const now = Date.now();
		const claimed = await claimEffect(connection, 'sms', now);
		expect(await claimEffect(other, 'sms', now)).toBeNull();
		expect(await freeClaims(other, 'sms', { now: now + CLAIM - 1, repeatable: true, all: false })).toBe(0);
		expect(await freeClaims(other, 'sms', { now: now + CLAIM, repeatable: true, all: false })).toBe(1);
		expect((await claimEffect(other, 'sms', now + CLAIM))?.id).toBe(claimed?.id);
	});

	it('[EF9] a starting worker frees the claims of others only where it is alone', async () => {
		const now = Date.now() + CLAIM;
		const freed = await freeClaims(connection, 'sms', { now, repeatable: true, all: true });
		expect(freed).toBe(name === 'SQLite' ? 1 : 0);
	});
});
