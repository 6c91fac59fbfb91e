import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { keptDocuments } from '#domain';
import { getSession } from '../api.ts';
import type { DocumentStore } from '../document-store.ts';
import type { Outbox } from '../outbox.ts';
import { Presence, type Present } from './presence.ts';
import { CommandExchange, type UploadFile } from './command-exchange.ts';
import { DocumentExchange } from './document-exchange.ts';
import { takeFirstCopy } from './first-copy.ts';

/** How the device stands with the server. */
export interface ExchangeState {
	/** `connecting` until the first answer; `refused` when the server no longer lets this session in. */
	connection: 'connecting' | 'online' | 'offline' | 'signed-out';
	/** When the server last confirmed something, milliseconds since 1970. */
	confirmedAt: number | null;
	/** Who else has the app open. */
	present: readonly Present[];
}

/** What the exchange stands on. */
export interface ExchangeOptions {
	member: string;
	store: DocumentStore;
	outbox: Outbox;
	upload: UploadFile;
	/** Opened always: the indexes that tell which documents there are. */
	indexes: readonly string[];
	/** The document over which the people of a company see each other. */
	presence: string;
	now(): number;
}

const RETRY = { first: 1000, longest: 30_000 }; // milliseconds between rounds for what waits

/**
 * The device's one line to the server. Of several tabs one holds it (a Web Lock decides, and passes it on when that
 * tab goes); the others hear of everything over broadcast channels.
 */
