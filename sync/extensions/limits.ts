import type { afterHandleMessagePayload } from '@hocuspocus/server';
import type { Clock } from '#core/clock';
import type { SyncContext } from '../context.ts';
import { ByteReader } from '../guard/byte-reader.ts';
import { openDocument } from '../open-document.ts';
import type { SyncExtension } from './safe-hooks.ts';

/** The largest frame that a socket may send. */
export const MAX_FRAME = 1 << 20; // bytes
/** How many frames a session may send: a burst after eight hours offline fits, a flood does not. */
export const FRAMES_PER_SECOND = 200;
export const FRAME_BURST = 4_000;
/** Sockets of one session at the same time: a device has one, and a few that the network has not yet given up. */
export const SOCKETS_PER_SESSION = 32;

/** The largest awareness frame: a name, and one small state. Larger ones are not read at all. */
const MAX_AWARENESS = 4 * 1024; // bytes
const AWARENESS = 1;

/** True for awareness that is too large to be one device's own: Hocuspocus would decode all of it before any hook. */
export function isOversizedAwareness(frame: Uint8Array): boolean {
	if (frame.length <= MAX_AWARENESS) return false;
	const reader = new ByteReader(frame);
	try {
		reader.skip(reader.uint());
		return reader.uint() === AWARENESS;
	} catch {
		return false; // no frame at all: Hocuspocus closes the socket
	}
}

/** A bucket of tokens: one per frame, refilled steadily. */
export class FrameBucket {
	readonly #clock: Clock;
	#tokens = FRAME_BURST;
	#filledAt: number;
	/** Sockets that draw from the bucket now. */
	sockets = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#filledAt = clock.now();
	}

	/** Takes a token; false when the session has sent too much. */
	take(): boolean {
		if (this.#tokens < 1) this.#fill();
		this.#tokens -= 1;
		return this.#tokens >= 0;
	}

	#fill(): void {
		const now = this.#clock.now();
		const earned = ((now - this.#filledAt) / 1000) * FRAMES_PER_SECOND;
		this.#tokens = Math.min(FRAME_BURST, Math.max(0, this.#tokens) + earned);
		this.#filledAt = now;
	}
}

/** The buckets of the sessions that have a socket open. Opening another socket gives no new tokens. */
export class FrameBuckets {
	readonly #clock: Clock;
	readonly #buckets = new Map<string, FrameBucket>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** True when a session has as many sockets as it may. */
	isFull(sessionId: string): boolean {
		return (this.#buckets.get(sessionId)?.sockets ?? 0) >= SOCKETS_PER_SESSION;
	}

	/** The bucket of a session, for one more socket. */
	join(sessionId: string): FrameBucket {
		const bucket = this.#buckets.get(sessionId) ?? new FrameBucket(this.#clock);
		bucket.sockets += 1;
		this.#buckets.set(sessionId, bucket);
		return bucket;
	}

	/** One socket of a session less. */
	leave(sessionId: string): void {
		const bucket = this.#buckets.get(sessionId);
		if (!bucket) return;
		bucket.sockets -= 1;
		if (bucket.sockets === 0) this.#buckets.delete(sessionId);
	}
}

/** Counts per document what arrives and what is refused. Size and number of frames were judged at the socket. */
export function limits(): SyncExtension {
	return {
		name: 'limits',
		afterHandleMessage({ document, connection }: afterHandleMessagePayload<SyncContext>) {
			const state = openDocument(document);
			state.frames += 1;
			if (connection.context.channel.held) state.refused += 1;
		}
	};
}
