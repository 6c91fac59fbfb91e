import type { Connection, Document } from '@hocuspocus/server';
import type { UpdateRefusal } from '#core/connection';
import type { DocumentKind } from '#core/document-kind';
import type { DocumentName } from '#core/document-name';
import type { SyncSession } from './dependencies.ts';
import type { AcceptedUpdate } from './guard/judge.ts';
import type { FrameBucket } from './frame-bucket.ts';

/** What is known of one socket. Hocuspocus copies the context per document, shallowly: this object is shared. */
export interface SyncSocket {
	session: SyncSession;
	/** The Cookie header of the upgrade: the session is looked up again with it every minute. */
	cookie: string | null;
	bucket: FrameBucket;
	/** How many updates of this socket broke a rule that no honest device breaks. */
	brokenRules: number;
	close(code: number, reason: string): void;
}

/** What is known of one document on one socket. */
export interface Channel {
	name: DocumentName;
	kind: DocumentKind;
	/** The first refusal since the last mark: what the next mark is answered with. */
	refused: UpdateRefusal | null;
	/** True while the guard holds the connection read-only for the frame at hand. */
	held: boolean;
	/** Ask the device for what the server lacks when the frame at hand is done. */
	resync: boolean;
	/** What the guard found in the frame at hand; null when there is nothing to log. */
	accepted: AcceptedUpdate | null;
	/** True from the commit of the frame at hand until it is checked after applying. */
	logged: boolean;
	/** The client id that this connection shows in presence. */
	presenceClient: number | null;
}

/** The context of a connection: `channel` is there from the moment that the document was granted. */
export interface SyncContext {
	socket: SyncSocket;
	channel: Channel;
}

/** A Hocuspocus connection with our context. */
export type SyncConnection = Connection<SyncContext>;

/** A channel of a document that was just granted. */
export function newChannel(name: DocumentName, kind: DocumentKind): Channel {
	return {
		name,
		kind,
		refused: null,
		held: false,
		resync: false,
		accepted: null,
		logged: false,
		presenceClient: null
	};
}

/**
 * Lets Hocuspocus answer the frame at hand with "not taken", without closing anything: the connection is read-only
 * until releaseHold(). Only a connection held here is ever made writable again.
 */
export function refuseFrame(connection: SyncConnection, code: UpdateRefusal): void {
	const { channel } = connection.context;
	channel.refused ??= code;
	channel.accepted = null;
	channel.resync = code === 'gap';
	if (connection.readOnly) return;
	connection.readOnly = true;
	channel.held = true;
}

/** Ends what refuseFrame() began. */
export function releaseHold(connection: SyncConnection): void {
	const { channel } = connection.context;
	if (!channel.held) return;
	channel.held = false;
	connection.readOnly = false;
}

/** The connections of a document, typed with our context. */
export function connectionsOf(document: Document): SyncConnection[] {
	return document.getConnections() as SyncConnection[];
}
