import type { Command } from '#core/command';
import { newId } from '#core/id';
import type { Answer } from './api.ts';
import { isLost, settleBlob, settleCommand, withoutFile } from './settle-answer.ts';
import { type BlobRow, type CommandRow, type MemberStorage, type UpdateRow, isRefused } from './storage.ts';

/** What waits, counted. */
export interface Unsent {
	updates: number;
	commands: number;
	blobs: number;
	/** What is sent along without the person's knowing; shown nowhere. */
	quiet: number;
	/** What the server has said no to, and the person has not seen yet. */
	refused: number;
}

const DAY = 24 * 60 * 60 * 1000; // milliseconds
const SHOW_ACCEPTED = DAY; // the facts that show the result may come later than the receipt
const KEEP_ACCEPTED = 14 * DAY; // as long as a restored server asks for what it has lost

/** Everything is flushed to the disk before it is called saved: the default may leave it in the system's memory. */
const STRICT = { durability: 'strict' } as const;

/** What has changed: the waiting updates of one document, or (null) commands and files. */
export interface OutboxChange {
	doc: string | null;
}

/** A file that a command brings along. */
export type NewBlob = Pick<BlobRow, 'id' | 'about' | 'name' | 'blob' | 'sha256'>;

/**
 * What this member has done on this device that the server has not confirmed. Nothing leaves it for having failed:
 * a row goes when the server has confirmed it, or when the person has seen the refusal.
 */
export class Outbox {
	readonly #storage: MemberStorage;
	readonly #channel: BroadcastChannel;
	readonly #tab = newId();
	readonly #listeners = new Set<(change: OutboxChange) => void>();
	readonly #writing = new Set<Promise<unknown>>();
	readonly #unwritten = new Set<UpdateRow>();
	#count = 0;
	#flushing: Promise<void> | null = null;
	#nextFlush: Promise<void> | null = null;

