import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { text, utf8 } from '#core/bytes';
import { newId } from '#core/id';
import { heldContext, sealFor } from '#core/sealing';
import { forgetKeys } from '#device/storage.ts';
import { openHeld, readHeld, takeHanded } from './held.ts';
import { TRIES, keepLock, newLock, readLock, unlock } from './key-lock.ts';

const [CODE, WRONG, DEVICE, ABOUT] = ['480213', '480214', newId(), newId()];
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 8);

let member: string;
beforeEach(async () => {
	member = newId();
	await keepLock(member, await newLock(DEVICE, CODE));
});

const handed = async (secret: string, changes: { about?: string; until?: number; device?: string } = {}) => {
	const { about = ABOUT, until = NOW + HOUR, device = DEVICE } = changes;
	const lock = await readLock(member);
	if (!lock) throw new Error('There is no lock');
	const sealed = await sealFor(lock.publicKey, utf8(secret), heldContext(device, about, 3));
	return { about, scope: newId(), version: 3, sealed, until };
};
const hand = (...keys: Awaited<ReturnType<typeof handed>>[]) => takeHanded(member, { now: NOW, keys });
const tryOften = async (often: number) => {
	const codes: string[] = [];
	for (let round = 0; round < often; round += 1) {
		const tried = await unlock(member, WRONG);
		codes.push(tried.ok ? 'ok' : tried.code);
	}
	return codes;
};

describe('what a device holds', () => {
	it('[VI99] opens with the code that was chosen there, with its version', async () => {
		await hand(await handed('4711-kanarie'));
		const opened = await openHeld(member, ABOUT, CODE, NOW);
		expect(opened.ok && [text(opened.value.bytes), opened.value.version]).toEqual(['4711-kanarie', 3]);
		expect(await openHeld(member, newId(), CODE, NOW)).toEqual({ ok: false, code: 'not-held' });
		expect(await openHeld(member, ABOUT, WRONG, NOW)).toEqual({ ok: false, code: 'wrong-code' });
		expect(await openHeld(newId(), ABOUT, CODE, NOW)).toEqual({ ok: false, code: 'no-lock' });
	});

	it('[VI99] nothing that was handed to another device, or to this one before, opens', async () => {
		await hand(await handed('x', { device: newId() }));
		expect(await openHeld(member, ABOUT, CODE, NOW)).toEqual({ ok: false, code: 'not-opened' });
		const old = await handed('x');
		await keepLock(member, await newLock(DEVICE, WRONG));
		expect((await readHeld(member, NOW)).size).toBe(0);
		await hand(old);
		expect(await openHeld(member, ABOUT, CODE, NOW)).toEqual({ ok: false, code: 'wrong-code' });
		expect(await openHeld(member, ABOUT, WRONG, NOW)).toEqual({ ok: false, code: 'not-opened' });
	});

	it('[VI99] the key of the browser is needed beside the code', async () => {
		const [mine, other] = [await readLock(member), await newLock(DEVICE, CODE)];
		if (!mine) throw new Error('There is no lock');
		expect(mine.deviceKey.extractable).toBe(false);
		await keepLock(member, { ...mine, deviceKey: other.deviceKey });
		expect(await unlock(member, CODE)).toEqual({ ok: false, code: 'wrong-code' });
	});

	it('[VI99] a sign-out leaves nothing', async () => {
		await hand(await handed('x'));
		await forgetKeys(member);
		expect(await readLock(member)).toBeNull();
		expect((await readHeld(member, NOW)).size).toBe(0);
		await takeHanded(member, { now: NOW, keys: [] });
		expect((await indexedDB.databases()).filter(({ name }) => name?.includes(member))).toEqual([]);
	});

	it('[VI97] ten wrong codes destroy it; the right one opens nothing any more', async () => {
		await hand(await handed('x'));
		expect(await tryOften(TRIES)).toEqual([...Array<string>(TRIES - 1).fill('wrong-code'), 'destroyed']);
		expect(await openHeld(member, ABOUT, CODE, NOW)).toEqual({ ok: false, code: 'no-lock' });
		expect((await readHeld(member, NOW)).size).toBe(0);
	});

	it('[VI97] a right code gives the tries back; a try that was broken off counts', async () => {
		await tryOften(TRIES - 1);
		expect((await readLock(member))?.left).toBe(1);
		expect((await unlock(member, CODE)).ok).toBe(true);
		expect((await readLock(member))?.left).toBe(TRIES);
		const broken = unlock(member, WRONG);
		const [left] = await Promise.all([readLock(member), broken]);
		expect(left?.left).toBe(TRIES - 1);
	});

	it('[VI98] an answer of the server replaces all; what is over goes by itself', async () => {
		const other = newId();
		await hand(await handed('x'), await handed('y', { about: other, until: NOW + 3 * HOUR }));
		expect([...(await readHeld(member, NOW)).keys()].sort()).toEqual([ABOUT, other].sort());
		expect([...(await readHeld(member, NOW + 2 * HOUR)).keys()]).toEqual([other]);
		await hand(await handed('x', { until: NOW + 9 * HOUR }));
		expect([...(await readHeld(member, NOW + 4 * HOUR)).keys()]).toEqual([ABOUT]);
	});

	it('[VI98] a clock that is set back keeps nothing alive, and one that was ahead is put right by the server', async () => {
		await hand(await handed('x', { until: NOW - 1 }));
		expect((await readHeld(member, NOW - 30 * 24 * HOUR)).size).toBe(0);
		await hand(await handed('x'));
		await readHeld(member, NOW + 2 * HOUR);
		expect((await readHeld(member, NOW)).size).toBe(0);
		await hand(await handed('x'));
		expect((await readHeld(member, NOW)).size).toBe(1);
	});
});
