import { HybridClock } from '#core/clock';
import { type Command, signCommand } from '#core/command';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { newId } from '#core/id';
import type { KeyPair } from '#core/web-crypto';
import type { Answer } from '#server/commands/receive';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { sessionCookieOf } from './device.ts';

/** A device of a server that runs in another process: it knows nothing but the address. */
export class RemoteDevice {
	readonly origin: string;
	readonly cookie: string;
	readonly #member: string;
	readonly #id: string;
	readonly #key: KeyPair;
	readonly #clock: HybridClock;

	private constructor(origin: string, cookie: string, member: string, id: string, key: KeyPair) {
		this.origin = origin;
		this.cookie = cookie;
		this.#member = member;
		this.#id = id;
		this.#key = key;
		this.#clock = new HybridClock({ now: Date.now }, id);
	}

	/** Signs a demo member in. */
	static async signIn(origin: string, username: string): Promise<RemoteDevice> {
		const key = await newDeviceKey();
		const id = newId();
		const device = { id, label: 'Testtelefon', publicKey: await publicJwk(key) };
		const response = await fetch(`${origin}/api/sign-in`, {
			method: 'POST',
			headers: { origin, 'content-type': 'application/json' },
			body: JSON.stringify({ username, password: DEMO_PASSWORD, device })
		});
		if (!response.ok) throw new Error(`Sign-in: ${response.status}`);
		const { member } = (await response.json()) as { member: string };
		return new RemoteDevice(origin, sessionCookieOf(response.headers).split(';', 1)[0] ?? '', member, id, key);
	}

	/** A signed command about a work order. */
	sign(act: string, about: string, payload: Record<string, unknown>): Promise<Command> {
		const unsigned = { v: 1, id: newId(), kind: `work-orders.${act}`, about, payload } as const;
		return signCommand({ ...unsigned, author: this.#member, device: this.#id, at: this.#clock.next() }, this.#key);
	}

	/** Posts commands; rejects when the server does not answer. */
	async post(commands: readonly Command[]): Promise<Answer[]> {
		const response = await fetch(`${this.origin}/api/commands`, {
			method: 'POST',
			headers: { origin: this.origin, cookie: this.cookie, 'content-type': 'application/json' },
			body: JSON.stringify(commands)
		});
		if (!response.ok) throw new Error(`Commands: ${response.status}`);
		return (await response.json()) as Answer[];
	}
}
