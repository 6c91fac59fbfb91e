import type { Clock } from '#core/clock';

/** How many frames a session may send: a burst after eight hours offline fits, a flood does not. */
export const FRAMES_PER_SECOND = 200;
export const FRAME_BURST = 4_000;
/** Sockets of one session at the same time: a device has one, and a few that the network has not yet given up. */
export const SOCKETS_PER_SESSION = 32;

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

	/** Takes a token, or as many as a frame costs more than others; false when the session has sent too much. */
	take(cost = 1): boolean {
		if (this.#tokens < cost) this.#fill();
		this.#tokens -= cost;
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
