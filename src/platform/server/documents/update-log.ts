import { hash } from 'node:crypto';
import type { Result } from '#core/result';

/**
 * Where a row came from: a device's socket, this server's own writing, another device that carried it, or a device that
 * brought back what the server had lost, whoever wrote it.
 */
export type RowKind = 'device' | 'server' | 'carried' | 'recovered';

/** The member and device that a row, or a client id, belongs to. */
export interface Author {
	member: string;
	device: string;
}

/** What the server itself writes as. No member has this id, since members' ids are 32 hexadecimal digits. */
export const SERVER_AUTHOR: Author = { member: 'server', device: 'server' };

/** Whom client ids belong to whose work somebody has brought back: their author binds them anew. */
export const UNKNOWN_AUTHOR: Author = { member: 'recovered', device: 'recovered' };

/** True for the owner of what was brought back, which anybody may still show to be theirs. */
export function isUnknown({ member }: Author): boolean {
	return member === UNKNOWN_AUTHOR.member;
}

/** An update that is to be kept for good. */
export interface NewRow extends Author {
	doc: string;
	kind: RowKind;
	receivedAt: number; // milliseconds since 1970
	bytes: Uint8Array;
	/** Client ids in the update that nobody has claimed yet: they are bound to `owner` in the same transaction. */
	newClients: readonly number[];
	/** The author, where nothing else is said. */
	owner?: Author;
}

/** A kept update. `sha256` covers the previous row's, the author, the time and the bytes: see chainHash(). */
export interface LogRow extends Author {
	seq: number;
	doc: string;
	kind: RowKind;
	receivedAt: number;
	sha256: string;
	previous: string;
	bytes: Uint8Array;
}

/** A document's whole state after the row `upto`. */
export interface Snapshot {
	bytes: Uint8Array;
	sha256: string;
	upto: number;
}

/** What a document is loaded from: a snapshot, and the rows after it in order. */
export interface StoredDocument {
	snapshot: Snapshot | null;
	rows: LogRow[];
}

/** A client id of a document and whom it belongs to. */
export interface Claim extends Author {
	clientId: number;
}

/** Bytes set aside: an update that broke a rule, or a stored row that does not load. `seq` is null for the former. */
export interface QuarantineEntry {
	doc: string;
	seq: number | null;
	reason: string;
	author: Author | null;
	bytes: Uint8Array;
	foundAt: number; // milliseconds since 1970
}

const DAY = 24 * 60 * 60 * 1000; // milliseconds

/**
 * How much of a member's refused updates is kept of one day (UTC). Hundreds of ordinary edits fit, and a refusal is rare
 * in honest work; the device keeps its own work in any case.
 */
export const REFUSED_QUOTA = { updates: 200, bytes: 4 * 1024 * 1024 };

/** When the day (UTC) of a moment begins. */
export function dayOf(moment: number): number {
	return moment - (moment % DAY);
}

/**
 * The append-only log of document updates: the truth that documents are loaded from after any crash. Everything
 * rejects when the storage fails; a rejected append has stored nothing.
 */
export interface UpdateLog {
	/**
	 * Stores rows, all or none, and gives their numbers once they are durable. Calls of one event-loop turn share a
	 * transaction. Refuses with `claim` when a new client id belongs to somebody else.
	 */
	append(rows: readonly NewRow[]): Promise<Result<number[], 'claim'>>;
	/** The snapshot and the rows after it; with `fromStart` every row that is still kept, to rebuild a damaged one. */
	load(doc: string, options?: { fromStart?: boolean }): Promise<StoredDocument>;
	/** Keeps a snapshot that holds every row up to `upto`. An older snapshot never replaces a newer one. */
	compact(doc: string, bytes: Uint8Array, upto: number): Promise<void>;
	/** All client ids of a document that belong to somebody. */
	claims(doc: string): Promise<Claim[]>;
	/**
	 * Sets bytes aside for people to look at. False, and nothing is kept, for a refused update whose member has used up
	 * the day's REFUSED_QUOTA. A stored row that does not load is always kept: no member can bring one about.
	 */
	quarantine(entry: QuarantineEntry): Promise<boolean>;
	/** What was set aside of a document, oldest first. */
	quarantined(doc: string): Promise<QuarantineEntry[]>;
	/** Deletes rows that a snapshot holds and that are older than `before` (milliseconds since 1970); how many. */
	prune(before: number): Promise<number>;
	/** Deletes refused updates that were set aside before a time (milliseconds since 1970); how many. */
	pruneRefused(before: number): Promise<number>;
	/** Deletes everything of a document: the end of an epoch at erasure. */
	erase(doc: string): Promise<void>;
	/** Waits for what is being stored, then lets go of the storage. */
	close(): Promise<void>;
}

/** SHA-256 of bytes as 64 hexadecimal digits, at once: on the server every frame waits for it. */
export function fingerprint(bytes: Uint8Array): string {
	return hash('sha256', bytes, 'hex');
}

/**
 * The sum of a row. It covers the row before it, so that a row that is changed, removed or moved afterwards breaks
 * every later sum of its document.
 */
export function chainHash(previous: string, row: Omit<NewRow, 'newClients' | 'owner'>): string {
	const head = Buffer.from(
		`${previous}|${row.doc}|${row.kind}|${row.member}|${row.device}|${row.receivedAt}|`,
		'latin1'
	);
	return hash('sha256', Buffer.concat([head, row.bytes]), 'hex');
}

/** True when a stored row is byte for byte what was appended. */
export function isIntact(row: LogRow): boolean {
	return chainHash(row.previous, row) === row.sha256;
}
