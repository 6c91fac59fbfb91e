import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresUpdateLog } from '#server/documents/postgres-update-log';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import { type NewRow, REFUSED_QUOTA, type UpdateLog, fingerprint, isIntact } from '#server/documents/update-log';
import { type TestPostgres, testPostgres } from '../support/postgres.ts';

let postgres: TestPostgres;
let folder: string;
beforeAll(async () => {
	postgres = await testPostgres();
	folder = await mkdtemp(join(tmpdir(), 'update-log-'));
}, 60_000);
afterAll(async () => {
	await postgres.stop();
	await rm(folder, { recursive: true, force: true });
});

/** Where a log of each kind is opened: twice at the same place gives the same rows. */
const STORES = [
	{
		name: 'SQLite',
		place: async () => join(folder, `${Math.random()}`, 'documents.db'),
		open: async (at: string) => sqliteUpdateLog(at)
	},
	{ name: 'PostgreSQL', place: () => postgres.database(), open: postgresUpdateLog }
];

const row = (doc: string, byte: number, changes: Partial<NewRow> = {}): NewRow => ({
	doc,
	kind: 'device',
	member: 'anna',
	device: 'phone',
	receivedAt: 1_000 + byte,
	bytes: Uint8Array.of(byte, 255, 0),
	newClients: [],
	...changes
});

