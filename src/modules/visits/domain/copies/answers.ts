// What the server answers with and the device reads: each said once. Types alone.

/** How a team's copies in the server's folder stand. */
export interface TeamCopies {
	id: string;
	name: string;
	/** When all of them were as they should be; null for never. */
	writtenAt: string | null;
	failingSince: string | null;
	/** Why it could not be written last. */
	code: 'away' | 'full' | 'denied' | 'slow' | 'failed' | null;
}

/** A copy as people see it in the list. */
export interface ListedCopy {
	id: string;
	number: string;
	/** The name of the team, and its id. */
	team: string;
	teamId: string;
	what: 'client-list' | 'overview' | 'plan' | 'package';
	place: 'server-folder' | 'own-folder' | 'saved-file' | 'paper';
	from: string;
	to: string;
	madeAt: string;
	/** The name of who made it; null for the server. */
	by: string | null;
	sha256: string | null;
	locked: boolean;
	destroyedAt: string | null;
	how: 'replaced' | 'expired' | 'person' | 'missing' | null;
}

/** What a planner is told of the copies. */
export interface CopiesOverview {
	folder: string;
	lock: { hasPassphrase: boolean; passphraseAt: string | null; unprotected: boolean; mayChange: boolean };
	writing: boolean;
	teams: readonly TeamCopies[];
	copies: readonly ListedCopy[];
	more: number;
}
