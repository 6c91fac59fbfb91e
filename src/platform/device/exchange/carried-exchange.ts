import { type RequestRefusal, postCarried, postCommands } from '../api.ts';
import type { Carrying } from '../carrying/carrying.ts';
import { type CarriedPost, deliverCarried } from '../carrying/deliver-carried.ts';
import { ownRows } from '../carrying/own-rows.ts';

const POST: CarriedPost = { updates: postCarried, commands: postCommands };

/** Brings others' work to the server, and heals the copies that refused work has spoilt. */
export class CarriedExchange {
	readonly #carrying: Carrying;
	readonly #recovering: () => boolean;
	readonly #post: CarriedPost;
	#running: Promise<RequestRefusal | null> | null = null;

	/** `recovering`: true when the server asks for what it has lost, whoever wrote it. */
	constructor(carrying: Carrying, post: CarriedPost = POST, recovering: () => boolean = () => false) {
		this.#carrying = carrying;
		this.#recovering = recovering;
		this.#post = post;
	}

	/** The documents whose own exchange must not begin. */
	held(): Promise<Set<string>> {
		return this.#carrying.carried.heldDocuments(this.#recovering());
	}

	/** True when something waits for the server, or a copy for being replaced. */
	async hasWork(): Promise<boolean> {
		const { carried } = this.#carrying;
		return (await carried.waiting()).length > 0 || (await carried.spoiltDocuments()).size > 0;
	}

	/** One round; gives why it ended early, or null. A second call while one runs has its own round after it. */
	deliver(): Promise<RequestRefusal | null> {
		const turn = (this.#running ?? Promise.resolve(null)).then(() => this.#deliver());
		this.#running = turn;
		return turn;
	}

	async #deliver(): Promise<RequestRefusal | null> {
		const { carried, store, now } = this.#carrying;
		if (!(await this.hasWork())) return null;
		const problem = await deliverCarried(carried, this.#post, { own: ownRows(this.#carrying), now });
		for (const name of await carried.spoiltDocuments()) {
			await store.replace(name);
			await carried.copyReplaced(name);
		}
		return problem;
	}
}