export class Exchange {
	readonly #options: ExchangeOptions;
	readonly #channel: BroadcastChannel;
	readonly #commands: CommandExchange;
	readonly #documents = new Map<string, DocumentExchange>();
	readonly #followed = new Set<string>();
	readonly #listeners = new Set<(state: ExchangeState) => void>();
	readonly #ended = new AbortController();
	#state: ExchangeState = { connection: 'connecting', confirmedAt: null, present: [] };
	#socket: HocuspocusProviderWebsocket | null = null;
	#presence: Presence | null = null;
	#place = '';
	#leaving: (() => void) | null = null;
	#pause = RETRY.first;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(options: ExchangeOptions) {
		this.#options = options;
		this.#commands = new CommandExchange(options.outbox, options.upload);
		this.#channel = new BroadcastChannel(`avbrottsfri-exchange-${options.member}`);
		this.#channel.onmessage = ({ data }: MessageEvent<ExchangeState | 'state?' | { place: string }>) => {
			if (data === 'state?') {
				if (this.#socket) this.#channel.postMessage(this.#state);
			} else if ('place' in data) {
				this.#moveHere(data.place);
			} else {
				this.#tell(data);
			}
		};
	}

	/** Joins the exchange: as the one tab that talks with the server, or as one that listens. */
	start(): void {
		this.#channel.postMessage('state?');
		const options = { signal: this.#ended.signal };
		navigator.locks
			.request(`avbrottsfri-exchange-${this.#options.member}`, options, () => this.#lead())
			.catch((error: unknown) => {
				if (!this.#ended.signal.aborted) throw error;
			});
	}

	/** Calls back with the state, now and at every change; gives the way to stop. */
	onState(listener: (state: ExchangeState) => void): () => void {
		this.#listeners.add(listener);
		listener(this.#state);
		return () => this.#listeners.delete(listener);
	}

	/** Says what the person has open: the tab that was used last counts for the device. */
	move(place: string): void {
		this.#moveHere(place);
		this.#channel.postMessage({ place });
	}

	#moveHere(place: string): void {
		this.#place = place;
		this.#presence?.move(place);
	}

	/** Leaves: another tab takes over. */
	close(): void {
		this.#ended.abort();
		this.#leaving?.();
		this.#channel.close();
		this.#listeners.clear();
	}

	#lead(): Promise<void> {
		const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;
		const socket = new HocuspocusProviderWebsocket({
			url,
			delay: 1000,
			maxDelay: 30_000,
			onStatus: ({ status }) => {
				void this.#statusChanged(status);
			}
		});
		this.#socket = socket;
		const stopListening = this.#options.outbox.onChange(({ doc }) => {
			if (doc === null) void this.#drainCommands();
			else this.#documents.get(doc)?.drain();
		});
		const wake = () => {
			this.#pause = RETRY.first;
			if (this.#state.connection !== 'online') void socket.connect();
			this.#drain();
		};
		// A socket over a network that is gone looks open for half a minute: the browser knows sooner.
		const lost = () => {
			socket.disconnect();
			this.#set({ connection: 'offline' });
		};
		addEventListener('online', wake);
		addEventListener('offline', lost);
		document.addEventListener('visibilitychange', wake);
		void this.#followAll(socket);
		this.#presence = new Presence(this.#options.presence, socket, (present) => {
			this.#set({ present: present.filter(({ member }) => member !== this.#options.member) });
		});
		this.#presence.move(this.#place);
		this.#drain();
		return new Promise((resolve) => {
			this.#leaving = () => {
				removeEventListener('online', wake);
				removeEventListener('offline', lost);
				document.removeEventListener('visibilitychange', wake);
				stopListening();
				this.#hangUp();
				resolve();
			};
		});
	}

	/** A new device takes everything in one answer first; the socket then brings only what has changed since. */
	async #followAll(socket: HocuspocusProviderWebsocket): Promise<void> {
		const { store, indexes } = this.#options;
		const letGo = await takeFirstCopy(store, indexes);
		if (this.#socket === socket) {
			for (const index of indexes) this.#follow(index);
			await this.#followUnsent();
		}
		letGo();
	}

	/** Unsent work is handed over however old its document is; copies that are not kept any more make room. */
	async #followUnsent(): Promise<void> {
		const { store, outbox, indexes } = this.#options;
		for (const name of await outbox.waitingDocuments()) this.#exchange(name);
		for (const index of indexes) {
			const { doc } = store.open(index);
			const names = [...doc.getMap('documents').keys()];
			store.release(index);
			for (const name of names) if (!this.#documents.has(name)) await store.removeCopy(name);
		}
	}

	/** Exchanges an index and every document that it names. */
	#follow(index: string): void {
		this.#exchange(index);
		const { doc } = this.#options.store.open(index);
		this.#followed.add(index);
		const documents = doc.getMap('documents');
		const exchangeAll = () => {
			for (const name of keptDocuments(documents, this.#options.now())) this.#exchange(name);
		};
		documents.observe(exchangeAll);
		exchangeAll();
	}

	#exchange(name: string): void {
		if (this.#documents.has(name) || !this.#socket) return;
		const { store, outbox } = this.#options;
		const exchange = new DocumentExchange(name, {
			store,
			outbox,
			socket: this.#socket,
			onConfirmed: () => {
				this.#confirmed();
			},
			onRefused: (_name, reason) => {
				if (reason === 'unavailable') this.#later();
			}
		});
		this.#documents.set(name, exchange);
	}

	#hangUp(): void {
		if (this.#timer) clearTimeout(this.#timer);
		for (const exchange of this.#documents.values()) exchange.close();
		this.#documents.clear();
		this.#presence?.close();
		this.#presence = null;
		for (const index of this.#followed) this.#options.store.release(index);
		this.#followed.clear();
		const socket = this.#socket;
		this.#socket = null;
		socket?.destroy();
	}

	/**
	 * A network that flickers is back before the socket has finished closing: connecting was then refused as needless,
	 * and nobody would try again.
	 */
	#reconnect(): void {
		if (navigator.onLine && this.#socket && !this.#socket.shouldConnect) void this.#socket.connect();
	}

	/** Refused upgrades look like a dead server: only asking tells a missing sign-in from a missing network. */
	async #statusChanged(status: string): Promise<void> {
		if (status === 'connected') {
			this.#set({ connection: 'online' });
			this.#drain();
			return;
		}
		if (status !== 'disconnected') return;
		this.#reconnect();
		const session = await getSession();
		const signedOut = !session.ok && session.code === 'signed-out';
		this.#set({ connection: signedOut ? 'signed-out' : 'offline' });
	}

	#drain(): void {
		for (const exchange of this.#documents.values()) exchange.drain();
		void this.#drainCommands();
	}

	async #drainCommands(): Promise<void> {
		const { commands, blobs, quiet } = await this.#options.outbox.unsent();
		if (commands + blobs + quiet === 0 || !this.#socket) return;
		const problem = await this.#commands.drain();
		const left = await this.#options.outbox.unsent();
		if (problem === null && left.commands + left.blobs + left.quiet === 0) {
			this.#pause = RETRY.first;
			this.#confirmed();
		} else if (problem === 'signed-out') {
			this.#set({ connection: 'signed-out' });
		} else {
			this.#later();
		}
	}

	#later(): void {
		if (this.#timer) clearTimeout(this.#timer);
		const jitter = 0.5 + Math.random() / 2;
		this.#timer = setTimeout(() => {
			this.#drain();
		}, this.#pause * jitter);
		this.#pause = Math.min(this.#pause * 2, RETRY.longest);
	}

	#confirmed(): void {
		this.#set({ connection: 'online', confirmedAt: this.#options.now() });
	}

	#set(change: Partial<ExchangeState>): void {
		this.#tell({ ...this.#state, ...change });
		this.#channel.postMessage(this.#state);
	}

	#tell(state: ExchangeState): void {
		this.#state = state;
		for (const listener of this.#listeners) listener(state);
	}
}
