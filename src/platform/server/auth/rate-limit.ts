import type { Clock } from '#core/clock';

interface Bucket {
	tokens: number;
	at: number;
}

const MAX_KEYS = 50_000;

/** Token buckets by key: `capacity` tries at once, refilled evenly over `period` milliseconds. */
export class RateLimit {
	readonly #capacity: number;
	readonly #period: number;
	readonly #clock: Clock;
	readonly #buckets = new Map<string, Bucket>();

	constructor(capacity: number, period: number, clock: Clock) {
		this.#capacity = capacity;
		this.#period = period;
		this.#clock = clock;
	}

	/** Takes one try; false when none is left. */
	take(key: string): boolean {
		const bucket = this.#filled(key);
		if (bucket.tokens < 1) return false;
		bucket.tokens -= 1;
		return true;
	}

	#filled(key: string): Bucket {
		const now = this.#clock.now();
		const known = this.#buckets.get(key);
		if (!known) {
			this.#forgetOldest();
			const fresh = { tokens: this.#capacity, at: now };
			this.#buckets.set(key, fresh);
			return fresh;
		}
		const earned = ((now - known.at) / this.#period) * this.#capacity;
		known.tokens = Math.min(this.#capacity, known.tokens + Math.max(0, earned));
		known.at = now;
		return known;
	}

	#forgetOldest(): void {
		if (this.#buckets.size < MAX_KEYS) return;
		const oldest = this.#buckets.keys().next().value;
		if (oldest !== undefined) this.#buckets.delete(oldest);
	}
}
