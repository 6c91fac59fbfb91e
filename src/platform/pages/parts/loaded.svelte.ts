import type { Result } from '#core/result';
import type { RequestRefusal } from '#device/api.ts';

/** Something that the server alone knows, for as long as a page shows it: there, on its way, or why not. */
export class Loaded<Value> {
	readonly #ask: () => Promise<Result<Value, RequestRefusal>>;
	#value = $state.raw<Value | null>(null);
	#problem = $state<RequestRefusal | null>(null);

	constructor(ask: () => Promise<Result<Value, RequestRefusal>>) {
		this.#ask = ask;
		void this.refresh();
	}

	/** What the server said last; null until it has. */
	get value(): Value | null {
		return this.#value;
	}
	/** Why there is no fresh answer. */
	get problem(): RequestRefusal | null {
		return this.#problem;
	}

	/** Asks again; what was there stays until the answer comes. */
	async refresh(): Promise<void> {
		const answer = await this.#ask();
		if (answer.ok) this.#value = answer.value;
		else if (answer.code === 'forbidden' || answer.code === 'not-found') this.#value = null;
		this.#problem = answer.ok ? null : answer.code;
	}
}
