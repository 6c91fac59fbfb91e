import type { Actor, Policy } from '#core/access';
import type { Clock } from '#core/clock';
import type { DocumentKind } from '#core/document-kind';
import type { UpdateLog } from '#server/documents/update-log';

/** A signed-in member on a device, as the session store knows it. */
export interface SyncSession {
	actor: Actor & { device: string };
	/** The member's name as others see it in presence. */
	name: string;
	/** A public id of the session: what revoke() and the limits go by. Never the cookie's token. */
	sessionId: string;
}

/** Where the sync server writes what people who run it should know. Never document contents. */
export interface SyncLogger {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/** Everything the sync server needs from the rest of the program. */
export interface SyncDependencies {
	log: UpdateLog;
	/** The registered kind of that name, or null. */
	findKind(kind: string): DocumentKind | null;
	/** Asked with 'read' and 'write' and `{ type: kind, scope }`, when a document opens and every minute after. */
	authorize: Policy;
	/** The session that a Cookie header belongs to, or null. May reject: the device then tries again later. */
	sessionOf(cookieHeader: string | null): Promise<SyncSession | null>;
	/** The epoch in which a document lives now; null when there is no such document. */
	currentEpoch(kind: string, scope: string, partition: string): Promise<number | null>;
	/** Scheme, host and port of the pages that may connect, exactly as browsers write them. */
	origins: readonly string[];
	clock: Clock;
	logger: SyncLogger;
	/** True while devices may bring again what a restored server has lost, others' work too. */
	isRecovering(): boolean;
}
