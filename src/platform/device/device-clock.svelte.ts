import { type Clock, DEVICE_TIME, MAX_CLOCK_DRIFT, SERVER_TIME, offBy } from '#core/clock';

const STORED_AS = 'clock';

/** What is kept of it between two starts, in milliseconds. */
interface Kept {
	off: number;
	seen: number;
}

/**
 * The time for everything that is done on this device: what the device's own clock shows, put right by what the server
 * says it is. What it has learned outlives a start without network. It never shows an earlier time than the server has
 * said before, as a phone does whose battery was empty.
 */
export class DeviceClock implements Clock {
	readonly #own: Clock;
	#off = $state(0);
	#seen = 0;
	#wasPutRight: (() => void) | null = null;

	/** Puts right what `own` shows: the device's own clock. */
	constructor(own: Clock) {
		this.#own = own;
		const { off, seen } = readKept();
		this.#seen = seen;
		// The phone itself may have been put right since: then time would run back.
		if (own.now() + off >= seen) this.#off = off;
	}

	/** Milliseconds since 1970. */
	now(): number {
		return Math.max(this.#own.now() + this.#off, this.#seen);
	}

	/** Milliseconds by which the device's own clock is behind (above 0) or ahead (below 0); 0 while it is right. */
	get off(): number {
		return this.#off;
	}

	/** True when people should know: by more than clocks may differ. */
	get isWrong(): boolean {
		return Math.abs(this.#off) > MAX_CLOCK_DRIFT;
	}

	/** Tells who makes stamps that they were wrong until now. */
	onPutRight(listener: () => void): void {
		this.#wasPutRight = listener;
	}

	/** Asks the server, tells it what this device's clock shows, and learns from what it answers. Throws as fetch does. */
	async ask(
		path: string,
		init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }
	): Promise<Response> {
		const asked = this.#own.now();
		const response = await fetch(path, { ...init, headers: { ...init.headers, [DEVICE_TIME]: String(asked) } });
		this.#learn(response, asked);
		return response;
	}

	#learn(answer: Response, asked: number): void {
		const told = Number(answer.headers.get(SERVER_TIME) ?? NaN);
		if (!Number.isFinite(told)) return;
		const answered = this.#own.now();
		const off = offBy(told - (asked + answered) / 2);
		this.#seen = told;
		keep({ off, seen: told });
		if (off === 0 ? this.#off === 0 : offBy(off - this.#off) === 0) return;
		this.#off = off;
		this.#wasPutRight?.();
	}
}

function readKept(): Kept {
	try {
		const { off, seen } = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}') as Partial<Kept>;
		if (Number.isFinite(off) && Number.isFinite(seen)) return { off: Number(off), seen: Number(seen) };
	} catch {
		// a browser that keeps nothing, or something that is not ours
	}
	return { off: 0, seen: 0 };
}

function keep(kept: Kept): void {
	try {
		localStorage.setItem(STORED_AS, JSON.stringify(kept));
	} catch {
		// it holds until the page goes
	}
}

/** The clock of this device: pages ask it, and not Date. */
export const deviceClock = new DeviceClock({ now: () => Date.now() });
