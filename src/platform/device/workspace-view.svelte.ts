import type * as Y from 'yjs';
import type { DocumentStore, OpenDocument } from './document-store.ts';

/** Makes of a document what a page shows. */
export type WorkspaceReader<Seen> = (doc: Y.Doc) => Seen;

/** A workspace document as a page sees it: read whenever it changes, changed by the functions of its module. */
export class WorkspaceView<Seen> {
	readonly #store: DocumentStore;
	readonly #name: string;
	readonly #read: WorkspaceReader<Seen>;
	readonly #stopFollowing: () => void;
	#doc: Y.Doc;
	#stop: () => void = () => undefined;
	#value: Seen = $state.raw() as Seen;
	#loaded = $state(false);
	#scheduled = false;
	#closed = false;

	constructor(store: DocumentStore, name: string, read: WorkspaceReader<Seen>) {
		this.#store = store;
		this.#name = name;
		this.#read = read;
		const opened = store.open(name);
		this.#doc = opened.doc;
		this.#show(opened);
		this.#stopFollowing = store.onReplaced((replaced) => {
			if (replaced === name) this.#show(store.current(name));
		});
	}

	/** Shows a document from now on. */
	#show({ doc, loaded }: OpenDocument): void {
		this.#stop();
		this.#doc = doc;
		this.#value = this.#read(doc);
		// Many updates of one moment become one change of the screen.
		const changed = () => {
			if (this.#scheduled) return;
			this.#scheduled = true;
			queueMicrotask(() => {
				this.#scheduled = false;
				if (!this.#closed) this.#value = this.#read(this.#doc);
			});
		};
		doc.on('update', changed);
		this.#stop = () => {
			doc.off('update', changed);
		};
		void loaded.then(() => {
			changed();
			this.#loaded = true;
		});
	}

	/** What the document says now. */
	get value(): Seen {
		return this.#value;
	}

	/** True once the device's own copy has been read. */
	get loaded(): boolean {
		return this.#loaded;
	}

	/** Resolves once the device's own copy has been read. */
	ready(): Promise<void> {
		return this.#store.current(this.#name).loaded;
	}

	/** Changes the document; it is on the device at once, and in the outbox. */
	edit<Result>(change: (doc: Y.Doc) => Result): Result {
		return change(this.#doc);
	}

	/** Lets go of the document. */
	close(): void {
		this.#closed = true;
		this.#stop();
		this.#stopFollowing();
		this.#store.release(this.#name);
	}
}
