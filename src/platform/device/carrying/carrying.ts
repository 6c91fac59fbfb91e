import type { DeviceCard } from '#carrying/device-card';
import { publicJwk } from '#core/device-key';
import type { KeyPair } from '#core/web-crypto';
import type { DocumentStore } from '../document-store.ts';
import type { Outbox } from '../outbox.ts';
import type { Carried } from './carried.ts';

/** The device that a bundle is made or read on, with its key. */
export interface CarryingDevice {
	member: string;
	/** The member's name, so that a colleague sees whose work it is. */
	name: string;
	device: string;
	key: KeyPair;
	/** The card that the server has vouched for, when this device has one. */
	card: DeviceCard | null;
}

/** What carrying stands on. */
export interface Carrying {
	store: DocumentStore;
	outbox: Outbox;
	carried: Carried;
	own: CarryingDevice;
	now(): number;
}

/** Another device, as its own bundle has shown it: what it has need not be given again. */
export interface Peer {
	member: string;
	name: string;
	device: string;
	/** State vectors by document. */
	vectors: ReadonlyMap<string, Uint8Array>;
}

/** The card that this device shows: the server's, or its own word. */
export async function ownCard({ member, name, device, key, card }: CarryingDevice): Promise<DeviceCard> {
	if (card) return card;
	const { x, y } = await publicJwk(key);
	return { member, name, device, publicKey: { kty: 'EC', crv: 'P-256', x, y }, proof: null };
}
