import { type Result, ok, refuse } from './result.ts';

/** Where a piece of code takes its time from: milliseconds since 1970, UTC. Tests pass their own. */
export interface Clock {
	now(): number;
	/** What is known to be wrong with it, where it can know that; null when nothing is. */
	readonly doubt?: ClockDoubt | null;
}

/** A clock that shows too early a time, or too late a one, by more than MAX_CLOCK_DRIFT. */
export type ClockDoubt = 'behind' | 'ahead';

/** The headers in which a device says what its clock shows, and the server what time it is: milliseconds since 1970. */
export const DEVICE_TIME = 'x-device-time';
export const SERVER_TIME = 'x-server-time';

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

	/** The wall clock was wrong until now: stamps go back with it, since what is done now must not bear that time. */
	putRight(): void {
		if (this.#wall > this.#clock.now() + MAX_CLOCK_DRIFT) this.#wall = 0;
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

/** How far clocks may differ before one is said to be wrong: less is the way of an answer, and nobody's fault. */
const SAME_TIME = 30 * 1000; // 30 seconds

/** How far a clock is off: milliseconds to add to what it shows; 0 for what nobody would notice. */
export function offBy(off: number): number {
	return Math.abs(off) > SAME_TIME ? Math.round(off) : 0;
}

/**
 * When something was done: what the stamp says, with what the device has learned since of its own clock, and never later
 * than `now`. All in milliseconds; `now` when the stamp cannot be read.
 */
export function doneAt(stamp: string, { off = 0, now }: { off?: number; now: number }): number {
	const parsed = parseStamp(stamp);
	return parsed.ok ? Math.min(parsed.value.wall + off, now) : now;
}
