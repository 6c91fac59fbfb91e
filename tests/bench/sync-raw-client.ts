import NodeWebSocket from 'crossws/websocket';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { PROTOCOL_VERSION } from '#core/connection';
import { newClientId } from '#core/id';
import { ORIGIN } from '../sync/support/server.ts';

export const MESSAGE = { sync: 0, auth: 2, syncReply: 4, stateless: 5, close: 7, syncStatus: 8 } as const;
const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const UPDATE = 2;

/** A device that speaks the protocol and keeps no document: the load must not be what is measured. */
export class RawClient {
	readonly socket: WebSocket;
	readonly name: string;
	/** Called with the type of a message, and with its body where that is asked for. */
	onMessage: (type: number, body: () => decoding.Decoder) => void = () => undefined;
	readonly #prefix: number;

	constructor(url: string, name: string, member: string) {
		const Socket = NodeWebSocket as unknown as new (url: string, protocols: string[], options: object) => WebSocket;
		this.socket = new Socket(url, [], { headers: { origin: ORIGIN, cookie: `session=${member}.device` } });
		this.socket.binaryType = 'arraybuffer';
		this.name = name;
		this.#prefix = 1 + name.length; // names are ASCII and shorter than 128 characters
	}

	/** Opens the socket and the document; resolves when edits may be sent. */
	async open(): Promise<this> {
		await new Promise<void>((resolve, reject) => {
			this.socket.addEventListener('open', () => resolve());
			this.socket.addEventListener('error', () => reject(new Error('The socket did not open')));
		});
		const authenticated = new Promise<void>((resolve, reject) => {
			this.onMessage = (type) => {
				if (type === MESSAGE.auth) resolve();
				if (type === MESSAGE.close) reject(new Error('The document was closed'));
			};
		});
		this.socket.addEventListener('message', ({ data }) => this.#receive(data as ArrayBuffer));
		this.send(authFrame(this.name));
		await authenticated;
		return this;
	}

	send(frame: Uint8Array): void {
		this.socket.send(frame as Uint8Array<ArrayBuffer>);
	}

	close(): void {
		this.socket.close();
	}

	#receive(data: ArrayBuffer): void {
		const bytes = new Uint8Array(data);
		this.onMessage(bytes[this.#prefix] ?? -1, () => decoding.createDecoder(bytes.subarray(this.#prefix + 1)));
	}
}

function frame(name: string, type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarString(encoder, name);
	encoding.writeVarUint(encoder, type);
	write(encoder);
	return encoding.toUint8Array(encoder);
}

function authFrame(name: string): Uint8Array {
	return frame(name, MESSAGE.auth, (encoder) => {
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarString(encoder, String(PROTOCOL_VERSION));
	});
}

/** The frame of an update. */
export function updateFrame(name: string, update: Uint8Array): Uint8Array {
	return frame(name, MESSAGE.sync, (encoder) => {
		encoding.writeVarUint(encoder, UPDATE);
		encoding.writeVarUint8Array(encoder, update);
	});
}

/** The frame that asks for everything a device lacks. */
export function syncStep1Frame(name: string, vector: Uint8Array): Uint8Array {
	return frame(name, MESSAGE.sync, (encoder) => {
		encoding.writeVarUint(encoder, SYNC_STEP_1);
		encoding.writeVarUint8Array(encoder, vector);
	});
}

/** The frame that answers such a question. */
export function syncReplyFrame(name: string, update: Uint8Array): Uint8Array {
	return frame(name, MESSAGE.sync, (encoder) => {
		encoding.writeVarUint(encoder, SYNC_STEP_2);
		encoding.writeVarUint8Array(encoder, update);
	});
}

const SHA = 'f'.repeat(64);

/** The frame of a mark. */
export function markFrame(name: string, n: number): Uint8Array {
	return frame(name, MESSAGE.stateless, (encoder) =>
		encoding.writeVarString(encoder, JSON.stringify({ type: 'mark', n, sha256: SHA }))
	);
}

/** Updates of a new device that overwrites its twenty fields in turn. */
export function fieldEdits(count: number, fields = 20): Uint8Array[] {
	const doc = new Y.Doc();
	doc.clientID = newClientId();
	const owner = doc.clientID.toString(36);
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const map = doc.getMap('fields');
	for (let edit = 0; edit < count; edit += 1) map.set(`${owner}/${edit % fields}`, edit);
	return updates;
}
