import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import type { Clock } from '#core/clock';
import type { Database } from '../database/schema.ts';
import type { Logger } from '../logger.ts';
import { type Carriers, type Delivery, type Effect, effectSchema } from './effect.ts';
import { type EffectRow, claimEffect, freeClaims, markEffect } from './effects-table.ts';

const LANES = 2; // deliveries of one kind at once
const POLL = 5 * 1000; // 5 seconds: how late a retry can be noticed
const DEADLINE = 60 * 1000; // 1 minute for one delivery; the carriers' own limits are shorter
const FIRST_PAUSE = 5 * 1000; // 5 seconds
const LONGEST_PAUSE = 60 * 60 * 1000; // 1 hour
const MAX_ATTEMPTS = 48; // about 38 hours
const MARK_ATTEMPTS = 5;

/** What the worker needs; `poll` and `deadline` are milliseconds. */
export interface EffectsWorkerOptions {
	connection: Kysely<Database>;
	carriers: Carriers;
	logger: Logger;
	clock: Clock;
	poll?: number;
	deadline?: number;
}

/** Delivers stored effects, each once, as SPEC.md demands. One per process. */
export class EffectsWorker {
	readonly #connection: Kysely<Database>;
	readonly #carriers: Carriers;
	readonly #logger: Logger;
	readonly #clock: Clock;
	readonly #poll: number;
	readonly #deadline: number;
	#lanes: Promise<void>[] = [];
	#stopped = new AbortController();
	#wakeUp = new AbortController();

	constructor({ connection, carriers, logger, clock, poll, deadline }: EffectsWorkerOptions) {
		this.#connection = connection;
		this.#carriers = carriers;
		this.#logger = logger;
		this.#clock = clock;
		this.#poll = poll ?? POLL;
		this.#deadline = deadline ?? DEADLINE;
	}

	/** Takes up what an earlier process left behind, and begins to deliver. */
	async start(): Promise<void> {
		if (this.#lanes.length > 0) return;
		this.#stopped = new AbortController();
		for (const kind of ['mail', 'sms'] as const) await this.#free(kind, true);
		for (let lane = 0; lane < LANES; lane += 1) this.#lanes.push(this.#run('mail'), this.#run('sms'));
	}

	/** Says that effects have been stored; without it they are noticed within the poll time. */
	wake(): void {
		this.#wakeUp.abort();
		this.#wakeUp = new AbortController();
	}

	/** Claims nothing more, and resolves when the deliveries under way have been written down. */
	async stop(): Promise<void> {
		this.#stopped.abort();
		this.wake();
		await Promise.all(this.#lanes);
		this.#lanes = [];
	}

	async #run(kind: EffectRow['kind']): Promise<void> {
		while (!this.#stopped.signal.aborted) {
			const wakeUp = this.#wakeUp.signal; // taken before looking, so that a wake-up in between is not missed
			try {
				// By a clock that is ahead, what is for tomorrow would be sent today.
				const row = this.#clock.doubt ? null : await claimEffect(this.#connection, kind, this.#clock.now());
				if (row) {
					await this.#handle(row);
					continue;
				}
				await this.#free(kind, false);
			} catch (error) {
				// The database is away or locked: what was claimed is freed when the claim runs out.
				this.#logger.error({ kind, error: nameOf(error) }, 'effects could not be read or written');
			}
			await pause(this.#poll, null, { signal: wakeUp }).catch(() => null);
		}
	}

	async #free(kind: EffectRow['kind'], all: boolean): Promise<void> {
		const { repeatable } = this.#carriers[kind];
		const freed = await freeClaims(this.#connection, kind, { now: this.#clock.now(), repeatable, all });
		if (freed > 0) this.#logger.warn({ kind, freed, repeatable }, 'effects of an interrupted worker taken up');
	}

	async #handle(row: EffectRow): Promise<void> {
		const delivery = await this.#deliver(row);
		const { state, error, nextAt } = verdict(delivery, row.attempts, this.#clock.now());
		await this.#mark(() => markEffect(this.#connection, row, state, error, nextAt));
		const fields = { effect: row.id, kind: row.kind, state, attempts: row.attempts, error };
		if (state === 'delivered') this.#logger.info(fields, 'effect delivered');
		else this.#logger.warn(fields, 'effect not delivered');
	}

	async #deliver(row: EffectRow): Promise<Delivery> {
		const effect = readEffect(row);
		if (!effect) return { outcome: 'failed', error: 'bad-payload' };
		const deadline = new AbortController();
		const late = pause(this.#deadline, cutOff(this.#carriers[row.kind].repeatable), { signal: deadline.signal });
		try {
			return await Promise.race([this.#carry(row.id, effect), late]);
		} catch (error) {
			this.#logger.error({ effect: row.id, kind: row.kind, error: nameOf(error) }, 'carrier threw');
			return cutOff(this.#carriers[row.kind].repeatable);
		} finally {
			late.catch(() => null);
			deadline.abort();
		}
	}

	#carry(id: string, effect: Effect): Promise<Delivery> {
		return effect.kind === 'mail' ? this.#carriers.mail.deliver(id, effect) : this.#carriers.sms.deliver(id, effect);
	}

	/** The effect has left; if that cannot be written down, a mail would go twice: so try for a while. */
	async #mark(write: () => Promise<void>): Promise<void> {
		for (let attempt = 1; ; attempt += 1) {
			try {
				await write();
				return;
			} catch (error) {
				if (attempt === MARK_ATTEMPTS) throw error;
				await pause(100 * 3 ** attempt); // 0.3 s … 8 s
			}
		}
	}
}

/** The pause after a number of attempts, in milliseconds. */
export function pauseAfter(attempts: number): number {
	return Math.min(FIRST_PAUSE * 2 ** Math.max(attempts - 1, 0), LONGEST_PAUSE);
}

function verdict(delivery: Delivery, attempts: number, now: number) {
	if (delivery.outcome === 'delivered') return { state: 'delivered' as const, error: null, nextAt: now };
	if (delivery.outcome !== 'again') return { state: delivery.outcome, error: delivery.error, nextAt: now };
	if (attempts >= MAX_ATTEMPTS) return { state: 'failed' as const, error: 'gave-up' as const, nextAt: now };
	return { state: 'waiting' as const, error: delivery.error, nextAt: now + pauseAfter(attempts) };
}

function cutOff(repeatable: boolean): Delivery {
	return { outcome: repeatable ? 'again' : 'uncertain', error: 'no-answer' };
}

function readEffect(row: EffectRow): Effect | null {
	try {
		const read = v.safeParse(effectSchema, JSON.parse(row.payload_json));
		return read.success && read.output.kind === row.kind ? read.output : null;
	} catch {
		return null; // not JSON
	}
}

/** The class of an error; its message can hold an address. */
function nameOf(error: unknown): string {
	return error instanceof Error ? error.name : typeof error;
}
