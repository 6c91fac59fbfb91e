import { type CarriedGroup, groupCarried } from './carrying/carried-groups.ts';
import type { Carried } from './carrying/carried.ts';
import type { Outbox, Unsent } from './outbox.ts';
import type { BlobRow, CommandRow } from './storage.ts';

const COUNT_PAUSE = 50; // milliseconds
const NOTHING: Unsent = { updates: 0, commands: 0, blobs: 0, quiet: 0, refused: 0 };

/** What waits on this device for the server, counted for people: the member's own, and others'. */
export class Waiting {
	#unsent = $state.raw<Unsent>(NOTHING);
	#commands = $state.raw<readonly CommandRow[]>([]);
	#blobs = $state.raw<readonly BlobRow[]>([]);
	#carried = $state.raw<readonly CarriedGroup[]>([]);
	#counting: ReturnType<typeof setTimeout> | null = null;

	get unsent(): Unsent {
		return this.#unsent;
	}
	get commands(): readonly CommandRow[] {
		return this.#commands;
	}
	get blobs(): readonly BlobRow[] {
		return this.#blobs;
	}
	get carried(): readonly CarriedGroup[] {
		return this.#carried;
	}

	/** Counts now, and again whenever something has changed; `counted` hears how many changes of the member's own wait. */
	async follow(outbox: Outbox, carried: Carried, counted: (changes: number) => void): Promise<void> {
		const count = async () => {
			await this.#count(outbox, carried);
			const { updates, commands, blobs } = this.#unsent;
			counted(updates + commands + blobs);
		};
		// Fast typing changes the outbox a hundred times a second; counting is for people.
		const countSoon = () => {
			this.#counting ??= setTimeout(() => {
				this.#counting = null;
				void count();
			}, COUNT_PAUSE);
		};
		outbox.onChange(countSoon);
		carried.onChange(countSoon);
		await count();
	}

	/** Forgets it all: somebody else may sign in. */
	end(): void {
		if (this.#counting) clearTimeout(this.#counting);
		this.#counting = null;
		this.#unsent = NOTHING;
		this.#commands = [];
		this.#blobs = [];
		this.#carried = [];
	}

	async #count(outbox: Outbox, carried: Carried): Promise<void> {
		[this.#unsent, this.#commands, this.#blobs, this.#carried] = await Promise.all([
			outbox.unsent(),
			outbox.commands(),
			outbox.blobs(),
			carried.all().then(async (rows) => groupCarried(rows, await carried.cards()))
		]);
	}
}
