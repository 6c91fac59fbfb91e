import { offBy } from '#core/clock';
import type { RequestRefusal } from '../api.ts';
import { postCommands } from '../api.ts';
import { deviceClock } from '../device-clock.svelte.ts';
import type { Outbox } from '../outbox.ts';
import type { BlobRow, CommandRow } from '../storage.ts';

const COMMANDS_AT_ONCE = 100;

/** How a file is brought to the server: gives the outcome, and tells how far it has come on the way. */
export type UploadFile = (row: BlobRow, onProgress: (sent: number) => void) => Promise<UploadOutcome>;

/** What became of an upload: there, to be tried again, or refused for good. */
export type UploadOutcome =
	{ outcome: 'arrived' } | { outcome: 'again'; code: RequestRefusal } | { outcome: 'refused'; code: string };

/** Hands over files and commands in the order in which they were made, until nothing can go any further. */
export class CommandExchange {
	readonly #outbox: Outbox;
	readonly #upload: UploadFile;
	#running: Promise<RequestRefusal | null> | null = null;

	constructor(outbox: Outbox, upload: UploadFile) {
		this.#outbox = outbox;
		this.#upload = upload;
	}

	/** One round; gives why it ended early, or null. A second call while one runs joins it. */
	drain(): Promise<RequestRefusal | null> {
		this.#running ??= this.#drain().finally(() => {
			this.#running = null;
		});
		return this.#running;
	}

	async #drain(): Promise<RequestRefusal | null> {
		// Commands first: a note must not wait for ten pictures. Each picture's own command follows it.
		const stopped = await this.#sendReady();
		if (stopped) return stopped;
		for (const row of await this.#outbox.blobs()) {
			if (row.state !== 'waiting') continue;
			const problem = await this.#sendBlob(row);
			if (problem) return problem;
		}
		return null;
	}

	async #sendBlob(row: BlobRow): Promise<RequestRefusal | null> {
		const result = await this.#upload(row, (sent) => {
			void this.#outbox.updateBlob(row.id, { sent });
		});
		if (result.outcome === 'again') return result.code;
		const state = result.outcome === 'arrived' ? 'arrived' : 'refused';
		await this.#outbox.updateBlob(row.id, { state, code: result.outcome === 'refused' ? result.code : null });
		return this.#sendReady();
	}

	async #sendReady(): Promise<RequestRefusal | null> {
		const underWay = new Set(
			(await this.#outbox.blobs()).filter((row) => row.state === 'waiting').map((row) => row.id)
		);
		const rows = (await this.#outbox.commands()).filter(
			(row) => row.state === 'waiting' && (row.blob === null || !underWay.has(row.blob))
		);
		for (let from = 0; from < rows.length; from += COMMANDS_AT_ONCE) {
			const part = rows.slice(from, from + COMMANDS_AT_ONCE);
			const answers = await postCommands(
				part.map((row) => row.command),
				{ again: part.filter((row) => row.again).map(({ id }) => id), off: stampedOffBy(part, deviceClock.off) }
			);
			if (!answers.ok) return answers.code;
			for (const answer of answers.value) await this.#outbox.answerCommand(answer);
		}
		return null;
	}
}

/** By how much the stamps of commands are wrong, for those that are: what the device knows now it may not have known then. */
function stampedOffBy(rows: readonly CommandRow[], off: number): Record<string, number> {
	const wrong = rows.map((row) => [row.id, offBy(off - (row.off ?? 0))] as const);
	return Object.fromEntries(wrong.filter(([, by]) => by !== 0));
}
