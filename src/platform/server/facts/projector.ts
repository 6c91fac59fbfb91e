import type { Clock } from '#core/clock';
import { swedishDay } from '#swedish/dates';
import type { Connection } from '../database/open.ts';
import type { Logger } from '../logger.ts';
import type { Facts } from './facts.ts';

const BATCH = 500; // rows a round: bounds the memory of a first projection
const RETRY = 2000; // milliseconds after a failed round
const POLL = 5000; // milliseconds: an import in another process writes rows too, and has no way to tell

/** What the projector stands on. */
export interface ProjectorOptions {
	db: Connection;
	/** The facts of each module. */
	facts: readonly Facts[];
	clock: Clock;
	logger: Logger;
	/** Milliseconds between looking for work that nobody told of. */
	poll?: number;
}

/**
 * Brings facts documents up to date with the tables. It works through `facts_dirty`, lets each module write what is its
 * own, and forgets a row only after its documents are durable: a crash in between repeats work that changes nothing.
 */
export class Projector {
	readonly #options: ProjectorOptions;
	readonly #poll: ReturnType<typeof setInterval>;
	#foundLost = false;
	#day = '';
	#running: Promise<void> | null = null;
	#again = false;
	#stopped = false;
	#retry: ReturnType<typeof setTimeout> | null = null;

	/** Looks for work when it is woken, and every `poll` milliseconds. */
	constructor(options: ProjectorOptions) {
		this.#options = options;
		this.#poll = setInterval(() => {
			this.wake();
		}, options.poll ?? POLL).unref();
	}

	/** Starts a round, or another after the running one. */
	wake(): void {
		if (this.#stopped) return;
		this.#again = true;
		this.#running ??= this.#run();
	}

	/** Waits until nothing is behind; for tests, imports and the first start. */
	async settled(): Promise<void> {
		this.wake();
		while (this.#running) await this.#running;
	}

	/** Ends after the running round. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#poll);
		if (this.#retry) clearTimeout(this.#retry);
		await this.#running;
	}

	async #run(): Promise<void> {
		try {
			await this.#findLost();
			await this.#beginDay();
			while (this.#isWanted()) {
				this.#again = false;
				while ((await this.#round()) === BATCH && !this.#stopped);
			}
		} catch (error) {
			this.#options.logger.error({ err: error }, 'Facts documents could not be written; trying again');
			this.#retry = setTimeout(() => {
				this.wake();
			}, RETRY);
		} finally {
			this.#running = null;
		}
	}

	async #findLost(): Promise<void> {
		if (this.#foundLost) return;
		for (const facts of this.#options.facts) await facts.markLost();
		this.#foundLost = true;
	}

	/** Which days are at hand changes at midnight. */
	async #beginDay(): Promise<void> {
		const day = swedishDay(this.#options.clock.now());
		if (day === this.#day) return;
		for (const facts of this.#options.facts) await facts.beginDay();
		this.#day = day;
	}

	#isWanted(): boolean {
		return this.#again && !this.#stopped;
	}

	async #round(): Promise<number> {
		const { db } = this.#options;
		const rows = await db.selectFrom('facts_dirty').selectAll().orderBy('id').limit(BATCH).execute();
		if (rows.length === 0) return 0;
		const behind = new Map<string, Set<string>>();
		for (const { about, scopes_json } of rows) {
			const scopes = behind.get(about) ?? new Set();
			for (const scope of JSON.parse(scopes_json) as string[]) scopes.add(scope);
			behind.set(about, scopes);
		}
		await this.#writeAll(behind);
		const done = rows.map(({ id }) => id);
		await db.deleteFrom('facts_dirty').where('id', 'in', done).execute();
		return rows.length;
	}

	/** Each module takes what is its own; what has been removed since is nobody's, and has no facts. */
	async #writeAll(behind: Map<string, Set<string>>): Promise<void> {
		for (const facts of this.#options.facts) {
			if (behind.size === 0) return;
			for (const known of await facts.write(behind)) behind.delete(known);
		}
		if (behind.size > 0) this.#options.logger.warn({ count: behind.size }, 'Facts about what no module knows');
	}
}
