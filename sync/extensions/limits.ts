import type { Clock } from '#core/clock';

/** How many frames a socket may send: a burst after eight hours offline fits, a flood does not. */
export const FRAMES_PER_SECOND = 200;
export const FRAME_BURST = 4_000;

/** A bucket of tokens: one per frame, refilled steadily. */
export class FrameBucket {
	readonly #clock: Clock;
	#tokens = FRAME_BURST;
	#filledAt: number;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#filledAt = clock.now();
	}

	/** Takes a token; false when the socket has sent too much. */
	take(): boolean {
		if (this.#tokens < 1) this.#fill();
		this.#tokens -= 1;
		return this.#tokens >= 0;
	}

	#fill(): void {
		const now = this.#clock.now();
		const earned = ((now - this.#filledAt) / 1000) * FRAMES_PER_SECOND;
		this.#tokens = Math.min(FRAME_BURST, this.#tokens + earned);
		this.#filledAt = now;
	}
}
