import * as v from 'valibot';
import { type Answer, type Answers, type Fault, NO_ANSWERS, faultOf, phonesDown } from '#core/diagnosis';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { getSession } from '#device/api.ts';
import { keepForAnybody, recallForAnybody } from '#device/before-sign-in.ts';
import { device } from '#device/device.svelte.ts';
import { probeServer } from '#device/probe-server.ts';

const KEPT_AS = 'outage answers';
const AGAIN = { well: 30_000, ill: 8000 } as const; // milliseconds between checks
const TICK = 5000; // milliseconds: ages are told anew
const LINE_SETTLES = 45_000; // milliseconds: after an outage the line opens by itself, a little later than the server

const answer = v.fallback(v.nullable(v.object({ value: v.boolean(), at: v.number() })), null);
const saidSchema = v.fallback(v.object({ otherPages: answer, otherDevice: answer, phones: answer }), {
	otherPages: null,
	otherDevice: null,
	phones: null
});

/** What a person is asked. */
export type Question = keyof v.InferOutput<typeof saidSchema>;

/** What works and what does not, found out by asking, again and again for as long as a page shows it. */
export class Diagnosis {
	#answers = $state.raw<Answers>({ ...NO_ANSWERS, ...v.parse(saidSchema, recallForAnybody(KEPT_AS)) });
	#now = $state(deviceClock.now());
	#busy = $state(false);
	#reachedSince: number | null = null;
	#timer: ReturnType<typeof setTimeout> | null = null;
	readonly #ended = new AbortController();
	readonly fault: Fault = $derived.by(() => faultOf(this.#answers, this.#now));
	readonly phonesDown = $derived.by(() => phonesDown(this.#answers, this.#now));

	constructor() {
		const { signal } = this.#ended;
		const check = () => void this.check();
		addEventListener('online', check, { signal });
		addEventListener('offline', check, { signal });
		document.addEventListener('visibilitychange', check, { signal });
		const ticking = setInterval(() => {
			this.#now = deviceClock.now();
		}, TICK);
		signal.addEventListener('abort', () => {
			clearInterval(ticking);
		});
		check();
	}

	get answers(): Answers {
		return this.#answers;
	}
	/** The moment at which ages are told. */
	get now(): number {
		return this.#now;
	}
	get busy(): boolean {
		return this.#busy;
	}

	/** Keeps what the person says; the same answer again is fresh again. */
	say(question: Question, value: boolean): void {
		this.#set({ [question]: this.#answer(value) });
		const { otherPages, otherDevice, phones } = this.#answers;
		keepForAnybody(KEPT_AS, { otherPages, otherDevice, phones });
	}

	/** Asks everything again, now. */
	async check(): Promise<void> {
		if (this.#busy || document.hidden) return;
		this.#busy = true;
		if (this.#timer) clearTimeout(this.#timer);
		this.#set({ network: this.#answer(navigator.onLine) });
		if (navigator.onLine) await this.#askServer();
		else this.#reachedSince = null;
		this.#busy = false;
		if (this.#ended.signal.aborted) return;
		this.#timer = setTimeout(() => void this.check(), this.fault === 'none' ? AGAIN.well : AGAIN.ill);
	}

	/** Stops asking. */
	close(): void {
		this.#ended.abort();
		if (this.#timer) clearTimeout(this.#timer);
	}

	async #askServer(): Promise<void> {
		const server = await probeServer();
		this.#set({ server: this.#answer(server) });
		if (server !== 'ours') {
			this.#reachedSince = null;
			return;
		}
		this.#reachedSince ??= deviceClock.now();
		const session = await getSession();
		if (session.ok) this.#set({ account: this.#answer('in') });
		else if (session.code === 'signed-out') this.#set({ account: this.#answer(this.#outOrNobody()) });
		this.#set({ line: this.#line() });
	}

	#outOrNobody(): 'out' | 'nobody' {
		return device.phase === 'ready' || device.endedElsewhere ? 'out' : 'nobody';
	}

	/** A line that has just been lost, or is about to open, says nothing yet. */
	#line(): Answer<boolean> | null {
		const { connection } = device.exchange;
		if (device.phase !== 'ready' || connection === 'connecting') return null;
		if (connection === 'online') return this.#answer(true);
		const settled = this.#reachedSince !== null && deviceClock.now() - this.#reachedSince > LINE_SETTLES;
		return settled ? this.#answer(false) : null;
	}

	#answer<Value>(value: Value): Answer<Value> {
		return { value, at: deviceClock.now() };
	}

	#set(change: Partial<Answers>): void {
		this.#answers = { ...this.#answers, ...change };
		this.#now = deviceClock.now();
	}
}
