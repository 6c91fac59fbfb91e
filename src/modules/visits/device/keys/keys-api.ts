import type { Result } from '#core/result';
import type { PublicJwk } from '#core/web-crypto';
import { type RequestRefusal, request, send } from '#device/api.ts';
import type { HeldRow } from './key-storage.ts';

/** A look as the server's log has it. */
export interface ListedLook {
	id: string;
	recipient: string;
	recipientName: string;
	member: string;
	memberName: string;
	device: string;
	lookedAt: string;
	receivedAt: string;
	unusual: 'no-visit' | 'not-own' | 'outside-time' | null;
	reason: string;
}

/** What a device was handed at one time, as the server's log has it. */
export interface ListedHandover {
	member: string;
	memberName: string;
	device: string;
	handedAt: string;
	/** When the device throws away the last of them. */
	until: string;
	recipients: readonly { id: string; name: string }[];
}

/** The log of looks and of what devices were handed, and whom it can be narrowed to. */
export interface LookLog {
	looks: readonly ListedLook[];
	more: number;
	handed: readonly ListedHandover[];
	moreHanded: boolean;
	recipients: readonly { id: string; name: string }[];
	people: readonly { id: string; name: string }[];
}

/** What this device shall hold now. */
export function getHeldKeys(): Promise<Result<{ now: number; keys: HeldRow[] }, RequestRefusal>> {
	return request('/api/held-keys');
}

/** Tells the server what to hand keys to this device with; the account's password shows who asks. */
export function putKeyLock(publicKey: PublicJwk, password: string): Promise<Result<unknown, RequestRefusal>> {
	return send('PUT', '/api/held-keys/lock', { publicKey, password });
}

/** Who has looked at keys and codes, and which devices have them; empty texts for everybody. */
export function getKeyLooks(recipient: string, member: string): Promise<Result<LookLog, RequestRefusal>> {
	const asked = new URLSearchParams(Object.entries({ recipient, member }).filter(([, id]) => id !== ''));
	return request(`/api/key-looks?${asked.toString()}`);
}
