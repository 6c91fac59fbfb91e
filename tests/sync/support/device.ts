import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { type MarkAnswer, PROTOCOL_VERSION, markAnswerSchema } from '#core/connection';
import { newClientId } from '#core/id';
import { parse } from 'valibot';
import { ORIGIN } from './server.ts';

/** Waits for a condition, never for a time; fails after ten seconds with what was awaited. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = performance.now() + 10_000;
	while (!(await condition())) {
		if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** A WebSocket class that sends the headers which a browser sends by itself. */
export function webSocketWith(headers: Record<string, string>): typeof WebSocket {
	return class extends WebSocket {
		constructor(url: string | URL) {
			super(url, { headers } as unknown as string[]); // Node's WebSocket takes options where browsers take protocols
		}
	};
}

export interface Device {
	doc: Y.Doc;
	provider: HocuspocusProvider;
	socket: HocuspocusProviderWebsocket;
	/** Reasons for which the document was refused. */
	refusals: string[];
	/** Reasons with which the document's connection was closed while the socket lived, and close codes of the socket. */
	closes: (string | number)[];
	/** Sends a mark and gives its answer. */
	mark(n?: number): Promise<MarkAnswer>;
	/** Resolves when the first exchange with the server is done. */
	synced(): Promise<void>;
	close(): void;
}

export interface DeviceOptions {
	/** `<member>.<device>` of the session cookie. */
	as?: string;
	doc?: Y.Doc;
	token?: string;
	awareness?: null;
	headers?: Record<string, string>;
}

const SHA = '0'.repeat(64);

/** Opens a document as a device does: real provider, real socket, its own cookie. */
export function openDevice(url: string, name: string, options: DeviceOptions = {}): Device {
	const doc = options.doc ?? freshDoc();
	const headers = options.headers ?? { origin: ORIGIN, cookie: `session=${options.as ?? 'anna.phone'}` };
	const refusals: string[] = [];
	const closes: (string | number)[] = [];
	const answers = new Map<number, MarkAnswer>();
	const socket = new HocuspocusProviderWebsocket({
		url,
		WebSocketPolyfill: webSocketWith(headers),
		delay: 50,
		minDelay: 50,
		maxDelay: 200,
		onClose: ({ event }) => closes.push(event.code)
	});
	const provider = new HocuspocusProvider({
		websocketProvider: socket,
		name,
		document: doc,
		token: options.token ?? String(PROTOCOL_VERSION),
		...(options.awareness === null ? { awareness: null } : {}),
		onAuthenticationFailed: ({ reason }) => refusals.push(reason),
		onClose: ({ event }) => closes.push(event.reason),
		onStateless: ({ payload }) => {
			const answer = parse(markAnswerSchema, JSON.parse(payload));
			answers.set(answer.n, answer);
		}
	});
	provider.attach();
	let next = 0;
	return {
		doc,
		provider,
		socket,
		refusals,
		closes,
		async mark(n = (next += 1)) {
			answers.delete(n);
			provider.sendStateless(JSON.stringify({ type: 'mark', n, sha256: SHA }));
			await until(`answer to mark ${n}`, () => answers.has(n));
			return answers.get(n) as MarkAnswer;
		},
		synced: () => until(`sync of ${name}`, () => provider.synced),
		close() {
			provider.destroy();
			socket.destroy();
		}
	};
}

/** A document as a device makes it: with a random 53-bit client id. */
export function freshDoc(): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = newClientId();
	return doc;
}
