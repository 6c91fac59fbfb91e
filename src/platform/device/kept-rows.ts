import type { IDBPDatabase } from 'idb';

/** The kinds of rows of a database, by store. */
type Kinds = Record<string, unknown>;
type StoreOf<Rows extends Kinds> = keyof Rows & string;

/** A row that is put or, with null, taken away. */
export type Change<Rows extends Kinds> = {
	[Name in StoreOf<Rows>]: { store: Name; key: IDBValidKey; row: Rows[Name] | null };
}[StoreOf<Rows>];

/** Where rows lie: how their database is opened, and how its stores name a row; null for rows that are named from outside. */
export interface Place<Rows extends Kinds> {
	open(): Promise<IDBPDatabase>;
	keyOf: { [Name in StoreOf<Rows>]: ((row: Rows[Name]) => IDBValidKey) | null };
}

/** Everything is flushed to the disk before it is called saved: the default may leave it in the system's memory. */
export const STRICT = { durability: 'strict' } as const;

const ANSWER = 10_000; // milliseconds that a database may take before it counts as gone
const RETRY = { first: 500, longest: 30_000 }; // milliseconds between tries to open it again

/**
 * The rows of a database on this device. A change counts from the moment it is made, and lies in memory until the disk
 * has it: a browser that loses its database, as phones do in the background, takes nothing along that the page still
 * has. The database is opened again and again, and what waited is written then.
 */
export class KeptRows<Rows extends Kinds> {
	readonly #place: Place<Rows>;
	readonly #unwritten = new Map<string, Change<Rows>>();
	readonly #lastRead = new Map<string, unknown[]>();
	readonly #listeners = new Set<(failing: boolean) => void>();
	readonly #healed = new Set<() => Promise<unknown>>();
	#storage: IDBPDatabase;
	#failing = false;
	#closed = false;
	#pause = RETRY.first;
	#timer: ReturnType<typeof setTimeout> | null = null;

	private constructor(storage: IDBPDatabase, place: Place<Rows>) {
		this.#storage = storage;
		this.#place = place;
	}

	/** Opens what lies there. */
	static async open<Rows extends Kinds>(place: Place<Rows>): Promise<KeptRows<Rows>> {
		return new KeptRows(await place.open(), place);
	}

