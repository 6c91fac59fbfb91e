import * as Y from 'yjs';
import { applyTextEdit, textEdit } from '#core/text-edit';
import type { DocumentStore } from './document-store.ts';

/** A text that several people write in at once, bound to a field by what changed in it. */
export class SharedText {
	readonly #store: DocumentStore;
	readonly #name: string;
	readonly #text: Y.Text;
	readonly #stop: () => void;
	#value = $state('');
	#loaded = $state(false);
	#caret: Y.RelativePosition | null = null;
	/** Resolves when the device's own copy is read. */
	readonly ready: Promise<void>;

	constructor(store: DocumentStore, name: string, root: string) {
		this.#store = store;
		this.#name = name;
		const { doc, loaded } = store.open(name);
		this.#text = doc.getText(root);
		const read = () => {
			this.#value = this.#text.toJSON();
		};
		this.#text.observe(read);
		this.#stop = () => {
			this.#text.unobserve(read);
		};
		read();
		this.ready = loaded;
		void loaded.then(() => {
			this.#loaded = true;
		});
	}

	/** The text as it is now, everybody's writing included. */
	get value(): string {
		return this.#value;
	}

	/** True once the device's own copy is read. */
	get loaded(): boolean {
		return this.#loaded;
	}

	/** Takes over what a field holds after typing; `caret` is where the typing ended. */
	edit(next: string, caret: number): void {
		const edit = textEdit(this.#value, next, caret);
		if (edit) applyTextEdit(this.#text, edit, this);
		this.keepCaret(caret);
	}

	/** Remembers the caret by what stands around it, so that others' writing before it moves it along. */
	keepCaret(caret: number): void {
		this.#caret = Y.createRelativePositionFromTypeIndex(this.#text, Math.min(caret, this.#text.length));
	}

	/** Where the remembered caret is in the text as it is now. */
	get caret(): number | null {
		const { doc } = this.#text;
		if (!doc || !this.#caret) return null;
		return Y.createAbsolutePositionFromRelativePosition(this.#caret, doc)?.index ?? null;
	}

	/** Lets go of the document. */
	close(): void {
		this.#stop();
		this.#store.release(this.#name);
	}
}
