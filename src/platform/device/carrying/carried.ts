import type { DeviceCard } from '#carrying/device-card';
import type { CarriedUpdates } from '../document-store.ts';
import type { CarriedRow, CarriedStorage } from '../storage.ts';

/** Flushed to the disk before a colleague may be told that it arrived. */
const STRICT = { durability: 'strict' } as const;

/**
 * Others' work that this device carries: under its author's name and signature, until the server has it. It goes to the
 * server by whoever gets there first, and on to the next colleague with every bundle.
 */
export class Carried implements CarriedUpdates {
	readonly #storage: CarriedStorage;
	readonly #channel: BroadcastChannel;
	readonly #listeners = new Set<() => void>();

	constructor(storage: CarriedStorage) {
		this.#storage = storage;
		this.#channel = new BroadcastChannel(storage.name);
		this.#channel.onmessage = () => {
			this.#tell();
		};
	}

	/** Calls back when something was taken, delivered or refused, in this tab or another; gives the way to stop. */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Keeps work, and the cards of the devices that signed it; gives what is new. The first arrival counts. */
	async keep(rows: readonly CarriedRow[], cards: readonly DeviceCard[]): Promise<CarriedRow[]> {
		const tx = this.#storage.transaction(['carried', 'cards'], 'readwrite', STRICT);
		const fresh: CarriedRow[] = [];
		for (const row of rows) {
			if (await tx.objectStore('carried').get(row.id)) continue;
			void tx.objectStore('carried').put(row);
			fresh.push(row);
		}
		for (const card of cards) void tx.objectStore('cards').put(card);
		await tx.done;
		if (fresh.length > 0) this.#changed();
		return fresh;
	}

	/** Everything that waits for the server; each author's rows in the order in which they were written. */
	async waiting(): Promise<CarriedRow[]> {
		const rows = await this.#storage.getAll('carried');
		return rows.filter(({ state }) => state === 'waiting').sort(inOrder);
	}

	/** Everything that is kept, also what the server has refused; oldest arrival first. */
	async all(): Promise<CarriedRow[]> {
		return (await this.#storage.getAll('carried')).sort((a, b) => a.receivedAt - b.receivedAt || inOrder(a, b));
	}

	/**
	 * The documents that must not be exchanged with the server yet: others' work in them waits for it, or was refused and
	 * still stands in this device's copy. A server that asks for what it has lost gets what rows build on from the exchange
	 * itself, and takes nothing of it for the carrier's.
	 */
	async heldDocuments(serverRecovers = false): Promise<Set<string>> {
		const waiting = (await this.waiting()).filter(({ code }) => !(serverRecovers && code === 'gap'));
		const documents = waiting.flatMap((row) => (row.what === 'update' ? [row.doc] : []));
		return new Set([...documents, ...(await this.spoiltDocuments())]);
	}

	/** The documents whose copy holds what the server has refused. */
	async spoiltDocuments(): Promise<Set<string>> {
		const rows = await this.#storage.getAll('carried');
		return new Set(rows.flatMap((row) => (isSpoiling(row) ? [row.doc] : [])));
	}

	/** Notes that a spoilt copy was replaced. */
	async copyReplaced(doc: string): Promise<void> {
		const tx = this.#storage.transaction('carried', 'readwrite', STRICT);
		for (const row of await tx.store.index('doc').getAll(doc)) {
			if (isSpoiling(row)) void tx.store.put({ ...row, replaced: true });
		}
		await tx.done;
	}

	/** The ids of everything that is kept. */
	async ids(): Promise<Set<string>> {
		return new Set(await this.#storage.getAllKeys('carried'));
	}

	/** Others' unsent updates of a document, for when its copy had to be dropped. */
	async updatesOf(doc: string): Promise<Uint8Array[]> {
		const rows = await this.#storage.getAllFromIndex('carried', 'doc', doc);
		return rows
			.filter(({ state }) => state === 'waiting')
			.sort(inOrder)
			.flatMap((row) => (row.what === 'update' ? [row.update.bytes] : []));
	}

	/** The cards that are known, by device. */
	async cards(): Promise<Map<string, DeviceCard>> {
		const cards = await this.#storage.getAll('cards');
		return new Map(cards.map((card) => [card.device, card]));
	}

	/** The server has it: it is carried no further. */
	async delivered(ids: readonly string[]): Promise<void> {
		const tx = this.#storage.transaction('carried', 'readwrite', STRICT);
		for (const id of ids) void tx.store.delete(id);
		await tx.done;
		this.#changed();
	}

	/** Notes what the server says of work that it has not taken. It stays, for people to look at. */
	async mark(id: string, state: CarriedRow['state'], code: string | null): Promise<void> {
		const tx = this.#storage.transaction('carried', 'readwrite', STRICT);
		const row = await tx.store.get(id);
		const isNew = row !== undefined && (row.state !== state || row.code !== code);
		if (isNew) void tx.store.put({ ...row, state, code });
		await tx.done;
		if (isNew) this.#changed();
	}

	/** Takes away what the server has refused, after the person has seen it. What still stands in a copy stays. */
	async dismiss(ids: readonly string[]): Promise<void> {
		const tx = this.#storage.transaction('carried', 'readwrite', STRICT);
		for (const id of ids) {
			const row = await tx.store.get(id);
			if (row?.state === 'refused' && !isSpoiling(row)) void tx.store.delete(id);
		}
		await tx.done;
		this.#changed();
	}

	/** Lets go of the storage. */
	close(): void {
		this.#listeners.clear();
		this.#channel.close();
		this.#storage.close();
	}

	#changed(): void {
		this.#channel.postMessage(null);
		this.#tell();
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}
}

/** By the time of signing, then by the place in the author's outbox: rows may build on earlier ones of the same tab. */
function inOrder(a: CarriedRow, b: CarriedRow): number {
	if (a.what === 'update' && b.what === 'update') return a.update.at - b.update.at || a.update.n - b.update.n;
	if (a.what === 'command' && b.what === 'command') return a.command.at < b.command.at ? -1 : 1;
	return a.what === 'update' ? -1 : 1;
}

function isSpoiling(row: CarriedRow): row is CarriedRow & { what: 'update' } {
	return row.what === 'update' && row.state === 'refused' && !row.replaced;
}

/** The device that signed something that is carried. */
export function deviceOf(row: CarriedRow): string {
	return row.what === 'update' ? row.update.device : row.command.device;
}
