import { HocuspocusProviderWebsocket, WebSocketStatus } from '@hocuspocus/provider';
import type { Catalogue } from '#core/catalogue';
import { newId } from '#core/id';
import { getSession } from '../api.ts';
import { TabChannel } from '../tab-channel.ts';
import type { Carrying } from '../carrying/carrying.ts';
import { Presences, type Present, type Whereabouts } from './presences.ts';
import { CommandExchange, type UploadFile } from './command-exchange.ts';
import { CarriedExchange } from './carried-exchange.ts';
import { FollowedDocuments } from './followed-documents.ts';

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
	/** The device's copies, its outbox, and what it carries for others. */
	carrying: Carrying;
	upload: UploadFile;
	/** True when the server asks for what it has lost by a restore. */
	recovering(): boolean;
	/** Opened always: the indexes that tell which documents there are. */
	indexes: readonly string[];
	/** Which of the documents that an index names this device holds. */
	kept: Catalogue['keptDocuments'];
	/** The documents over which people see each other, by whose people they are. */
	presence: Readonly<Record<string, string>>;
	/** The documents that were fetched lately though the device does not hold them by itself. */
	brought(): Promise<ReadonlySet<string>>;
	now(): number;
}

/** What the tabs tell each other. */
type Message = ExchangeState | 'state?' | Whereabouts | Question | { answered: string; good: boolean };

/** What a tab asks of the one that talks with the server: to fetch a document, or (null) to see to what was carried here. */
interface Question {
	asked: string;
	bring: string | null;
}

const LONGEST_ANSWER = 20_000; // milliseconds: a little more than a request may take
const RETRY = { first: 1000, longest: 30_000 }; // milliseconds between rounds for what waits

/**
 * The device's one line to the server. Of several tabs one holds it (a Web Lock decides, and passes it on when that
 * tab goes); the others hear of everything over broadcast channels.
 */
export class Exchange {
	readonly #options: ExchangeOptions;
	readonly #channel: TabChannel<Message>;
	readonly #commands: CommandExchange;
	readonly #carried: CarriedExchange;
	readonly #listeners = new Set<(state: ExchangeState) => void>();
	/** Questions of this tab that wait for the tab that talks with the server. */
	readonly #asked = new Map<string, (good: boolean) => void>();
	readonly #ended = new AbortController();
	#state: ExchangeState = { connection: 'connecting', confirmedAt: null, present: [] };
	#socket: HocuspocusProviderWebsocket | null = null;
	#documents: FollowedDocuments | null = null;
	#presence: Presences | null = null;
	#place: Whereabouts = { place: '', scope: '' };
	#leaving: (() => void) | null = null;
	#pause = RETRY.first;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(options: ExchangeOptions) {
		this.#options = options;
		this.#commands = new CommandExchange(options.carrying.outbox, options.upload);
		this.#carried = new CarriedExchange(options.carrying, undefined, options.recovering);
		this.#channel = new TabChannel(`exchange-${options.member}`, (data: Message) => {
			this.#heard(data);
		});
	}

	/** Joins the exchange: as the one tab that talks with the server, or as one that listens. */
	start(): void {
		this.#channel.post('state?');
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
	move(place: Whereabouts): void {
		this.#moveHere(place);
		this.#channel.post(place);
	}

	/**
	 * Others' work was taken and is about to be shown: until the server has it, its documents are not exchanged, since
	 * that would bring it under this member's name. Resolves when that is so, and when it was offered to the server, where
	 * that is in reach.
	 */
	async carriedArrived(): Promise<void> {
		await this.#ask(null);
	}

	/**
	 * Exchanges a document that the device does not hold by itself, from now on. Resolves when it is here; false when the
	 * server does not give it, or another tab has not got it in time.
	 */
	bring(document: string): Promise<boolean> {
		return this.#ask(document);
	}

	async #ask(bring: string | null): Promise<boolean> {
		if (this.#socket) return this.#do(bring);
		const asked = newId();
		const good = await new Promise<boolean>((resolve) => {
			this.#asked.set(asked, resolve);
			setTimeout(() => {
				resolve(false);
			}, LONGEST_ANSWER);
			this.#channel.post({ asked, bring });
		});
		this.#asked.delete(asked);
		return good;
	}

	async #do(bring: string | null): Promise<boolean> {
		if (bring !== null) return (await this.#documents?.bring(bring)) ?? false;
		await this.#takeCarried();
		return true;
	}

	#heard(data: Message): void {
		if (data === 'state?') {
			if (this.#socket) this.#channel.post(this.#state);
		} else if ('place' in data) {
			this.#moveHere(data);
		} else if ('asked' in data) {
			if (this.#socket) void this.#answer(data);
		} else if ('answered' in data) {
			this.#asked.get(data.answered)?.(data.good);
		} else {
			this.#tell(data);
		}
	}

	async #answer({ asked, bring }: Question): Promise<void> {
		this.#channel.post({ answered: asked, good: await this.#do(bring) });
	}

	async #takeCarried(): Promise<void> {
		await this.#documents?.holdCarried();
		if (this.#state.connection === 'online') await this.#deliverCarried();
	}

	/** Others' work first: then its documents are exchanged again. */
	async #deliverCarried(): Promise<void> {
		if (!this.#socket || !(await this.#carried.hasWork())) return;
		const problem = await this.#carried.deliver();
		await this.#documents?.holdCarried();
		if (problem === 'signed-out') this.#set({ connection: 'signed-out' });
		else if (problem !== null || (await this.#carried.hasWork())) this.#later();
	}

	#moveHere(place: Whereabouts): void {
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
		const stopListening = this.#options.carrying.outbox.onChange(({ doc }) => {
			if (doc === null) void this.#drainCommands();
			else this.#documents?.drain(doc);
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
		this.#documents = this.#follow(socket);
		void this.#documents.start();
		this.#presence = new Presences(this.#options.presence, socket, (present) => {
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

	#follow(socket: HocuspocusProviderWebsocket): FollowedDocuments {
		const { carrying, indexes, kept, brought, now } = this.#options;
		return new FollowedDocuments(socket, {
			...carrying,
			brought,
			held: () => this.#carried.held(),
			indexes,
			kept,
			now,
			onConfirmed: () => {
				this.#confirmed();
			},
			onUnavailable: () => {
				this.#later();
			}
		});
	}

	#hangUp(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#documents?.close();
		this.#documents = null;
		this.#presence?.close();
		this.#presence = null;
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
		// Meanwhile the line may be there again.
		if (!signedOut && this.#socket?.status === WebSocketStatus.Connected) return;
		this.#set({ connection: signedOut ? 'signed-out' : 'offline' });
	}

	#drain(): void {
		this.#documents?.drain();
		void this.#drainCommands();
		void this.#deliverCarried();
	}

	async #drainCommands(): Promise<void> {
		const { commands, blobs, quiet } = await this.#options.carrying.outbox.unsent();
		if (commands + blobs + quiet === 0 || !this.#socket) return;
		const problem = await this.#commands.drain();
		const left = await this.#options.carrying.outbox.unsent();
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
		this.#channel.post(this.#state);
	}

	#tell(state: ExchangeState): void {
		this.#state = state;
		for (const listener of this.#listeners) listener(state);
	}
}
