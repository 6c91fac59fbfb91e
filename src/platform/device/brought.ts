import type { Notes } from './notes.ts';

const NAME = 'brought documents';
const KEPT_FOR = 24 * 60 * 60 * 1000; // 1 day: whoever plans a far day goes on with it, also after a start without network

/** The documents that somebody has fetched to look at, though this device does not hold them by itself. */
export class Brought {
	readonly #notes: Pick<Notes, 'read' | 'write'>;
	#adding = Promise.resolve();

	constructor(notes: Pick<Notes, 'read' | 'write'>) {
		this.#notes = notes;
	}

	/** Those that are kept at `now` (milliseconds): fetched within the last day. */
	async names(now: number): Promise<ReadonlySet<string>> {
		return new Set(Object.keys(await this.#read(now)));
	}

	/** Notes that a document is here. One after the other: a week brings nine at once. */
	add(document: string, now: number): Promise<void> {
		this.#adding = this.#adding.then(async () => {
			await this.#notes.write(NAME, { ...(await this.#read(now)), [document]: now });
		});
		return this.#adding;
	}

	async #read(now: number): Promise<Readonly<Record<string, number>>> {
		const all = (await this.#notes.read<Record<string, number>>(NAME)) ?? {};
		return Object.fromEntries(Object.entries(all).filter(([, at]) => at > now - KEPT_FOR));
	}
}
