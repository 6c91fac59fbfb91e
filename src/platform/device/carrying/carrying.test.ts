import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readBundle, writeBundle } from '#carrying/bundle';
import type { Bundle } from '#carrying/bundle-content';
import { type CarriedUpdate, verifyUpdate } from '#carrying/signed-update';
import { verifyCommand } from '#core/command';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { newId } from '#core/id';
import { ok, refuse } from '#core/result';
import { DAY, NOW, Phone, SECRET, TEAM, freshDatabases, newServerKey } from '#tests/merge/carrying-devices.ts';
import { DocumentStore } from '../document-store.ts';
import { ownCard } from './carrying.ts';
import { deliverCarried } from './deliver-carried.ts';
import type { TakenBundle } from './take-bundle.ts';

let sara: Phone;
let bo: Phone;
let eva: Phone;
beforeEach(async () => {
	freshDatabases();
	[sara, bo, eva] = [await Phone.of('Sara Lind'), await Phone.of('Bo Ek'), await Phone.of('Eva Dahl')];
});
afterEach(() => {
	for (const phone of [sara, bo, eva]) phone.close();
});

/** A bundle of a phone's, changed by somebody who has the team's key. */
async function rewritten(bytes: Uint8Array, change: (bundle: Bundle) => Partial<Bundle>): Promise<Uint8Array> {
	const read = await readBundle(bytes, { team: TEAM, device: newId(), secret: SECRET, now: NOW });
	if (!read.ok) throw new Error(read.code);
	const written = await writeBundle({ ...read.value, ...change(read.value) }, SECRET);
	if (!written.ok) throw new Error(written.code);
	return written.value;
}

const outcomes = (taken: TakenBundle | string) =>
	typeof taken === 'string' ? taken : taken.documents.map(({ outcome }) => outcome);

describe('somebody else’s work', () => {
	it('[CB3] keeps its author on every phone that carries it', async () => {
		await sara.assign('v1', 'Anna');
		await sara.assign('v2', 'Anna');
		const command = await sara.act('visits.register');
		await bo.take((await sara.give()).bytes);
		await bo.assign('v3', 'Berit');
		const taken = await eva.take((await bo.give()).bytes);
		expect(taken.from).toMatchObject({ name: 'Bo Ek' });
		expect(taken.work.map(({ name, changes, commands }) => [name, changes.get(DAY), commands])).toEqual([
			['Bo Ek', 1, 0],
			['Sara Lind', 2, 1]
		]);
		const key = await publicJwk(sara.carrying.own.key);
		const rows = (await eva.carrying.carried.waiting()).filter(({ author }) => author === sara.carrying.own.member);
		expect(rows).toHaveLength(3);
		for (const row of rows) {
			if (row.what === 'update') expect(await verifyUpdate(row.update, key)).toBe(true);
			else expect([row.command, await verifyCommand(row.command, key)]).toEqual([command, true]);
		}
	});

	it('[CB3] never enters the outbox of who carries it, in another tab neither', async () => {
		await sara.assign('v1', 'Anna');
		const { bytes } = await sara.give();
		const { outbox, carried, own } = bo.carrying;
		const otherTab = new DocumentStore(own.member, outbox, carried);
		const { doc, loaded } = otherTab.open(DAY);
		await loaded;
		await bo.with(async (open) => {
			await bo.take(bytes);
			expect(open.getMap('ops').size).toBe(1);
		});
		await vi.waitFor(() => {
			expect(doc.getMap('ops').size).toBe(1);
		});
		otherTab.close();
		expect(await bo.kept()).toEqual({ own: 0, carried: 1, acts: 0 });
		expect(await bo.content()).toBe(await sara.content());
	});

	it('[CB14] is unsent at its author’s, whoever has it', async () => {
		await sara.assign('v1', 'Anna');
		await sara.act('visits.register');
		await bo.take((await sara.give()).bytes, sara);
		await sara.take((await bo.give(sara)).bytes, bo);
		expect(await sara.kept()).toEqual({ own: 1, carried: 0, acts: 1 });
	});

	it('[CB10] comes back when a copy had to be dropped', async () => {
		await sara.assign('v1', 'Anna');
		await bo.take((await sara.give()).bytes);
		await bo.carrying.store.removeCopies();
		expect(await bo.assigned('v1')).toEqual({ to: 'Anna', others: [] });
		expect(await bo.kept()).toEqual({ own: 0, carried: 1, acts: 0 });
	});

	it('[CB6] is kept first, offered to the server next, and then shown', async () => {
		await sara.assign('v1', 'Anna');
		const { bytes } = await sara.give();
		const seen: unknown[] = [];
		bo.deliver = async () => {
			seen.push((await bo.kept()).carried, (await bo.assigned('v1')).to);
		};
		await bo.take(bytes);
		expect(seen).toEqual([1, undefined]);
		expect((await bo.assigned('v1')).to).toBe('Anna');
	});

	it('[CB6] is kept when the way to the server fails in the middle', async () => {
		await sara.assign('v1', 'Anna');
		const { bytes } = await sara.give();
		bo.deliver = () => Promise.reject(new Error('The network is gone'));
		await expect(bo.take(bytes)).rejects.toThrow('The network is gone');
		expect(await bo.kept()).toMatchObject({ carried: 1 });
		bo.deliver = async () => undefined;
		await bo.take(bytes);
		expect((await bo.assigned('v1')).to).toBe('Anna');
	});
});

