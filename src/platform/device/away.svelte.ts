import { deviceClock } from './device-clock.svelte.ts';
import type { ExchangeState } from './exchange/exchange.ts';
import type { Notes } from './notes.ts';

/** The time for which a device was without the server, until the person has seen what changed meanwhile. */
export class Away {
	#since = $state<string | null>(null);
	#until = $state<string | null>(null);

	/** When this device last knew everything, as an ISO time; null when there is nothing to catch up with. */
	get since(): string | null {
		return this.#since;
	}
	/** When the server was in reach again; null while it is not. What others did apart may still come. */
	get until(): string | null {
		return this.#until;
	}

	/** Reads what an earlier start has noted. */
	async read(notes: Notes): Promise<void> {
		const [since, until] = await Promise.all([notes.read<string>('awaySince'), notes.read<string>('awayUntil')]);
		this.#since = since ?? null;
		this.#until = until ?? null;
	}

	/** Going offline notes the moment from which others' changes are news; coming back, the one until which they are. */
	async connectionChanged(state: ExchangeState, before: ExchangeState, notes: Notes): Promise<void> {
		if (state.connection === 'online') await this.#back(before, notes);
		if (state.connection !== 'offline' || before.connection === 'offline') return;
		if (this.#since !== null) {
			await this.#write(notes, this.#since, null);
			return;
		}
		const confirmedAt = before.confirmedAt ?? (await notes.read<number>('confirmedAt'));
		if (confirmedAt) await this.#write(notes, new Date(confirmedAt).toISOString(), null);
	}

	/** The person has seen what changed. */
	caughtUp(notes: Notes): Promise<void> {
		return this.#write(notes, null, null);
	}

	async #back({ connection }: ExchangeState, notes: Notes): Promise<void> {
		if (this.#since === null || (this.#until !== null && connection !== 'offline')) return;
		await this.#write(notes, this.#since, new Date(deviceClock.now()).toISOString());
	}

	async #write(notes: Notes, since: string | null, until: string | null): Promise<void> {
		this.#since = since;
		this.#until = until;
		await notes.write('awaySince', since);
		await notes.write('awayUntil', until);
	}
}
