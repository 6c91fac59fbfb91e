import { type Result, ok, refuse } from '#core/result';
import { heldContext, openSealed } from '#core/sealing';
import { type UnlockRefusal, readLock, unlock } from './key-lock.ts';
import { type HeldRow, ONE, withKeyStorage } from './key-storage.ts';

/** Why something is not shown. */
export type OpenRefusal = UnlockRefusal | 'not-held' | 'not-opened';

/** Takes what the server has handed over in the place of everything before: what is no longer needed goes. */
export async function takeHanded(member: string, handed: { now: number; keys: readonly HeldRow[] }): Promise<void> {
	await withKeyStorage(member, async (storage) => {
		const change = storage.transaction(['held', 'seen'], 'readwrite');
		const held = change.objectStore('held');
		await held.clear();
		for (const row of handed.keys) await held.put(row);
		// The server's clock is believed: one that went ahead here for a while must not keep everything out.
		await change.objectStore('seen').put(handed.now, ONE);
		await change.done;
	});
}

/** What the device holds at `now`, by what it is about. Whose time is over is thrown away, also when clocks go back. */
export async function readHeld(member: string, now: number): Promise<Map<string, HeldRow>> {
	const held = await withKeyStorage(member, async (storage) => {
		const change = storage.transaction(['held', 'seen'], 'readwrite');
		const seen = Math.max(now, (await change.objectStore('seen').get(ONE)) ?? 0);
		await change.objectStore('seen').put(seen, ONE);
		const rows = await change.objectStore('held').getAll();
		const over = rows.filter(({ until }) => until < seen);
		for (const { about } of over) await change.objectStore('held').delete(about);
		await change.done;
		return new Map(rows.filter((row) => !over.includes(row)).map((row) => [row.about, row]));
	});
	return held ?? new Map();
}

/** Opens what is held about something with the person's code, with its version. */
export async function openHeld(
	member: string,
	about: string,
	code: string,
	now: number
): Promise<Result<{ bytes: Uint8Array; version: number }, OpenRefusal>> {
	const lock = await readLock(member);
	if (!lock) return refuse('no-lock');
	const row = (await readHeld(member, now)).get(about);
	if (!row) return refuse('not-held');
	const opener = await unlock(member, code);
	if (!opener.ok) return opener;
	const opened = await openSealed(opener.value, row.sealed, heldContext(lock.device, about, row.version));
	return opened.ok ? ok({ bytes: opened.value, version: row.version }) : opened;
}
