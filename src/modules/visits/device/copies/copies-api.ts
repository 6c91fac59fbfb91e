import type { Result } from '#core/result';
import { type RequestRefusal, request, send } from '#device/api.ts';

/** How a team's copies in the server's folder stand. */
export interface TeamCopies {
	id: string;
	name: string;
	writtenAt: string | null;
	failingSince: string | null;
	code: 'away' | 'full' | 'denied' | 'slow' | 'failed' | null;
}

/** A copy of the log. */
export interface ListedCopy {
	id: string;
	number: string;
	team: string;
	teamId: string;
	what: 'client-list' | 'overview' | 'plan' | 'package';
	place: 'server-folder' | 'own-folder' | 'saved-file' | 'paper';
	from: string;
	to: string;
	madeAt: string;
	by: string | null;
	sha256: string | null;
	locked: boolean;
	destroyedAt: string | null;
	how: 'replaced' | 'expired' | 'person' | 'missing' | null;
}

/** What the server knows of copies. */
export interface CopiesOverview {
	folder: string;
	lock: { hasPassphrase: boolean; passphraseAt: string | null; unprotected: boolean; mayChange: boolean };
	writing: boolean;
	teams: readonly TeamCopies[];
	copies: readonly ListedCopy[];
	more: number;
}

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
