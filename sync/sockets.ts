import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hocuspocus, WebSocketLike } from '@hocuspocus/server';
import type { Peer } from 'crossws';
import crossws from 'crossws/adapters/node';
import { CLOSE_CODES } from '#core/connection';
import type { SyncContext, SyncSocket } from './context.ts';
import type { SyncDependencies, SyncSession } from './dependencies.ts';
import { MAX_FRAME, isOversizedAwareness } from './extensions/frame-limits.ts';
import { FrameBuckets } from './frame-bucket.ts';
import { admit } from './upgrade.ts';

const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** More sockets at once than any organisation has devices that come back after an outage wait for a moment. */
const MOST_ASKING = 500;

type ClientConnection = ReturnType<Hocuspocus['handleConnection']>;

interface Line {
	socket: SyncSocket;
	client: ClientConnection;
	wire: { readyState: number };
	/** The session that the socket was opened with. */
	sessionId: string;
}

/** The WebSockets of the devices: admission, frames in, and closing. */
export interface Sockets {
	/** Answers an HTTP upgrade. Never throws, and no request of a stranger can end the process. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** The sockets that are open now. */
	open(): Iterable<SyncSocket>;
	/** From now on upgrades are answered with 503. */
	refuseNew(): void;
	/** Closes every socket, with the code for "going away". */
	closeAll(): void;
}

/** Connects WebSockets to Hocuspocus. */
export function createSockets(hocuspocus: Hocuspocus<SyncContext>, dependencies: SyncDependencies): Sockets {
	const { logger } = dependencies;
	const lines = new Map<string, Line>();
	const buckets = new FrameBuckets(dependencies.clock);
	let refusing = false;
	/** Upgrades whose session is being looked up. */
	let asking = 0;
	const adapter = crossws({
		serverOptions: { maxPayload: MAX_FRAME },
		hooks: {
			async upgrade(request) {
				if (refusing || asking >= MOST_ASKING) return new Response(null, { status: 503 });
				asking += 1;
				const admission = await admit(request, dependencies, (session) => buckets.isFull(session));
				asking -= 1;
				return admission;
			},
			open: (peer) => void lines.set(peer.id, openLine(peer, hocuspocus, buckets)),
			message(peer, message) {
				const line = lines.get(peer.id);
				if (!line || line.wire.readyState !== OPEN) return; // what a revoked device still sends is not read
				if (!line.socket.bucket.take()) {
					line.socket.close(CLOSE_CODES.limit, 'limit');
					return;
				}
				const frame = message.uint8Array();
				if (!isOversizedAwareness(frame)) line.client.handleMessage(frame);
			},
			close(peer, details) {
				const line = lines.get(peer.id);
				if (!line) return;
				lines.delete(peer.id);
				buckets.leave(line.sessionId);
				line.wire.readyState = CLOSED;
				line.client.handleClose({ code: details.code ?? 1005, reason: details.reason ?? '' });
			},
			error: (peer, error) => logger.warn({ peer: peer.id, error: error.message }, 'A socket failed')
		}
	});
	return {
		handleUpgrade(request, socket, head) {
			socket.on('error', () => socket.destroy()); // a reset while the session is looked up would end the process
			adapter.handleUpgrade(request, socket, head).catch((error: unknown) => {
				logger.warn({ error }, 'An upgrade failed');
				socket.destroy();
			});
		},
		*open() {
			for (const line of lines.values()) yield line.socket;
		},
		refuseNew: () => void (refusing = true),
		closeAll: () => adapter.closeAll(1001, 'going away')
	};
}

/**
 * Hands a socket to Hocuspocus. It asks for `readyState` before every send, and for the request's URL with every
 * frame: both are plain fields here, not proxies or parsing.
 */
function openLine(peer: Peer, hocuspocus: Hocuspocus<SyncContext>, buckets: FrameBuckets): Line {
	const raw = peer.websocket as unknown as WebSocketLike;
	const { session, cookie } = peer.context as { session: SyncSession; cookie: string | null };
	const send = raw.send.bind(raw);
	const close = raw.close.bind(raw);
	const wire = {
		readyState: OPEN,
		send,
		close(code?: number, reason?: string) {
			wire.readyState = CLOSING;
			close(code, reason);
		}
	};
	const socket: SyncSocket = {
		session,
		cookie,
		bucket: buckets.join(session.sessionId),
		brokenRules: 0,
		close: wire.close
	};
	const request = { url: '', headers: new Headers() } as Request;
	const context = { socket } as SyncContext; // the channel joins it when a document is granted
	const client = hocuspocus.handleConnection(wire, request, context);
	return { socket, client, wire, sessionId: session.sessionId };
}