	constructor(storage: MemberStorage, member: string) {
		this.#storage = storage;
		this.#channel = new BroadcastChannel(`avbrottsfri-outbox-${member}`);
		this.#channel.onmessage = ({ data }: MessageEvent<OutboxChange>) => {
			this.#tell(data);
		};
	}

	/** Calls back whenever something in the outbox has changed, in this tab or another; gives the way to stop. */
	onChange(listener: (change: OutboxChange) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * Keeps an update. The transaction starts and commits within this call, so that an edit followed at once by leaving
	 * the page is kept: a flushed one each would queue up behind the disk, and a page that goes takes its queue along.
	 * The promise resolves after the flush, which many updates share.
	 */
	addUpdate(doc: string, bytes: Uint8Array): Promise<void> {
		this.#count += 1;
		const row: UpdateRow = { doc, tab: this.#tab, n: this.#count, bytes, refused: null, v: 1, enc: null };
		const tx = this.#storage.transaction('updates', 'readwrite');
		void tx.store.put(row);
		tx.commit();
		this.#unwritten.add(row);
		return this.#track(
			tx.done.then(() => {
				this.#unwritten.delete(row);
				return this.#flush();
			}),
			doc
		);
	}

	/** Updates that the browser has not written yet: a page that goes now would take them along. */
	unwritten(): readonly UpdateRow[] {
		return [...this.#unwritten];
	}

	/** Keeps rows that were saved in another way when their page went. Rows that are known already stay as they are. */
	async addRows(rows: readonly UpdateRow[]): Promise<void> {
		const tx = this.#storage.transaction('updates', 'readwrite', STRICT);
		for (const row of rows) void tx.store.put(row);
		await this.#track(tx.done);
	}

	/** The waiting updates of a document, oldest first within each tab. */
	async updatesOf(doc: string): Promise<UpdateRow[]> {
		const rows = await this.#storage.getAllFromIndex('updates', 'doc', doc);
		return rows.filter((row) => row.refused === null);
	}

	/** The documents that have waiting updates. */
	async waitingDocuments(): Promise<string[]> {
		return [...new Set((await this.#storage.getAll('updates')).filter((row) => !row.refused).map((row) => row.doc))];
	}

	/** Removes updates that the server has confirmed. */
	async confirmUpdates(rows: readonly UpdateRow[]): Promise<void> {
		const tx = this.#storage.transaction('updates', 'readwrite');
		for (const row of rows) void tx.store.delete([row.doc, row.tab, row.n]);
		await this.#track(tx.done, rows[0]?.doc);
	}

	/** Marks updates as not taken, with the reason. They stay. */
	async refuseUpdates(rows: readonly UpdateRow[], code: string): Promise<void> {
		const tx = this.#storage.transaction('updates', 'readwrite', STRICT);
		for (const row of rows) void tx.store.put({ ...row, refused: code });
		await this.#track(tx.done, rows[0]?.doc);
	}

	/** Keeps a command, and the file that it brings, in one transaction. */
	addCommand(command: Command, blob: NewBlob | null, now: number, quiet = false): Promise<void> {
		const durability = quiet ? {} : STRICT;
		const tx = this.#storage.transaction(['commands', 'blobs'], 'readwrite', durability);
		const state = { state: 'waiting', code: null, v: 1, enc: null } as const;
		void tx.objectStore('commands').put({
			...state,
			id: command.id,
			command,
			blob: blob?.id ?? null,
			detail: null,
			receipt: null,
			madeAt: now,
			quiet
		});
		if (blob) void tx.objectStore('blobs').put({ ...blob, ...state, sent: 0 });
		return this.#track(tx.done);
	}

	/** All commands that matter to people, in the order in which they were made. */
	async commands(): Promise<CommandRow[]> {
		const rows = await this.#storage.getAll('commands');
		return rows.filter(({ state }) => state !== 'kept').sort((a, b) => (a.command.at < b.command.at ? -1 : 1));
	}

	/** Notes the server's answer to a command. A file goes once the server has confirmed it by its fingerprint. */
	async answerCommand(given: Answer): Promise<void> {
		if (given.command === null) return;
		const tx = this.#storage.transaction(['commands', 'blobs'], 'readwrite', STRICT);
		const row = await tx.objectStore('commands').get(given.command);
		if (!row) return;
		const blob = row.blob === null ? undefined : await tx.objectStore('blobs').get(row.blob);
		const answer = row.again && !blob ? withoutFile(given) : given;
		const again = blob?.state === 'arrived' && isLost(answer);
		// The same "not yet" as before is no change: telling of it would only send the command again at once.
		if (answer.status === 'postponed' && row.code === answer.code && !again) return;
		settleCommand(tx.objectStore('commands'), row, answer);
		if (blob) settleBlob(tx.objectStore('blobs'), blob, { accepted: answer.status === 'accepted', again });
		await this.#track(tx.done);
	}

	/** Removes what a person has seen the refusal of. */
	async dismiss(commandId: string): Promise<void> {
		const tx = this.#storage.transaction(['commands', 'blobs'], 'readwrite');
		const row = await tx.objectStore('commands').get(commandId);
		if (row && row.state !== 'waiting') {
			void tx.objectStore('commands').delete(commandId);
			if (row.blob) void tx.objectStore('blobs').delete(row.blob);
		}
		await this.#track(tx.done);
	}

	/** All files that are kept. */
	blobs(): Promise<BlobRow[]> {
		return this.#storage.getAll('blobs');
	}

	/** Notes how far a file has come. */
	async updateBlob(id: string, change: Partial<Pick<BlobRow, 'sent' | 'state' | 'code'>>): Promise<void> {
		const tx = this.#storage.transaction('blobs', 'readwrite');
		const row = await tx.store.get(id);
		if (row) void tx.store.put({ ...row, ...change });
		await this.#track(tx.done);
	}

	/** Puts away answered commands whose result has long been in the facts, and in the end forgets them. */
	async tidy(now: number): Promise<void> {
		const rows = await this.#storage.getAll('commands');
		const accepted = rows.filter(({ state }) => state === 'accepted' || state === 'kept');
		for (const row of accepted) {
			if (row.madeAt < now - KEEP_ACCEPTED) await this.dismiss(row.id);
			else if (row.state === 'accepted' && row.madeAt < now - SHOW_ACCEPTED) {
				await this.#storage.put('commands', { ...row, state: 'kept' });
			}
		}
	}

	/** The server was restored from a backup: what it had accepted since may be lost there, and is handed over again. */
	async sendAgain(): Promise<void> {
		const tx = this.#storage.transaction('commands', 'readwrite', STRICT);
		for (const row of await tx.store.getAll()) {
			if (row.state !== 'accepted' && row.state !== 'kept') continue;
			void tx.store.put({ ...row, state: 'waiting', code: null, receipt: null, again: true });
		}
		await this.#track(tx.done);
	}

	/** Counts what waits and what was refused. */
	async unsent(): Promise<Unsent> {
		const [updates, commands, blobs] = await Promise.all([
			this.#storage.getAll('updates'),
			this.#storage.getAll('commands'),
			this.#storage.getAll('blobs')
		]);
		return {
			updates: new Set(updates.filter((row) => row.refused === null).map((row) => row.doc)).size,
			commands: commands.filter((row) => row.state === 'waiting' && row.blob === null && !row.quiet).length,
			blobs: blobs.filter((row) => row.state !== 'refused').length,
			quiet: commands.filter((row) => row.state === 'waiting' && row.quiet).length,
			refused: commands.filter(isRefused).length + updates.filter((row) => row.refused !== null).length
		};
	}

	/** Waits until everything that was added is on the disk. */
	async settled(): Promise<void> {
		while (this.#writing.size > 0) await Promise.allSettled(this.#writing);
	}

	/** Lets go of the channel; the storage belongs to who opened it. */
	close(): void {
		this.#channel.close();
		this.#listeners.clear();
	}

	/** Brings everything that was written before onto the disk: a flushed transaction takes the earlier ones along. */
	#flush(): Promise<void> {
		this.#nextFlush ??= (this.#flushing ?? Promise.resolve())
			.catch(() => null)
			.then(() => {
				const tx = this.#storage.transaction('notes', 'readwrite', STRICT);
				void tx.store.put(this.#count, 'flushed');
				this.#flushing = tx.done;
				this.#nextFlush = null;
				return tx.done;
			});
		return this.#nextFlush;
	}

	async #track(done: Promise<void>, doc: string | null = null): Promise<void> {
		this.#writing.add(done);
		try {
			await done;
		} finally {
			this.#writing.delete(done);
		}
		const change: OutboxChange = { doc };
		this.#channel.postMessage(change);
		this.#tell(change);
	}

	#tell(change: OutboxChange): void {
		for (const listener of this.#listeners) listener(change);
	}
}
