interface Waiting<Entry, Answer> {
	entry: Entry;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

/**
 * Gathers what arrives in one turn of the event loop and commits it at once: all frames of a poll phase share one
 * flush to disk. A window of milliseconds would be slower, since every device waits for its acknowledgement.
 */
export class CommitQueue<Entry, Answer> {
	readonly #commit: (entries: Entry[]) => Answer[] | Promise<Answer[]>;
	#waiting: Waiting<Entry, Answer>[] = [];
	#scheduled = false;
	#running: Promise<void> | null = null;

	/** `commit` gives one answer per entry, in order; when it fails, every entry of the turn is rejected. */
	constructor(commit: (entries: Entry[]) => Answer[] | Promise<Answer[]>) {
		this.#commit = commit;
	}

	/** The answer for an entry after its commit. */
	add(entry: Entry): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ entry, resolve, reject });
			this.#schedule();
		});
	}

	/** Resolves when everything added so far is committed or rejected. */
	async drain(): Promise<void> {
		while (this.#waiting.length > 0 || this.#running !== null) {
			if (this.#running === null) this.#run();
			await this.#running;
		}
	}

	#schedule(): void {
		if (this.#scheduled || this.#running !== null) return;
		this.#scheduled = true;
		setImmediate(() => {
			this.#scheduled = false;
			if (this.#running === null) this.#run();
		});
	}

	#run(): void {
		const batch = this.#waiting;
		if (batch.length === 0) return;
		this.#waiting = [];
		try {
			const answers = this.#commit(batch.map((waiting) => waiting.entry));
			if (answers instanceof Promise) this.#running = this.#finish(batch, answers);
			else settle(batch, answers);
		} catch (error) {
			for (const waiting of batch) waiting.reject(error);
		}
	}

	async #finish(batch: Waiting<Entry, Answer>[], answers: Promise<Answer[]>): Promise<void> {
		try {
			settle(batch, await answers);
		} catch (error) {
			for (const waiting of batch) waiting.reject(error);
		}
		this.#running = null;
		if (this.#waiting.length > 0) this.#schedule();
	}
}

function settle<Entry, Answer>(batch: Waiting<Entry, Answer>[], answers: Answer[]): void {
	for (const [index, waiting] of batch.entries()) {
		const answer = answers[index];
		if (answer === undefined) waiting.reject(new Error('The commit gave no answer for an entry'));
		else waiting.resolve(answer);
	}
}
