import { type Result, ok } from '#core/result';
import { deviceClock } from '#device/device-clock.svelte.ts';
import type { RequestRefusal } from '#device/api.ts';
import { device } from '#device/device.svelte.ts';
import { type OpenRefusal, openHeld, readHeld, takeHanded } from './held.ts';
import { destroy, keepLock, newLock, readLock } from './key-lock.ts';
import { getHeldKeys, putKeyLock } from './keys-api.ts';

const EVERY = 10 * 60 * 1000; // milliseconds between two questions to the server
const NONE: ReadonlySet<string> = new Set();

/** The keys that this device holds for whoever is signed in: fetched ahead, opened by a code, thrown away in time. */
class HeldKeys {
	#hasLock = $state<boolean | null>(null);
	#left = $state<number | null>(null);
	#destroyed = $state(false);
	#held = $state.raw<ReadonlySet<string>>(NONE);

	/** Whether somebody has chosen a code here; null until the device has been read. */
	get hasLock(): boolean | null {
		return this.#hasLock;
	}
	/** How many wrong codes are left; null without a lock. */
	get left(): number | null {
		return this.#left;
	}
	/** True when wrong codes have just destroyed what was here. */
	get destroyed(): boolean {
		return this.#destroyed;
	}
	/** What the device holds something about. */
	get held(): ReadonlySet<string> {
		return this.#held;
	}

	/** Reads what the device holds, and throws away whose time is over. */
	async read(): Promise<void> {
		const member = device.session?.member;
		if (member === undefined) return;
		const lock = await readLock(member);
		const held = lock ? await readHeld(member, deviceClock.now()) : new Map<string, unknown>();
		if (member !== device.session?.member) return;
		this.#hasLock = lock !== null;
		this.#left = lock?.left ?? null;
		this.#held = new Set(held.keys());
	}

	/** Asks the server what the coming visits need; without it what is there stays until its time is over. */
	async refresh(): Promise<void> {
		await this.read();
		const member = device.session?.member;
		if (!this.#hasLock || member === undefined) return;
		const answer = await getHeldKeys();
		if (member !== device.session?.member) return;
		if (answer.ok) await takeHanded(member, answer.value);
		// The server knows of no lock here: restored, or another person's. Or the person has left every team.
		else if (answer.code === 'no-lock' || answer.code === 'not-found') await destroy(member);
		await this.read();
	}

	/** Chooses the code that opens keys on this device. Needs the server, which asks for the account's password. */
	async choose(code: string, password: string): Promise<Result<null, RequestRefusal>> {
		const { member, device: own } = device.editor;
		const lock = await newLock(own, code);
		const told = await putKeyLock(lock.publicKey, password);
		if (!told.ok) return told;
		await keepLock(member, lock);
		this.#destroyed = false;
		await this.refresh();
		return ok(null);
	}

	/** Opens what is held about something; the caller shows it briefly and keeps it nowhere. */
	async open(about: string, code: string): Promise<Result<{ bytes: Uint8Array; version: number }, OpenRefusal>> {
		const opened = await openHeld(device.editor.member, about, code, deviceClock.now());
		this.#destroyed = !opened.ok && opened.code === 'destroyed';
		await this.read();
		return opened;
	}

	/** Keeps what is held fresh for as long as somebody works here; gives what ends that. */
	keepFresh(): () => void {
		const refresh = () => void this.refresh();
		const timer = setInterval(refresh, EVERY);
		const stop = $effect.root(() => {
			$effect(() => {
				if (device.exchange.connection === 'online') refresh();
			});
		});
		return () => {
			clearInterval(timer);
			stop();
			this.#hasLock = null;
			this.#left = null;
			this.#held = NONE;
		};
	}
}

/** The keys of whoever is signed in on this device. */
export const heldKeys = new HeldKeys();