describe('a bundle', () => {
	it('[CB4] that is taken twice changes nothing', async () => {
		await sara.assign('v1', 'Anna');
		await sara.act('visits.register');
		const { bytes } = await sara.give();
		expect(outcomes(await bo.take(bytes))).toEqual(['new']);
		const before = [await bo.kept(), await bo.content()];
		const again = await bo.take(bytes);
		expect(again).toMatchObject({ work: [], notTaken: 0, documents: [{ outcome: 'nothing-new' }] });
		// Made anew it is signed anew: the rows are the same.
		expect(await bo.take((await sara.give()).bytes)).toMatchObject({ work: [], notTaken: 0 });
		expect([await bo.kept(), await bo.content()]).toEqual(before);
	});

	it('[CB4] tells which keys were new', async () => {
		await sara.assign('v1', 'Anna');
		const [document] = (await bo.take((await sara.give()).bytes)).documents;
		expect([...(document?.changed.get('ops') ?? [])]).toEqual([expect.stringMatching(/^v1\/a\//)]);
	});

	it('[CB5] that is refused leaves nothing behind', async () => {
		await sara.assign('v1', 'Anna');
		const { bytes } = await sara.give();
		const damaged = bytes.slice();
		damaged[200] = (damaged[200] ?? 0) ^ 1;
		expect(await bo.tryTake(damaged)).toBe('damaged');
		expect(await bo.tryTake(bytes, { team: newId() })).toBe('wrong-team');
		expect(await bo.tryTake(bytes, { secret: { kind: 'passphrase', phrase: 'fel' } })).toBe('wrong-key');
		expect(await sara.tryTake(bytes)).toBe('own-bundle');
		bo.now += 24 * 60 * 60 * 1000 + 1;
		expect(await bo.tryTake(bytes)).toBe('expired');
		expect(await bo.kept()).toEqual({ own: 0, carried: 0, acts: 0 });
		expect(await bo.content()).toBe(await eva.content());
	});

	it('[CB7] back holds neither what the other has nor the other’s own work, and says what arrived', async () => {
		await sara.with((doc) => {
			for (let n = 0; n < 200; n += 1) doc.getMap('visits').set(`${newId()}/src.start`, 420 + n);
		});
		const command = await sara.act('visits.register');
		const first = await sara.give();
		await bo.take(first.bytes, sara);
		await bo.assign('v1', 'Berit');
		const back = await bo.give(sara);
		expect(back.documents).toEqual([{ name: DAY, changes: 1 }]);
		expect(back.bytes.length).toBeLessThan(first.bytes.length / 2);
		const taken = await sara.take(back.bytes, bo);
		expect(taken.received).toHaveLength(201);
		expect(taken.received).toContain(command.id);
		expect((await sara.assigned('v1')).to).toBe('Berit');
		expect(await sara.kept()).toEqual({ own: 200, carried: 1, acts: 1 });
	});

	it('[CB11] carries waiting acts, but for those that bring a picture and those nobody knows of', async () => {
		const command = await sara.act('visits.register');
		await sara.act('work-orders.attach', { picture: true });
		await sara.act('work-orders.read', { quiet: true });
		const made = await sara.give();
		expect(made.commands).toBe(1);
		await bo.take(made.bytes);
		expect(await bo.carrying.carried.waiting()).toMatchObject([{ what: 'command', command }]);
	});

	it('[CB12] says of each document why it was not taken', async () => {
		const notes = `notes:${TEAM}:2026-11-23:1`;
		const tomorrow = `plan:${TEAM}:2026-11-24:1`;
		await sara.assign('v1', 'Anna');
		await sara.assign('v2', 'Anna', notes);
		await sara.assign('v3', 'Anna', tomorrow);
		const made = await sara.give(null, [DAY, notes, tomorrow]);
		const bytes = await rewritten(made.bytes, ({ documents }) => ({
			documents: documents.map((each) => (each.name === DAY ? { ...each, changes: Uint8Array.of(255, 1) } : each))
		}));
		const taken = await bo.take(bytes);
		expect(new Map(taken.documents.map(({ name, outcome }) => [name, outcome]))).toEqual(
			new Map([
				[DAY, 'malformed'],
				[notes, 'not-accepted'],
				[tomorrow, 'new']
			])
		);
		expect(taken.notTaken).toBe(2);
		expect(await bo.carrying.carried.waiting()).toMatchObject([{ what: 'update', doc: tomorrow }]);
	});

	it('[CB12] that builds on what is not here any more asks for all of it', async () => {
		await sara.assign('v1', 'Anna');
		await bo.take((await sara.give()).bytes, sara);
		await sara.take((await bo.give(sara)).bytes, bo);
		await sara.assign('v2', 'Anna');
		await bo.carrying.carried.delivered((await bo.carrying.carried.waiting()).map(({ id }) => id));
		await bo.carrying.store.removeCopies();
		expect(outcomes(await bo.take((await sara.give(bo)).bytes))).toEqual(['gap']);
		expect(outcomes(await bo.take((await sara.give()).bytes))).toEqual(['new']);
	});
});

describe('a signature', () => {
	it('[CB8] that does not hold keeps the row or act away', async () => {
		await sara.assign('v1', 'Anna');
		await sara.act('visits.register');
		const other = eva.carrying.own.member;
		const bytes = await rewritten((await sara.give()).bytes, ({ updates, commands }) => ({
			updates: updates.map((update) => ({ ...update, author: other })),
			commands: commands.map((command) => ({ ...command, payload: { minutes: 600 } }))
		}));
		expect(await bo.take(bytes)).toMatchObject({ work: [], notTaken: 2 });
		expect(await bo.kept()).toMatchObject({ carried: 0 });
	});

	it('[CB8] in somebody’s name by another device’s key is not taken', async () => {
		await sara.assign('v1', 'Anna');
		const card = await ownCard(sara.carrying.own);
		const bytes = await rewritten((await sara.give()).bytes, ({ updates }) => ({
			cards: [{ ...card, member: eva.carrying.own.member }],
			updates
		}));
		expect(await bo.take(bytes)).toMatchObject({ work: [], notTaken: 1 });
	});

	it('[CB8] by another key than the device showed first is not taken', async () => {
		await sara.assign('v1', 'Anna');
		await bo.take((await sara.give()).bytes);
		await sara.assign('v2', 'Anna');
		const { own } = sara.carrying;
		const thief = { ...sara.carrying, own: { ...own, key: await newDeviceKey() } };
		Object.assign(sara.carrying, thief);
		const taken = await bo.take((await sara.give()).bytes);
		expect(taken).toMatchObject({ work: [], notTaken: 1 });
	});

	it('[CB8] is the server’s word where there is one', async () => {
		const [server, other] = [await newServerKey(), await newServerKey()];
		const [known, stranger, reader] = [
			await Phone.of('Anna', server),
			await Phone.of('Anna', other),
			await Phone.of('Berit', server)
		];
		await known.assign('v1', 'Anna');
		await stranger.assign('v2', 'Anna');
		await sara.assign('v3', 'Anna');
		const work = async (phone: Phone) => (await reader.take((await phone.give()).bytes)).work;
		expect(await work(known)).toMatchObject([{ name: 'Anna', vouchedFor: true }]);
		expect(await work(stranger)).toEqual([]);
		expect(await work(sara)).toMatchObject([{ name: 'Sara Lind', vouchedFor: false }]);
		for (const phone of [known, stranger, reader]) phone.close();
	});
});

describe('delivery', () => {
	it('[CB9] lets go of what the server has, and keeps the rest with the reason', async () => {
		for (const visit of ['v1', 'v2', 'v3']) await sara.assign(visit, 'Anna');
		const [done, later, wrong] = [await sara.act('a-a.a-a'), await sara.act('b-b.b-b'), await sara.act('c-c.c-c')];
		await bo.take((await sara.give()).bytes);
		const { carried } = bo.carrying;
		const sent: CarriedUpdate[] = [];
		const problem = await deliverCarried(
			carried,
			{
				updates: async (rows) => {
					sent.push(...rows);
					const answers = [
						{ status: 'stored', code: null },
						{ status: 'waiting', code: 'gap' },
						{ status: 'refused', code: 'append' }
					] as const;
					return ok(rows.map(({ device, tab, n }) => ({ id: `${device}-${tab}-${n}`, ...answers[n - 1]! })));
				},
				commands: async (commands) => {
					expect(commands).toEqual([done, later, wrong]);
					return ok([
						{ command: done.id, status: 'accepted', number: 1, decidedAt: '' },
						{ command: later.id, status: 'postponed', code: 'storage' },
						{ command: wrong.id, status: 'rejected', code: 'unknown-device' }
					]);
				}
			},
			{ now: () => NOW }
		);
		expect(problem).toBeNull();
		// What waits is tried once more, since what it waits for may have come with the rest.
		expect(sent.map(({ author, n }) => [author, n])).toEqual([1, 2, 3, 2].map((n) => [sara.carrying.own.member, n]));
		const left = await carried.waiting();
		expect(left.map(({ what, code }) => [what, code])).toEqual([
			['update', 'gap'],
			['command', 'storage']
		]);
		expect((await carried.ids()).size).toBe(4);
	});

	it('[CB9] without a server leaves everything', async () => {
		await sara.assign('v1', 'Anna');
		await bo.take((await sara.give()).bytes);
		const offline = async () => refuse('offline');
		expect(await deliverCarried(bo.carrying.carried, { updates: offline, commands: offline })).toBe('offline');
		expect(await bo.kept()).toMatchObject({ carried: 1 });
	});

	it('[CB9] brings an empty document to what the carrier has', async () => {
		await sara.assign('v1', 'Anna');
		await sara.assign('v1', 'Berit');
		await bo.take((await sara.give()).bytes);
		const server = new Y.Doc();
		await deliverCarried(bo.carrying.carried, {
			updates: async (rows) => {
				for (const { bytes } of rows) Y.applyUpdate(server, Buffer.from(bytes, 'base64url'), 'carried');
				return ok([]);
			},
			commands: async () => ok([])
		});
		expect(server.getMap('ops').size).toBe(2);
		expect(server.store.pendingStructs).toBeNull();
	});
});
