import type { Command } from '#core/command';
import { newId } from '#core/id';
import type { Answer } from './api.ts';
import { STRICT } from './kept-rows.ts';
import { isLost, settledBlob, settledCommand, withoutFile } from './settle-answer.ts';
import {
	type BlobRow,
	type CommandRow,
	type MemberChange,
	type MemberRows,
	type UpdateRow,
	isRefused
} from './storage.ts';
import { TabChannel } from './tab-channel.ts';

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
	readonly #rows: MemberRows;
	readonly #channel: TabChannel<OutboxChange>;
	/** The rows that this tab makes bear it. */
	readonly tab = newId();
	readonly #listeners = new Set<(change: OutboxChange) => void>();
	readonly #writing = new Set<Promise<unknown>>();
	#count = 0;
	/** The number of the latest command, as far as this tab knows. */
	#latest = 0;
	#flushing: Promise<void> | null = null;
	#nextFlush: Promise<void> | null = null;

	constructor(rows: MemberRows, member: string) {
		this.#rows = rows;
		this.#channel = new TabChannel(`outbox-${member}`, (change: OutboxChange) => {
			this.#tell(change);
		});
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
		const row: UpdateRow = { doc, tab: this.tab, n: this.#count, bytes, refused: null, v: 1, enc: null };
		const written = this.#rows.write([this.#rows.put('updates', row)]);
		return this.#track(
			written.then(() => this.#flush()),
			doc
		);
	}

	/** What the browser has not written yet: a page that goes now would take it along. */
	unwritten(): { updates: UpdateRow[]; commands: CommandRow[] } {
		const changes = this.#rows.unwritten();
		return {
			updates: changes.flatMap(({ store, row }) => (store === 'updates' && row ? [row] : [])),
			commands: changes.flatMap(({ store, row }) => (store === 'commands' && row ? [row] : []))
		};
	}

	/** Keeps rows that were saved in another way when their page went; true when the disk has them. */
	async addRows({ updates, commands }: { updates: UpdateRow[]; commands: CommandRow[] }): Promise<boolean> {
		const changes = [
			...updates.map((row) => this.#rows.put('updates', row)),
			...commands.map((row) => this.#rows.put('commands', row))
		];
		await this.#track(this.#rows.write(changes, STRICT));
		return !this.#rows.failing;
	}

	/** The waiting updates of a document, oldest first within each tab. */
	async updatesOf(doc: string): Promise<UpdateRow[]> {
		const rows = await this.#rows.all('updates', doc);
		return rows.filter((row) => row.refused === null).sort((a, b) => (a.tab === b.tab ? a.n - b.n : 0));
	}

	/** The documents that have waiting updates. */
	async waitingDocuments(): Promise<string[]> {
		return [...new Set((await this.#rows.all('updates')).filter((row) => !row.refused).map((row) => row.doc))];
	}

	/** Removes updates that the server has confirmed. */
	async confirmUpdates(rows: readonly UpdateRow[]): Promise<void> {
		const gone = rows.map(({ doc, tab, n }): MemberChange => ({ store: 'updates', key: [doc, tab, n], row: null }));
		await this.#track(this.#rows.write(gone), rows[0]?.doc);
	}

	/** Marks updates as not taken, with the reason. They stay. */
	async refuseUpdates(rows: readonly UpdateRow[], code: string): Promise<void> {
		const refused = rows.map((row) => this.#rows.put('updates', { ...row, refused: code }));
		await this.#track(this.#rows.write(refused, STRICT), rows[0]?.doc);
	}

	/**
	 * Keeps a command, and the file that it brings, in one transaction. `off` tells by how many milliseconds the device's
	 * clock was put right when it was stamped.
	 */
	addCommand(command: Command, blob: NewBlob | null, now: number, { quiet = false, off = 0 } = {}): Promise<void> {
		const state = { state: 'waiting', code: null, v: 1, enc: null } as const;
		this.#latest += 1;
		const rest = { blob: blob?.id ?? null, detail: null, receipt: null, madeAt: now, n: this.#latest, quiet, off };
		const changes = [this.#rows.put('commands', { ...state, ...rest, id: command.id, command })];
		if (blob) changes.push(this.#rows.put('blobs', { ...blob, ...state, sent: 0 }));
		return this.#track(this.#rows.write(changes, quiet ? {} : STRICT));
	}

	/** All commands that matter to people, in the order in which they were made. */
	async commands(): Promise<CommandRow[]> {
		const rows = await this.#rows.all('commands');
		for (const { n = 0 } of rows) this.#latest = Math.max(this.#latest, n);
		return rows
			.filter(({ state }) => state !== 'kept')
			.sort((a, b) => (a.n ?? 0) - (b.n ?? 0) || (a.command.at < b.command.at ? -1 : 1));
	}

	/** Notes the server's answer to a command. A file goes once the server has confirmed it by its fingerprint. */
	async answerCommand(given: Answer): Promise<void> {
		if (given.command === null) return;
		const row = await this.#rows.get('commands', given.command);
		if (!row) return;
		const blob = row.blob === null ? undefined : await this.#rows.get('blobs', row.blob);
		const answer = row.again && !blob ? withoutFile(given) : given;
		const again = blob?.state === 'arrived' && isLost(answer);
		// The same "not yet" as before is no change: telling of it would only send the command again at once.
		if (answer.status === 'postponed' && row.code === answer.code && !again) return;
		const changes: MemberChange[] = [{ store: 'commands', key: row.id, row: settledCommand(row, answer) }];
		if (blob) {
			const settled = settledBlob(blob, { accepted: answer.status === 'accepted', again });
			changes.push({ store: 'blobs', key: blob.id, row: settled });
		}
		await this.#track(this.#rows.write(changes, STRICT));
	}

	/** Removes what a person has seen the refusal of. */
	async dismiss(commandId: string): Promise<void> {
		const row = await this.#rows.get('commands', commandId);
		if (!row || row.state === 'waiting') return;
		const changes: MemberChange[] = [{ store: 'commands', key: commandId, row: null }];
		if (row.blob) changes.push({ store: 'blobs', key: row.blob, row: null });
		await this.#track(this.#rows.write(changes));
	}

	/** All files that are kept. */
	blobs(): Promise<BlobRow[]> {
		return this.#rows.all('blobs');
	}

	/** Notes how far a file has come. */
	async updateBlob(id: string, change: Partial<Pick<BlobRow, 'sent' | 'state' | 'code'>>): Promise<void> {
		const row = await this.#rows.get('blobs', id);
		if (row) await this.#track(this.#rows.write([this.#rows.put('blobs', { ...row, ...change })]));
	}

	/** Puts away answered commands whose result has long been in the facts, and in the end forgets them. */
	async tidy(now: number): Promise<void> {
		const rows = await this.#rows.all('commands');
		const accepted = rows.filter(({ state }) => state === 'accepted' || state === 'kept');
		for (const row of accepted) {
			// Made by a clock that was ahead: counted from now, or it would stay until then.
			if (row.madeAt > now) await this.#rows.write([this.#rows.put('commands', { ...row, madeAt: now })]);
			else if (row.madeAt < now - KEEP_ACCEPTED) await this.dismiss(row.id);
			else if (row.state === 'accepted' && row.madeAt < now - SHOW_ACCEPTED) {
				await this.#rows.write([this.#rows.put('commands', { ...row, state: 'kept' })]);
			}
		}
	}

	/** The server was restored from a backup: what it had accepted since may be lost there, and is handed over again. */
	async sendAgain(): Promise<void> {
		const rows = await this.#rows.all('commands');
		const again = rows
			.filter(({ state }) => state === 'accepted' || state === 'kept')
			.map((row) => this.#rows.put('commands', { ...row, state: 'waiting', code: null, receipt: null, again: true }));
		if (again.length > 0) await this.#track(this.#rows.write(again, STRICT));
	}

	/** Counts what waits and what was refused. */
	async unsent(): Promise<Unsent> {
		const [updates, commands, blobs] = await Promise.all([
			this.#rows.all('updates'),
			this.#rows.all('commands'),
			this.#rows.all('blobs')
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

	/** Lets go of the channel; the rows belong to who opened them. */
	close(): void {
		this.#channel.close();
		this.#listeners.clear();
	}

	/** Brings everything that was written before onto the disk: a flushed transaction takes the earlier ones along. */
	#flush(): Promise<void> {
		this.#nextFlush ??= (this.#flushing ?? Promise.resolve())
			.catch(() => null)
			.then(() => {
				this.#flushing = this.#rows.write([{ store: 'notes', key: 'flushed', row: this.#count }], STRICT);
				this.#nextFlush = null;
				return this.#flushing;
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
		this.#channel.post(change);
		this.#tell(change);
	}

	#tell(change: OutboxChange): void {
		for (const listener of this.#listeners) listener(change);
	}
}
