import { HocuspocusProvider, type HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as v from 'valibot';
import { sha256 } from '#core/bytes';
import { type MarkAnswer, PROTOCOL_VERSION, markAnswerSchema } from '#core/connection';
import type { DocumentStore, OpenDocument } from '../document-store.ts';
import type { Outbox } from '../outbox.ts';
import type { UpdateRow } from '../storage.ts';
import { updateFrame } from './frames.ts';

const ROWS_AT_ONCE = 100; // rows before a mark: bounds what a lost connection sends again
const RETRY = 2000; // milliseconds after the server asked for another try

/** What a document exchange stands on. */
export interface DocumentExchangeOptions {
	store: DocumentStore;
	outbox: Outbox;
	socket: HocuspocusProviderWebsocket;
	/** Told when the server does not open the document. */
	onRefused(name: string, reason: string): void;
	/** Told when the server has confirmed something, or a first exchange is done. */
	onConfirmed(): void;
}

/** Exchanges one document with the server, and hands over what the outbox holds of it, row by row, until confirmed. */
export class DocumentExchange {
	readonly #name: string;
	readonly #options: DocumentExchangeOptions;
	readonly #held: OpenDocument;
	#provider: HocuspocusProvider | null = null;
	#closed = false;
	#synced = false;
	#sent: { n: number; rows: UpdateRow[] } | null = null;
	#mark = 0;
	#again = false;
	#retry: ReturnType<typeof setTimeout> | null = null;
	#tellArrived: (arrived: boolean) => void = () => undefined;
	/** Resolves when what the server has is here for the first time: false when it does not give it, or nobody asks any more. */
	readonly arrived = new Promise<boolean>((resolve) => {
		this.#tellArrived = resolve;
	});

	constructor(name: string, options: DocumentExchangeOptions) {
		this.#name = name;
		this.#options = options;
		this.#held = options.store.open(name);
		// The provider sends every update that is not its own, so it joins only after the copy is loaded.
		void this.#held.loaded.then(() => {
			if (!this.#closed) this.#connect();
		});
	}

	/** True once this connection has brought what the server has. */
	get synced(): boolean {
		return this.#synced;
	}

	/** Hands over what waits, when the connection allows; otherwise it happens by itself later. */
	drain(): void {
		this.#again = true;
		if (this.#mayDrain()) void this.#drainOnce();
	}

	/** Ends the exchange; the copy stays. */
	close(): void {
		this.#closed = true;
		this.#tellArrived(false);
		if (this.#retry) clearTimeout(this.#retry);
		this.#provider?.destroy();
		this.#options.store.release(this.#name);
	}

	#connect(): void {
		const provider = new HocuspocusProvider({
			name: this.#name,
			document: this.#held.doc,
			websocketProvider: this.#options.socket,
			awareness: null,
			token: String(PROTOCOL_VERSION),
			onSynced: () => {
				this.#synced = true;
				this.#tellArrived(true);
				this.#options.onConfirmed();
				this.drain();
			},
			onClose: () => {
				this.#lost();
			},
			onDisconnect: () => {
				this.#lost();
			},
			onStateless: ({ payload }) => {
				this.#answered(payload);
			},
			onAuthenticationFailed: ({ reason }) => {
				this.#tellArrived(false);
				this.#options.onRefused(this.#name, reason);
			}
		});
		this.#provider = provider;
		this.#options.store.trust(provider);
		provider.attach();
	}

	#lost(): void {
		this.#synced = false;
		this.#sent = null;
	}

	#mayDrain(): boolean {
		return this.#synced && this.#sent === null;
	}

	async #drainOnce(): Promise<void> {
		this.#again = false;
		const rows = (await this.#options.outbox.updatesOf(this.#name)).slice(0, ROWS_AT_ONCE);
		const last = rows.at(-1);
		if (!last) return;
		const fingerprint = await sha256(last.bytes);
		// Another call, or a lost connection, may have come in between.
		if (!this.#mayDrain()) return;
		this.#mark += 1;
		this.#sent = { n: this.#mark, rows };
		for (const row of rows) this.#options.socket.send(updateFrame(this.#name, row.bytes));
		this.#provider?.sendStateless(JSON.stringify({ type: 'mark', n: this.#mark, sha256: fingerprint }));
	}

	#answered(payload: string): void {
		const answer = readAnswer(payload);
		const sent = this.#sent;
		if (!answer || answer.n !== sent?.n) return;
		void this.#settle(answer, sent.rows).then(() => {
			this.#sent = null;
			if (this.#synced && (answer.type === 'ack' || this.#again)) void this.#drainOnce();
		});
	}

	async #settle(answer: MarkAnswer, rows: UpdateRow[]): Promise<void> {
		if (answer.type === 'ack') {
			await this.#options.outbox.confirmUpdates(rows);
			this.#options.onConfirmed();
			return;
		}
		if (answer.code === 'gap' || answer.code === 'storage') {
			this.#provider?.forceSync();
			this.#retry = setTimeout(() => {
				this.drain();
			}, RETRY);
			return;
		}
		// One row of several breaks a rule: sent one by one, only that one is refused.
		const [only] = rows;
		if (rows.length === 1 && only) await this.#options.outbox.refuseUpdates([only], answer.code);
		else await this.#splitUp(rows);
	}

	async #splitUp(rows: readonly UpdateRow[]): Promise<void> {
		for (const row of rows) {
			const answer = await this.#sendAlone(row, await sha256(row.bytes));
			if (answer === null) return;
			if (answer.type === 'ack') await this.#options.outbox.confirmUpdates([row]);
			else await this.#options.outbox.refuseUpdates([row], answer.code);
		}
	}

	#sendAlone(row: UpdateRow, fingerprint: string): Promise<MarkAnswer | null> {
		const provider = this.#provider;
		if (!provider || !this.#synced) return Promise.resolve(null);
		this.#mark += 1;
		const n = this.#mark;
		return new Promise((resolve) => {
			const stop = (answer: MarkAnswer | null) => {
				provider.off('stateless', listen);
				provider.off('close', lost);
				resolve(answer);
			};
			const listen = ({ payload }: { payload: string }) => {
				const answer = readAnswer(payload);
				if (answer?.n === n) stop(answer);
			};
			const lost = () => {
				stop(null);
			};
			provider.on('stateless', listen);
			provider.on('close', lost);
			this.#options.socket.send(updateFrame(this.#name, row.bytes));
			provider.sendStateless(JSON.stringify({ type: 'mark', n, sha256: fingerprint }));
		});
	}
}

function readAnswer(payload: string): MarkAnswer | null {
	try {
		const parsed = v.safeParse(markAnswerSchema, JSON.parse(payload));
		return parsed.success ? parsed.output : null;
	} catch {
		return null; // not JSON: nothing of ours
	}
}
