import { type Result, ok, refuse } from './result.ts';

/** Where a piece of code takes its time from: milliseconds since 1970, UTC. Tests pass their own. */
export interface Clock {
	now(): number;
}

/** How far ahead of the server's clock a stamp may lie before it is refused. */
export const MAX_CLOCK_DRIFT = 5 * 60 * 1000; // 5 minutes

const MILLISECONDS_WIDTH = 15;
const COUNTER_WIDTH = 5;
const MAX_COUNTER = 99_999;
const STAMP = /^(\d{15})-(\d{5})-([0-9a-f]{32})$/;

/** The parts of a hybrid logical clock stamp. */
export interface Stamp {
	wall: number; // milliseconds since 1970
	counter: number;
	device: string;
}

/** Writes a stamp so that comparing the texts compares wall time, then counter, then device. */
export function formatStamp({ wall, counter, device }: Stamp): string {
	return `${String(wall).padStart(MILLISECONDS_WIDTH, '0')}-${String(counter).padStart(COUNTER_WIDTH, '0')}-${device}`;
}

/** Reads a stamp; `malformed-stamp` for anything that formatStamp() does not write. */
export function parseStamp(stamp: string): Result<Stamp, 'malformed-stamp'> {
	const match = STAMP.exec(stamp);
	if (!match) return refuse('malformed-stamp');
	return ok({ wall: Number(match[1]), counter: Number(match[2]), device: match[3] ?? '' });
}

/**
 * A hybrid logical clock (Kulkarni et al., 2014): its stamps follow the wall clock, but never run backwards, and are
 * always later than every stamp that this device has seen, whatever the phone's own clock says.
 */
export class HybridClock {
	readonly #clock: Clock;
	readonly #device: string;
	#wall = 0;
	#counter = 0;

	/** A clock that takes its wall time from `clock` and signs its stamps with the device's id. */
	constructor(clock: Clock, device: string) {
		this.#clock = clock;
		this.#device = device;
	}

	/** The next stamp of this device. */
	next(): string {
		const now = this.#clock.now();
		if (now > this.#wall) {
			this.#wall = now;
			this.#counter = 0;
		} else {
			this.#countUp();
		}
		return formatStamp({ wall: this.#wall, counter: this.#counter, device: this.#device });
	}

	/** Takes note of a stamp that came from elsewhere. Stamps too far ahead are ignored, so that one bad phone cannot move all others. */
	see(stamp: string): void {
		const seen = parseStamp(stamp);
		if (!seen.ok || isAheadOf(seen.value, this.#clock.now())) return;
		if (seen.value.wall < this.#wall) return;
		this.#counter = seen.value.wall === this.#wall ? Math.max(this.#counter, seen.value.counter) : seen.value.counter;
		this.#wall = seen.value.wall;
	}

	#countUp(): void {
		if (this.#counter < MAX_COUNTER) {
			this.#counter += 1;
			return;
		}
		this.#wall += 1;
		this.#counter = 0;
	}
}

/** True when a stamp lies further ahead of `now` (milliseconds) than honest clocks do. */
export function isAheadOf(stamp: Stamp, now: number): boolean {
	return stamp.wall > now + MAX_CLOCK_DRIFT;
}
