import type { CopiesOverview } from '#modules/visits/domain/copies/answers.ts';
import type { Result } from '#core/result';
import { type RequestRefusal, request, send } from '#device/api.ts';

/** Where copies lie, how old they are, and which there are. */
export function getCopies(show: string): Promise<Result<CopiesOverview, RequestRefusal>> {
	return request(`/api/outage-copies?show=${show}`);
}

/** Writes the server's copies without waiting. */
export function postWriteCopies(): Promise<Result<unknown, RequestRefusal>> {
	return send('POST', '/api/outage-copies/write', {});
}

/** Chooses what the server's copies are locked with, or whether they are. */
export function putCopyLock(
	lock: { passphrase: string } | { unprotected: boolean }
): Promise<Result<unknown, RequestRefusal>> {
	return send('PUT', '/api/outage-copies/lock', lock);
}
