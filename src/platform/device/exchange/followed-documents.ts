import type { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import type { Catalogue } from '#core/catalogue';
import type { DocumentStore } from '../document-store.ts';
import type { Outbox } from '../outbox.ts';
import { DocumentExchange } from './document-exchange.ts';
import { takeFirstCopy } from './first-copy.ts';

/** What following documents stands on. */
export interface FollowedDocumentsOptions {
	store: DocumentStore;
	outbox: Outbox;
	/** The documents in which others' work must reach the server first, under its authors' names. */
	held(): Promise<ReadonlySet<string>>;
	/** The documents that were fetched lately though the indexes do not name them, or no longer. */
	brought(): Promise<ReadonlySet<string>>;
	/** Opened always: the indexes that tell which documents there are. */
	indexes: readonly string[];
	/** Which of the documents that an index names this device holds. */
	kept: Catalogue['keptDocuments'];
	now(): number;
	onConfirmed(): void;
	/** The server could not open a document now: another try is worth it. */
	onUnavailable(): void;
}

/** The documents that one socket exchanges: what the indexes name, and whatever has unsent work. */
export class FollowedDocuments {
	readonly #socket: HocuspocusProviderWebsocket;
	readonly #options: FollowedDocumentsOptions;
	readonly #exchanges = new Map<string, DocumentExchange>();
	readonly #indexes = new Set<string>();
	#held: ReadonlySet<string> = new Set();
	#started: Promise<void> | null = null;
	#closed = false;

	constructor(socket: HocuspocusProviderWebsocket, options: FollowedDocumentsOptions) {
		this.#socket = socket;
		this.#options = options;
	}

	/** A new device takes everything in one answer first; the socket then brings only what has changed since. */
	start(): Promise<void> {
		this.#started ??= this.#start();
		return this.#started;
	}

	async #start(): Promise<void> {
		const { store, indexes } = this.#options;
		this.#held = await this.#options.held();
		const letGo = await takeFirstCopy(store, indexes);
		if (!this.#closed) {
			for (const index of indexes) this.#follow(index);
			await this.#followUnsent();
		}
		letGo();
	}

	/** Exchanges a document from now on; true when it is here, false when the server does not give it. */
	async bring(name: string): Promise<boolean> {
		await this.#started;
		this.#exchange(name);
		return (await this.#exchanges.get(name)?.arrived) ?? false;
	}

	/** Hands over what waits, of one document or of all. */
	drain(name: string | null = null): void {
		if (name !== null) this.#exchanges.get(name)?.drain();
		else for (const exchange of this.#exchanges.values()) exchange.drain();
	}

	/** Stops exchanging what others' work has come into, and goes on with what is held no longer. */
	async holdCarried(): Promise<void> {
		const before = this.#held;
		this.#held = await this.#options.held();
		for (const name of this.#held) {
			this.#exchanges.get(name)?.close();
			this.#exchanges.delete(name);
		}
		for (const name of before) this.#exchange(name);
	}

	/** Ends every exchange; the copies stay. */
	close(): void {
		this.#closed = true;
		for (const exchange of this.#exchanges.values()) exchange.close();
		this.#exchanges.clear();
		for (const index of this.#indexes) this.#options.store.release(index);
		this.#indexes.clear();
	}

	/** Unsent work is handed over however old its document is; copies that are not kept any more make room. */
	async #followUnsent(): Promise<void> {
		const { store, outbox, indexes } = this.#options;
		for (const name of await outbox.waitingDocuments()) this.#exchange(name);
		const brought = await this.#options.brought();
		for (const index of indexes) {
			const { doc } = store.open(index);
			const names = [...doc.getMap('documents').keys()];
			store.release(index);
			for (const name of names) {
				const isKept = this.#exchanges.has(name) || this.#held.has(name) || brought.has(name);
				if (!isKept) await store.removeCopy(name);
			}
		}
	}

	/** Exchanges an index and every document that it names. */
	#follow(index: string): void {
		this.#exchange(index);
		const { doc } = this.#options.store.open(index);
		this.#indexes.add(index);
		const documents = doc.getMap('documents');
		const exchangeAll = () => {
			for (const name of this.#options.kept(documents, this.#options.now())) this.#exchange(name);
		};
		documents.observe(exchangeAll);
		exchangeAll();
	}

	#exchange(name: string): void {
		if (this.#closed || this.#held.has(name) || this.#exchanges.has(name)) return;
		const { store, outbox, onConfirmed, onUnavailable } = this.#options;
		const exchange = new DocumentExchange(name, {
			store,
			outbox,
			socket: this.#socket,
			onConfirmed,
			onRefused: (_name, reason) => {
				if (reason === 'unavailable') onUnavailable();
			}
		});
		this.#exchanges.set(name, exchange);
	}
}
