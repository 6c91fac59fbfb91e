import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as Y from 'yjs';
import type { Secret } from '#carrying/seal';
import { HybridClock } from '#core/clock';
import { type Command, signCommand } from '#core/command';
import { type DeviceCard, vouchForDevice } from '#carrying/device-card';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { newId } from '#core/id';
import { readRegister, setRegister } from '#core/register';
import type { KeyPair, PublicJwk } from '#core/web-crypto';
import { Carried } from '#device/carrying/carried.ts';
import type { Carrying, Peer } from '#device/carrying/carrying.ts';
import { type MadeBundle, makeBundle } from '#device/carrying/make-bundle.ts';
import { type TakeOrder, type TakenBundle, takeBundle } from '#device/carrying/take-bundle.ts';
import { DocumentStore } from '#device/document-store.ts';
import { Outbox } from '#device/outbox.ts';
import { openCarriedRows, openMemberRows } from '#device/storage.ts';
import { sortedContent } from './replicas.ts';

export const TEAM = newId();
export const DAY = `plan:${TEAM}:2026-11-23:1`;
export const SECRET: Secret = { kind: 'team-key', key: new Uint8Array(32).fill(3) };
export const NOW = 1_795_000_000_000;

/** The server's key, with which it vouches for devices. */
export interface ServerKey {
	key: KeyPair;
	jwk: PublicJwk;
}

/** A key for a server. */
export async function newServerKey(): Promise<ServerKey> {
	const key = await newDeviceKey();
	return { key, jwk: await publicJwk(key) };
}

/** A phone of a team's member, without a network. */
export class Phone {
	readonly name: string;
	readonly carrying: Carrying;
	readonly clock: HybridClock;
	readonly peers = new Map<Phone, Peer>();
	/** What happens when something may be delivered; nothing, without a network. */
	deliver: () => Promise<void> = async () => undefined;
	serverKey: PublicJwk | null = null;
	now = NOW;
	readonly #close: () => void;

	private constructor(name: string, carrying: Omit<Carrying, 'now'>, close: () => void) {
		this.name = name;
		this.carrying = { ...carrying, now: () => this.now };
		this.clock = new HybridClock({ now: () => this.now }, carrying.own.device);
		this.#close = close;
	}

	/** A phone; with a server's key, one that was signed in and so has a card. */
	static async of(name: string, server: ServerKey | null = null): Promise<Phone> {
		const [member, device, key] = [newId(), newId(), await newDeviceKey()];
		const storage = await openMemberRows(member);
		const carried = new Carried(await openCarriedRows(member), member);
		const outbox = new Outbox(storage, member);
		const store = new DocumentStore(member, outbox, carried);
		const { x, y } = await publicJwk(key);
		const card = { member, name, device, publicKey: { kty: 'EC', crv: 'P-256', x, y } } as const;
		const vouched: DeviceCard | null = server && (await vouchForDevice(card, server.key, NOW));
		const own = { member, name, device, key, card: vouched };
		const phone = new Phone(name, { store, outbox, carried, own }, () => {
			store.close();
			outbox.close();
			carried.close();
			storage.close();
		});
		phone.serverKey = server?.jwk ?? null;
		return phone;
	}

	/** Does something with a document while it is open. */
	async with<Value>(work: (doc: Y.Doc) => Value | Promise<Value>, name: string = DAY): Promise<Value> {
		const { store, outbox } = this.carrying;
		const { doc, loaded } = store.open(name);
		await loaded;
		const value = await work(doc);
		await outbox.settled();
		store.release(name);
		return value;
	}

	/** Gives a visit to somebody, as the plan does it. */
	async assign(visit: string, carer: string, name: string = DAY): Promise<void> {
		await this.with((doc) => {
			const setting = { to: carer, at: this.clock.next(), by: this.carrying.own.member };
			doc.transact(() => setRegister(doc.getMap('ops'), `${visit}/a`, setting), 'person');
		}, name);
	}

	/** Whom a visit is given to, and whom others gave it to at the same time. */
	assigned(visit: string): Promise<{ to: unknown; others: unknown[] }> {
		return this.with((doc) => {
			const state = readRegister(doc.getMap('ops'), `${visit}/a`);
			return { to: state?.value, others: state?.losers.map(({ to }) => to) ?? [] };
		});
	}

	/** Everything in a day, the same on every device that has the same. */
	content(name: string = DAY): Promise<string> {
		return this.with((doc) => ['visits', 'ops'].map((root) => sortedContent(doc.getMap(root))).join(), name);
	}

	/** Does something with consequences, which waits for the server. */
	async act(kind: string, { quiet = false, picture = false } = {}): Promise<Command> {
		const { member: author, device, key } = this.carrying.own;
		const unsigned = { v: 1, id: newId(), kind, about: newId(), payload: {}, author, device } as const;
		const command = await signCommand({ ...unsigned, at: this.clock.next() }, key);
		const blob = { id: newId(), about: newId(), name: 'a.jpg', blob: new Blob(['x']), sha256: '0'.repeat(64) };
		await this.carrying.outbox.addCommand(command, picture ? blob : null, this.now, { quiet });
		return command;
	}

	/** A bundle for anybody, or for a phone whose own was read before. */
	async give(to: Phone | null = null, documents: readonly string[] = [DAY]): Promise<MadeBundle> {
		const peer = to && (this.peers.get(to) ?? null);
		const made = await makeBundle(this.carrying, { team: TEAM, documents, secret: SECRET, peer });
		if (!made.ok) throw new Error(made.code);
		return made.value;
	}

	/** Reads a bundle; gives what it brought, or the code. */
	async tryTake(bytes: Uint8Array, change: Partial<TakeOrder> = {}): Promise<TakenBundle | string> {
		const taken = await takeBundle(this.carrying, bytes, {
			team: TEAM,
			secret: SECRET,
			accepts: (name) => name.startsWith('plan:'),
			serverKey: this.serverKey,
			deliver: () => this.deliver(),
			...change
		});
		return taken.ok ? taken.value : taken.code;
	}

	/** Reads a bundle that must be readable. */
	async take(bytes: Uint8Array, from: Phone | null = null): Promise<TakenBundle> {
		const taken = await this.tryTake(bytes);
		if (typeof taken === 'string') throw new Error(taken);
		if (from) this.peers.set(from, taken.peer);
		return taken;
	}

	/** Everything that this phone keeps of its own and of others' unsent work. */
	async kept(): Promise<{ own: number; carried: number; acts: number }> {
		const { outbox, carried } = this.carrying;
		const own = (await outbox.updatesOf(DAY)).length;
		const rows = await carried.waiting();
		return { own, carried: rows.length, acts: (await outbox.commands()).length };
	}

	close(): void {
		this.#close();
	}
}

/** A device database that nobody has used. */
export function freshDatabases(): void {
	globalThis.indexedDB = new IDBFactory();
}
