import type { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { newClientId } from '#core/id';
import { copyIsWritten, openCopy, stateOf } from './open-copy.ts';
import type { Outbox } from './outbox.ts';
import { TabChannel } from './tab-channel.ts';

/** Marks what came from another tab: it is neither the person's work here nor the server's word. */
const FROM_TAB = Symbol('from another tab');
/** Marks unsent work that is put back into a copy that had to be dropped. */
const FROM_OUTBOX = Symbol('from the outbox');
/** Marks others' work that was handed over without the server: it is theirs, and never goes into the own outbox. */
const FROM_COLLEAGUE = Symbol('from a colleague');

/** Says to the other tabs that the copy which they share was thrown away. */
const REPLACED = 'replaced';
/** Says to the other tabs that the copy was forgotten for good: who shows the document does not write it anew. */
const FORGOTTEN = 'forgotten';
/** What tabs say to each other of a document: a change, or what became of its copy. */
type Told = Uint8Array | typeof REPLACED | typeof FORGOTTEN;

/** A document that is open on this device. */
export interface OpenDocument {
	name: string;
	doc: Y.Doc;
	/** Resolves when the device's own copy is loaded. */
	loaded: Promise<void>;
}

/** Others' unsent work that this device carries. */
export interface CarriedUpdates {
	updatesOf(doc: string): Promise<readonly Uint8Array[]>;
}

interface Held extends OpenDocument {
	holders: number;
	channel: TabChannel<Told>;
	persistence: IndexeddbPersistence | null;
	/** True when another tab has forgotten the copy. */
	forgotten: boolean;
}

/**
 * The documents of one member on this device: a copy of each in IndexedDB, kept equal between tabs. What the person
 * edits goes to the outbox in the same moment.
 */
export class DocumentStore {
	readonly #member: string;
	readonly #outbox: Outbox;
	readonly #carried: CarriedUpdates | null;
	readonly #open = new Map<string, Held>();
	readonly #replaced = new Set<(name: string) => void>();
	readonly #failed = new Set<() => void>();
	readonly #servers = new WeakSet<object>();

	constructor(member: string, outbox: Outbox, carried: CarriedUpdates | null = null) {
		this.#member = member;
		this.#outbox = outbox;
		this.#carried = carried;
	}

	/** Opens a document, or takes hold of it when it is open already. Every open() needs its release(). */
	open(name: string): OpenDocument {
		const known = this.#open.get(name);
		if (known) {
			known.holders += 1;
			return known;
		}
		const held = this.#hold(name, 1);
		held.loaded = this.#load(held);
		return held;
	}

	/** Lets go of a document; the last one closes it. */
	release(name: string): void {
		const held = this.#open.get(name);
		if (!held) return;
		held.holders -= 1;
		if (held.holders > 0) return;
		this.#open.delete(name);
		held.channel.close();
		void closeCopy(held);
		held.doc.destroy();
	}

	/** Puts what a colleague handed over, already checked, into a document that is open, and into its other tabs. */
	applyCarried(name: string, changes: Uint8Array): void {
		const held = this.#open.get(name);
		if (held) Y.applyUpdate(held.doc, changes, FROM_COLLEAGUE);
	}

	/** Calls back when a document was replaced: who shows it opens the new one, of which it holds one already. */
	onReplaced(listener: (name: string) => void): () => void {
		this.#replaced.add(listener);
		return () => this.#replaced.delete(listener);
	}

	/** Calls back when a copy could not be opened or written. */
	onFailed(listener: () => void): void {
		this.#failed.add(listener);
	}

	/** Opens the copies of all open documents again; resolves when the disk has all that the documents have. */
	async reopenCopies(): Promise<void> {
		const kept = [...this.#open.values()].filter(({ forgotten }) => !forgotten);
		const reopened = kept.map((held) => {
			void closeCopy(held);
			return copyIsWritten(this.#openCopy(held));
		});
		await Promise.all(reopened);
	}

	/** The document that is open under a name now; who asks holds it already. */
	current(name: string): OpenDocument {
		const held = this.#open.get(name);
		if (!held) throw new Error('The document is not open');
		return held;
	}

	/**
	 * Throws a copy away, in all tabs, and begins it anew from what was not sent here: it held something that must not
	 * be in it. The server brings the rest.
	 */
	async replace(name: string): Promise<void> {
		const held = this.#open.get(name);
		if (!held) {
			await deleteDatabase(this.#copyName(name));
			return;
		}
		held.channel.post(REPLACED);
		await this.#replace(held);
	}

	/** Takes what is applied with this origin as the server's word: the connections that bring it say so. */
	trust(origin: object): void {
		this.#servers.add(origin);
	}

	/** Resolves when no copy is being read, also of documents that were opened because of others. */
	async allLoaded(): Promise<void> {
		let before = -1;
		while (before !== this.#open.size) {
			before = this.#open.size;
			await Promise.all([...this.#open.values()].map(({ loaded }) => loaded));
		}
	}

	/** Closes all documents. */
	close(): void {
		for (const held of this.#open.values()) {
			held.holders = 1;
			this.release(held.name);
		}
	}

	/** Closes all documents and deletes their copies, but for those that the outbox still has unsent work for. */
	async removeCopies(): Promise<void> {
		this.close();
		const kept = new Set((await this.#outbox.waitingDocuments()).map((name) => this.#copyName(name)));
		const prefix = this.#copyName('');
		const databases = await indexedDB.databases();
		const names = databases.flatMap(({ name }) => (name?.startsWith(prefix) && !kept.has(name) ? [name] : []));
		await Promise.all(names.map(deleteDatabase));
	}

	/** The documents that this device has a copy of. */
	async copies(): Promise<string[]> {
		const prefix = this.#copyName('');
		const databases = await indexedDB.databases();
		return databases.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
	}

	/** Forgets the copy of a document that nobody holds in this tab, in all tabs. */
	async forgetCopy(name: string): Promise<void> {
		const channel = this.#channelOf(name);
		channel.post(FORGOTTEN);
		channel.close();
		await this.removeCopy(name);
	}

	/** Deletes the copy of a document that nobody holds. */
	async removeCopy(name: string): Promise<void> {
		if (!this.#open.has(name)) await deleteDatabase(this.#copyName(name));
	}

	#hold(name: string, holders: number): Held {
		const doc = new Y.Doc();
		doc.clientID = newClientId();
		const channel = this.#channelOf(name, (told) => {
			if (told === REPLACED) void this.#replace(held);
			else if (told === FORGOTTEN) this.#forget(held);
			else Y.applyUpdate(doc, told, FROM_TAB);
		});
		const rest = { holders, persistence: null, forgotten: false, loaded: Promise.resolve() };
		const held: Held = { name, doc, channel, ...rest };
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			this.#spread(held, update, origin);
		});
		this.#open.set(name, held);
		return held;
	}

	async #replace(old: Held): Promise<void> {
		old.channel.close();
		const fresh = this.#hold(old.name, old.holders);
		const gone = closeCopy(old);
		old.doc.destroy();
		fresh.loaded = gone.then(() => deleteDatabase(this.#copyName(old.name))).then(() => this.#load(fresh));
		for (const listener of this.#replaced) listener(old.name);
		await fresh.loaded;
	}

	/** What the document holds stays on the screen until this tab begins anew as well. */
	#forget(held: Held): void {
		held.forgotten = true;
		void closeCopy(held);
	}

	#openCopy(held: Held): IndexeddbPersistence {
		held.persistence = openCopy(this.#copyName(held.name), held.doc, () => {
			this.#tellFailed();
		});
		return held.persistence;
	}

	#tellFailed(): void {
		for (const listener of this.#failed) listener();
	}

	#channelOf(name: string, onTold?: (told: Told) => void): TabChannel<Told> {
		return new TabChannel(`${this.#member}-${name}`, onTold);
	}

	#copyName(name: string): string {
		return `avbrottsfri-copy-${this.#member}-${name}`;
	}

	#spread(held: Held, update: Uint8Array, origin: unknown): void {
		if (origin === held.persistence || origin === FROM_TAB) return;
		held.channel.post(update);
		const fromServer = typeof origin === 'object' && origin !== null && this.#servers.has(origin);
		if (origin !== FROM_OUTBOX && origin !== FROM_COLLEAGUE && !fromServer)
			void this.#outbox.addUpdate(held.name, update);
	}

	/** A copy that cannot be read is dropped: the server has the rest; what it lacks is in the outbox, or is carried. */
	async #load(held: Held): Promise<void> {
		const name = this.#copyName(held.name);
		// Asked for while the copy is read: on a slow phone each question to the database costs what a short one does.
		const unsent = Promise.all([this.#outbox.updatesOf(held.name), this.#carried?.updatesOf(held.name) ?? []]);
		const copy = this.#openCopy(held);
		const state = await stateOf(copy, name);
		if (state === 'damaged') {
			await copy.destroy();
			await deleteDatabase(name);
			await this.#openCopy(held).whenSynced;
		} else if (state === 'silent') this.#tellFailed();
		else await copy.whenSynced;
		const [own, carried] = await unsent;
		for (const row of own) Y.applyUpdate(held.doc, row.bytes, FROM_OUTBOX);
		for (const update of carried) Y.applyUpdate(held.doc, update, FROM_COLLEAGUE);
	}
}

/** One that never opened is closed all the same: nobody listens to what it says then. */
async function closeCopy({ persistence }: Held): Promise<void> {
	await persistence?.destroy().catch(() => undefined);
}

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => {
			resolve();
		};
		request.onerror = () => {
			reject(new Error('A copy could not be deleted', { cause: request.error }));
		};
		// Another tab still has it open; it is deleted when that tab lets go.
		request.onblocked = () => {
			resolve();
		};
	});
}