	/** Calls back when the browser begins to refuse what is written, and when it takes it again; gives the way to stop. */
	onFailing(listener: (failing: boolean) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** What has to be well again too before it is said that the browser stores. */
	beforeWell(heal: () => Promise<unknown>): void {
		this.#healed.add(heal);
	}

	/** True while what is written lies in memory alone. */
	get failing(): boolean {
		return this.#failing;
	}

	/** What lies in memory alone; a page that goes now would take it along. */
	unwritten(): Change<Rows>[] {
		return [...this.#unwritten.values()];
	}

	/**
	 * Makes changes, all or none. The transaction starts and commits within this call. Resolves when the disk has them, or
	 * when it has refused them: then they are kept in memory, and onFailing() tells.
	 */
	async write(changes: readonly Change<Rows>[], options: IDBTransactionOptions = {}): Promise<void> {
		for (const change of changes) this.#unwritten.set(nameOf(change), change);
		if (this.#failing || changes.length === 0) return;
		try {
			await inTime(this.#put(changes, options));
			this.#written(changes);
		} catch {
			this.failed();
		}
	}

	/** All rows of a store, or those of a document, as they are with every change that was made. */
	async all<Name extends StoreOf<Rows>>(store: Name, doc?: string): Promise<Rows[Name][]> {
		const rows = (await this.#read(`${store} ${doc ?? ''}`, (storage) =>
			doc === undefined ? storage.getAll(store) : storage.getAllFromIndex(store, 'doc', doc)
		)) as Rows[Name][];
		const changed = this.unwritten().filter((change) => change.store === store);
		if (changed.length === 0) return rows;
		const names = new Set(changed.map(nameOf));
		const added = changed.flatMap(({ row }) => (row === null ? [] : [row as Rows[Name]]));
		const isAsked = (row: Rows[Name]) => doc === undefined || (row as { doc?: string }).doc === doc;
		return [...rows.filter((row) => !names.has(this.#nameOf(store, row))), ...added.filter(isAsked)];
	}

	/** One row; undefined when there is none. */
	async get<Name extends StoreOf<Rows>>(store: Name, key: string): Promise<Rows[Name] | undefined> {
		const changed = this.#unwritten.get(nameOf({ store, key }));
		if (changed) return (changed.row ?? undefined) as Rows[Name] | undefined;
		const [row] = await this.#read(`${store} ${key}`, async (storage) => [(await storage.get(store, key)) as unknown]);
		return row as Rows[Name] | undefined;
	}

	/** A change that puts a row. */
	put<Name extends StoreOf<Rows>>(store: Name, row: Rows[Name]): Change<Rows> {
		return { store, key: this.#place.keyOf[store]?.(row) ?? [], row };
	}

	/** Something that was written, here or in a copy, has failed: the database is tried and, if need be, opened again. */
	failed(): void {
		if (this.#closed || this.#failing) return;
		this.#set(true);
		this.#retryLater();
	}

	/** Opens the database again and writes what waits; true when the disk has it all. */
	async retry(): Promise<boolean> {
		if (this.#timer) clearTimeout(this.#timer);
		if (this.#closed || !this.#failing) return !this.#failing;
		try {
			const opening = this.#place.open();
			const storage = await inTime(opening, () => void opening.then((late) => late.close()).catch(() => undefined));
			this.#take(storage);
			const waiting = this.unwritten();
			if (waiting.length > 0) await inTime(this.#put(waiting, STRICT));
			this.#written(waiting);
			await inTime(Promise.all([...this.#healed].map((heal) => heal())));
			this.#set(false);
			return true;
		} catch {
			this.#retryLater();
			return false;
		}
	}

	/** One that was still being opened when nobody needed it any more is let go at once. */
	#take(storage: IDBPDatabase): void {
		this.#storage.close();
		this.#storage = storage;
		if (this.#closed) storage.close();
	}

	#retryLater(): void {
		if (this.#closed) return;
		this.#timer = setTimeout(() => void this.retry(), this.#pause);
		this.#pause = Math.min(this.#pause * 2, RETRY.longest);
	}

	/** Lets go of the database. What was begun is still written. */
	close(): void {
		this.#closed = true;
		if (this.#timer) clearTimeout(this.#timer);
		this.#storage.close();
	}

	/** What cannot be read any more is as it was read last: better than a page that forgets. */
	async #read(what: string, from: (storage: IDBPDatabase) => Promise<unknown[]>): Promise<unknown[]> {
		if (!this.#failing) {
			try {
				const rows = await inTime(from(this.#storage));
				this.#lastRead.set(what, rows);
				return rows;
			} catch {
				this.failed();
			}
		}
		return this.#lastRead.get(what) ?? [];
	}

	#put(changes: readonly Change<Rows>[], options: IDBTransactionOptions): Promise<void> {
		const tx = this.#storage.transaction([...new Set(changes.map(({ store }) => store))], 'readwrite', options);
		for (const { store, key, row } of changes) {
			const rows = tx.objectStore(store) as unknown as Pick<IDBObjectStore, 'put' | 'delete'>;
			const isNamed = this.#place.keyOf[store] !== null;
			const done = row === null ? rows.delete(key) : isNamed ? rows.put(row) : rows.put(row, key);
			// That one failed is what the whole transaction says too.
			(done as unknown as Promise<unknown>).catch(() => undefined);
		}
		tx.commit();
		return tx.done;
	}

	#nameOf<Name extends StoreOf<Rows>>(store: Name, row: Rows[Name]): string {
		return nameOf({ store, key: this.#place.keyOf[store]?.(row) });
	}

	#written(changes: readonly Change<Rows>[]): void {
		for (const change of changes) {
			const name = nameOf(change);
			if (this.#unwritten.get(name) === change) this.#unwritten.delete(name);
		}
	}

	#set(failing: boolean): void {
		this.#failing = failing;
		for (const listener of this.#listeners) listener(failing);
	}
}

function nameOf({ store, key }: { store: string; key: unknown }): string {
	return `${store} ${String(key)}`;
}

/** A browser that has lost its database may never answer at all. */
function inTime<Value>(asked: Promise<Value>, late?: () => void): Promise<Value> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			late?.();
			reject(new Error('The database does not answer'));
		}, ANSWER);
		asked.then(resolve, reject).finally(() => {
			clearTimeout(timer);
		});
	});
}
