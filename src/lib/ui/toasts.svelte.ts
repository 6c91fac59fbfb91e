const SHOWN_FOR = 10_000; // ms; nothing that can be undone goes away sooner

/** A word about what was just done, with a way back. Errors do not belong here: they must not vanish by themselves. */
export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly undo: { text: string; run: () => void } | null;
}

class Toasts {
	#shown = $state.raw<readonly Toast[]>([]);
	#timers = new Map<number, ReturnType<typeof setTimeout>>();
	#last = 0;

	get shown(): readonly Toast[] {
		return this.#shown;
	}

	/** Shows a text for ten seconds, longer while somebody points at it or has the focus in it. */
	show(text: string, undo: Toast['undo'] = null): void {
		const id = ++this.#last;
		this.#shown = [...this.#shown, { id, text, undo }];
		this.#startTimer(id);
	}

	/** Takes a text away. */
	dismiss(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
		this.#shown = this.#shown.filter((toast) => toast.id !== id);
	}

	/** Keeps every text while somebody reads or reaches for one. */
	hold(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
	}

	/** Lets the texts go again, each with its whole time. */
	release(): void {
		for (const toast of this.#shown) this.#startTimer(toast.id);
	}

	#startTimer(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.set(
			id,
			setTimeout(() => this.dismiss(id), SHOWN_FOR)
		);
	}
}

/** The texts of this tab; ToastRegion shows them. */
export const toasts = new Toasts();
