import type { DeviceCard } from '#carrying/device-card';
import type { CarriedUpdates } from '../document-store.ts';
import { STRICT } from '../kept-rows.ts';
import type { CarriedRow, CarriedRows } from '../storage.ts';
import { TabChannel } from '../tab-channel.ts';

/**
 * Others' work that this device carries: under its author's name and signature, until the server has it. It goes to the
 * server by whoever gets there first, and on to the next colleague with every bundle.
 */
export class Carried implements CarriedUpdates {
	readonly #rows: CarriedRows;
	readonly #channel: TabChannel<null>;
	readonly #listeners = new Set<() => void>();

	constructor(rows: CarriedRows, member: string) {
		this.#rows = rows;
		this.#channel = new TabChannel(`carried-${member}`, () => {
			this.#tell();
		});
	}

	/** Calls back when something was taken, delivered or refused, in this tab or another; gives the way to stop. */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Keeps work, and the cards of the devices that signed it; gives what is new. The first arrival counts. */
	async keep(rows: readonly CarriedRow[], cards: readonly DeviceCard[]): Promise<CarriedRow[]> {
		const known = await this.ids();
		const fresh = [...new Map(rows.map((row) => [row.id, row])).values()].filter(({ id }) => !known.has(id));
		// On the disk before a colleague may be told that it arrived.
		await this.#rows.write(
			[...fresh.map((row) => this.#rows.put('carried', row)), ...cards.map((card) => this.#rows.put('cards', card))],
			STRICT
		);
		if (fresh.length > 0) this.#changed();
		return fresh;
	}

	/** Everything that waits for the server; each author's rows in the order in which they were written. */
	async waiting(): Promise<CarriedRow[]> {
		const rows = await this.#rows.all('carried');
		return rows.filter(({ state }) => state === 'waiting').sort(inOrder);
	}

	/** Everything that is kept, also what the server has refused; oldest arrival first. */
	async all(): Promise<CarriedRow[]> {
		return (await this.#rows.all('carried')).sort((a, b) => a.receivedAt - b.receivedAt || inOrder(a, b));
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
		const rows = await this.#rows.all('carried');
		return new Set(rows.flatMap((row) => (isSpoiling(row) ? [row.doc] : [])));
	}

	/** Notes that a spoilt copy was replaced. */
	async copyReplaced(doc: string): Promise<void> {
		const spoilt = (await this.#rows.all('carried', doc)).filter(isSpoiling);
		await this.#rows.write(
			spoilt.map((row) => this.#rows.put('carried', { ...row, replaced: true })),
			STRICT
		);
	}

	/** The ids of everything that is kept. */
	async ids(): Promise<Set<string>> {
		return new Set((await this.#rows.all('carried')).map(({ id }) => id));
	}

	/** Others' unsent updates of a document, for when its copy had to be dropped. */
	async updatesOf(doc: string): Promise<Uint8Array[]> {
		const rows = await this.#rows.all('carried', doc);
		return rows
			.filter(({ state }) => state === 'waiting')
			.sort(inOrder)
			.flatMap((row) => (row.what === 'update' ? [row.update.bytes] : []));
	}

	/** The cards that are known, by device. */
	async cards(): Promise<Map<string, DeviceCard>> {
		const cards = await this.#rows.all('cards');
		return new Map(cards.map((card) => [card.device, card]));
	}

	/** The server has it: it is carried no further. */
	async delivered(ids: readonly string[]): Promise<void> {
		await this.#remove(ids);
		this.#changed();
	}

	/** Notes what the server says of work that it has not taken. It stays, for people to look at. */
	async mark(id: string, state: CarriedRow['state'], code: string | null): Promise<void> {
		const row = await this.#rows.get('carried', id);
		if (row === undefined || (row.state === state && row.code === code)) return;
		await this.#rows.write([this.#rows.put('carried', { ...row, state, code })], STRICT);
		this.#changed();
	}

	/** Takes away what the server has refused, after the person has seen it. What still stands in a copy stays. */
	async dismiss(ids: readonly string[]): Promise<void> {
		const rows = await Promise.all(ids.map((id) => this.#rows.get('carried', id)));
		await this.#remove(rows.flatMap((row) => (row?.state === 'refused' && !isSpoiling(row) ? [row.id] : [])));
		this.#changed();
	}

	/** Lets go of the rows. */
	close(): void {
		this.#listeners.clear();
		this.#channel.close();
		this.#rows.close();
	}

	async #remove(ids: readonly string[]): Promise<void> {
		await this.#rows.write(
			ids.map((id) => ({ store: 'carried', key: id, row: null })),
			STRICT
		);
	}

	#changed(): void {
		this.#channel.post(null);
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
