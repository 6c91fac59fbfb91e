import { deviceClock } from './device-clock.svelte.ts';
import type * as Y from 'yjs';
import type { Catalogue } from '#core/catalogue';
import type { DocumentStore } from './document-store.ts';

/** The maps of a facts document as plain values, by root name. */
export type FactsMaps = Record<string, ReadonlyMap<string, unknown>>;

/** Which documents a view shows. */
export interface FactsViewOptions {
	store: DocumentStore;
	/** The index that names them. */
	index: string;
	kind: string;
	roots: readonly string[];
	/** Which of them this device holds. */
	kept: Catalogue['keptDocuments'];
}

/**
 * All facts documents of one kind that an index names, as plain values for the screen. Values are taken as they are,
 * so that an unchanged order is the same object before and after an update of another.
 */
export class FactsView {
	readonly #store: DocumentStore;
	readonly #index: string;
	readonly #kind: string;
	readonly #roots: readonly string[];
	readonly #kept: Catalogue['keptDocuments'];
	readonly #opened = new Map<string, () => void>();
	readonly #maps = new Map<string, FactsMaps>();
	#scheduled = false;
	#closed = false;
	#stopFollowing: (() => void) | null = null;
	#documents = $state.raw<readonly FactsMaps[]>([]);
	#loaded = $state(false);

	constructor({ store, index, kind, roots, kept }: FactsViewOptions) {
		this.#store = store;
		this.#index = index;
		this.#kind = kind;
		this.#roots = roots;
		this.#kept = kept;
		void this.#start();
	}

	/** The documents as they are now. */
	get documents(): readonly FactsMaps[] {
		return this.#documents;
	}

	/** True once everything that the device holds has been read. */
	get loaded(): boolean {
		return this.#loaded;
	}

	/** Lets go of the documents. */
	close(): void {
		this.#closed = true;
		// The index stays open for the exchange: a follower left on it would keep all these orders in memory.
		this.#stopFollowing?.();
		for (const release of this.#opened.values()) release();
		this.#opened.clear();
		this.#store.release(this.#index);
	}

	#isClosed(): boolean {
		return this.#closed;
	}

	async #start(): Promise<void> {
		const index = this.#store.open(this.#index);
		const named = index.doc.getMap<{ kind: string }>('documents');
		await index.loaded;
		if (this.#isClosed()) return;
		const openNamed = () => {
			// The newest month first: what it holds is most often what is looked for.
			const wanted = [...named].filter(([, { kind }]) => kind === this.#kind).map(([name]) => name);
			const kept = new Set(this.#kept(named, deviceClock.now()));
			const names = wanted.filter((name) => kept.has(name));
			names.sort().reverse();
			return Promise.all(names.map((name) => this.#open(name)));
		};
		const follow = () => void openNamed();
		named.observe(follow);
		this.#stopFollowing = () => {
			named.unobserve(follow);
		};
		await openNamed();
		this.#publish();
		this.#loaded = true;
	}

	async #open(name: string): Promise<void> {
		if (this.#opened.has(name) || this.#closed) return;
		const { doc, loaded } = this.#store.open(name);
		const changed = () => {
			this.#maps.set(name, this.#read(doc));
			this.#schedule();
		};
		this.#opened.set(name, () => {
			doc.off('update', changed);
			this.#store.release(name);
		});
		await loaded;
		if (!this.#opened.has(name)) return;
		doc.on('update', changed);
		changed();
	}

	#read(doc: Y.Doc): FactsMaps {
		return Object.fromEntries(this.#roots.map((root) => [root, new Map(doc.getMap<unknown>(root).entries())]));
	}

	/** Many updates of one moment become one change of the screen. */
	#schedule(): void {
		if (this.#scheduled) return;
		this.#scheduled = true;
		queueMicrotask(() => {
			this.#scheduled = false;
			this.#publish();
		});
	}

	#publish(): void {
		if (!this.#closed) this.#documents = [...this.#maps.values()];
	}
}
