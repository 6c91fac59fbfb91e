import type { LookLog } from '#modules/visits/domain/keys/answers.ts';
import type { Result } from '#core/result';
import type { PublicJwk } from '#core/web-crypto';
import { type RequestRefusal, request, send } from '#device/api.ts';
import type { HeldRow } from './key-storage.ts';

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