describe.each(STORES)('the update log in $name', ({ place, open }) => {
	async function withLog(work: (log: UpdateLog, at: string) => Promise<void>): Promise<void> {
		const at = await place();
		const log = await open(at);
		await work(log, at).finally(() => log.close());
	}

	test('[SY20] rows come back in order, whole, and with their author', () =>
		withLog(async (log) => {
			const answers = await Promise.all([log.append([row('a', 1)]), log.append([row('a', 2), row('b', 3)])]);
			const seqs = answers.flatMap((answer) => (answer.ok ? answer.value : []));
			expect(seqs).toHaveLength(3);
			expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
			const { rows, snapshot } = await log.load('a');
			expect(snapshot).toBeNull();
			expect(rows.map((kept) => [...kept.bytes])).toEqual([
				[1, 255, 0],
				[2, 255, 0]
			]);
			expect(rows[0]).toMatchObject({ doc: 'a', kind: 'device', member: 'anna', device: 'phone', receivedAt: 1_001 });
		}));

	test('[SY21] each row covers the one before it, also after the log was opened again', () =>
		withLog(async (log, at) => {
			await log.append([row('a', 1)]);
			const second = await open(at);
			await second.append([row('a', 2)]);
			await second.append([row('a', 3)]);
			const { rows } = await second.load('a');
			await second.close();
			expect(rows.map((kept) => kept.previous)).toEqual(['', rows[0]?.sha256, rows[1]?.sha256]);
			expect(rows.every(isIntact)).toBe(true);
			expect(isIntact({ ...rows[1], bytes: Uint8Array.of(9) } as never)).toBe(false);
		}));

	test('[SY22] the first to write with a client id owns it, and others are refused without a trace', () =>
		withLog(async (log) => {
			expect((await log.append([row('a', 1, { newClients: [7, 2 ** 53 - 2] })])).ok).toBe(true);
			expect((await log.append([row('a', 2, { newClients: [7] })])).ok).toBe(true);
			const stolen = row('a', 3, { member: 'bertil', newClients: [8, 7] });
			expect(await log.append([stolen])).toEqual({ ok: false, code: 'claim' });
			expect((await log.load('a')).rows).toHaveLength(2);
			expect((await log.claims('a')).sort((a, b) => a.clientId - b.clientId)).toEqual([
				{ clientId: 7, member: 'anna', device: 'phone' },
				{ clientId: 2 ** 53 - 2, member: 'anna', device: 'phone' }
			]);
		}));

	test('[SY22] of two that claim a client id in one turn, one gets it and the rows of others are kept', () =>
		withLog(async (log) => {
			const answers = await Promise.all([
				log.append([row('a', 1, { member: 'anna', newClients: [7] })]),
				log.append([row('a', 2, { member: 'bertil', newClients: [7] })]),
				log.append([row('a', 3, { member: 'cecilia', newClients: [9] })])
			]);
			expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
			expect((await log.load('a')).rows.map((kept) => kept.member)).toEqual(['anna', 'cecilia']);
		}));

	test('[SY23] a snapshot takes the place of its rows, and no older one replaces it', () =>
		withLog(async (log) => {
			const seqs = await append(log, [row('a', 1), row('a', 2), row('a', 3)]);
			await log.compact('a', Uint8Array.of(12), seqs[1] ?? 0);
			await log.compact('a', Uint8Array.of(1), seqs[0] ?? 0);
			const { snapshot, rows } = await log.load('a');
			expect(snapshot).toEqual({ bytes: expect.anything(), sha256: fingerprint(Uint8Array.of(12)), upto: seqs[1] });
			expect([...(snapshot?.bytes ?? [])]).toEqual([12]);
			expect(rows.map((kept) => kept.seq)).toEqual([seqs[2]]);
			expect((await log.load('a', { fromStart: true })).rows).toHaveLength(3);
			await expect(log.compact('a', Uint8Array.of(1), 999_999)).rejects.toThrow('No row');
		}));

	test('[SY24] pruning deletes only old rows that a snapshot holds, and the chain goes on', () =>
		withLog(async (log) => {
			const seqs = await append(log, [row('a', 1), row('a', 2), row('b', 3)]);
			await log.compact('a', Uint8Array.of(12), seqs[1] ?? 0);
			expect(await log.prune(1_002)).toBe(1);
			expect(await log.prune(9_999)).toBe(1);
			expect((await log.load('b')).rows).toHaveLength(1);
			await log.append([row('a', 4)]);
			const [next] = (await log.load('a')).rows;
			expect(next?.previous).toMatch(/^[0-9a-f]{64}$/);
		}));

	test('[SY25] erasing a document leaves nothing of it', () =>
		withLog(async (log) => {
			await append(log, [row('a', 1, { newClients: [7] }), row('b', 2)]);
			await log.quarantine({ doc: 'a', seq: null, reason: 'root', author: null, bytes: Uint8Array.of(1), foundAt: 5 });
			await log.erase('a');
			expect(await log.load('a')).toEqual({ snapshot: null, rows: [] });
			expect(await log.claims('a')).toEqual([]);
			expect(await log.quarantined('a')).toEqual([]);
			expect((await log.load('b')).rows).toHaveLength(1);
		}));

	test('[SY26] what was set aside can be looked at', () =>
		withLog(async (log) => {
			const author = { member: 'anna', device: 'phone' };
			await log.quarantine({ doc: 'a', seq: 4, reason: 'damaged', author, bytes: Uint8Array.of(1, 2), foundAt: 5 });
			const [entry] = await log.quarantined('a');
			expect(entry).toMatchObject({ doc: 'a', seq: 4, reason: 'damaged', author, foundAt: 5 });
		}));

	describe('[SY41] of refused updates a member and day has a quota', () => {
		const DAY = 24 * 60 * 60 * 1000;
		const refused = (bytes: number, { member = 'anna', foundAt = 5 * DAY, seq = null as number | null } = {}) => ({
			doc: 'a',
			seq,
			reason: 'root',
			author: { member, device: 'phone' },
			bytes: new Uint8Array(bytes),
			foundAt
		});
		const keptBytes = async (log: UpdateLog) =>
			(await log.quarantined('a')).reduce((sum, { bytes }) => sum + bytes.length, 0);

		test('in bytes', () =>
			withLog(async (log) => {
				for (let sent = 0; sent < 30; sent += 1) await log.quarantine(refused(240_000));
				expect(await keptBytes(log)).toBe(Math.floor(REFUSED_QUOTA.bytes / 240_000) * 240_000);
				expect(await log.quarantine(refused(240_000, { member: 'bertil' }))).toBe(true);
				expect(await log.quarantine(refused(240_000, { foundAt: 6 * DAY - 1 }))).toBe(false);
				expect(await log.quarantine(refused(240_000, { foundAt: 6 * DAY }))).toBe(true);
				expect(await log.quarantine(refused(240_000, { seq: 7 }))).toBe(true); // a damaged row is no refusal
			}));

		test('in number, also where many come at once', () =>
			withLog(async (log) => {
				const sent = Array.from({ length: REFUSED_QUOTA.updates + 20 }, () => log.quarantine(refused(1)));
				expect((await Promise.all(sent)).filter(Boolean)).toHaveLength(REFUSED_QUOTA.updates);
				expect(await log.quarantined('a')).toHaveLength(REFUSED_QUOTA.updates);
			}));

		test('and what is old goes, damaged rows apart', () =>
			withLog(async (log) => {
				await log.quarantine(refused(1));
				await log.quarantine(refused(1, { seq: 7 }));
				await log.quarantine(refused(1, { foundAt: 6 * DAY }));
				expect(await log.pruneRefused(6 * DAY)).toBe(1);
				expect((await log.quarantined('a')).map(({ seq }) => seq)).toEqual([7, null]);
			}));
	});
});

test('[SY27] writers of two processes never lose a row to a snapshot, and keep one chain', async () => {
	const url = await postgres.database();
	const [log, other] = await Promise.all([postgresUpdateLog(url), postgresUpdateLog(url)]);
	const writing = [log, other].flatMap((store, who) =>
		Array.from({ length: 60 }, (_, index) => store.append([row('a', index, { member: `m${who}` })]))
	);
	const compacting = (async () => {
		for (let round = 0; round < 20; round += 1) {
			const last = (await other.load('a')).rows.at(-1);
			if (last) await other.compact('a', Uint8Array.of(round), last.seq);
		}
	})();
	await Promise.all([...writing, compacting]);
	const all = (await log.load('a', { fromStart: true })).rows;
	expect(all).toHaveLength(120);
	expect(all.every((kept, index) => kept.previous === (all[index - 1]?.sha256 ?? ''))).toBe(true);
	await Promise.all([log.close(), other.close()]);
});

async function append(log: UpdateLog, rows: NewRow[]): Promise<number[]> {
	const answer = await log.append(rows);
	if (!answer.ok) throw new Error(answer.code);
	return answer.value;
}
