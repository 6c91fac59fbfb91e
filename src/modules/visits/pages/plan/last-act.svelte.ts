/** What this person has just done here, as the page tells it, and whether it can be taken back. */
export class LastAct {
	#told = $state.raw<{ text: string; undoable: boolean }>({ text: '', undoable: false });
	#takeBack: (() => string) | null = null;

	get told() {
		return this.#told;
	}

	/** Tells what was done. */
	done(text: string, undoable: boolean): void {
		this.#told = { text, undoable };
		this.#takeBack = null;
	}

	/** Tells what was done that is taken back in a way of its own, which gives what to tell then. */
	doneOnce(text: string, takeBack: () => string): void {
		this.done(text, true);
		this.#takeBack = takeBack;
	}

	/** Takes back what has a way of its own; false when the last act has none. */
	takeBack(): boolean {
		const takeBack = this.#takeBack;
		if (takeBack) this.tell(takeBack());
		return takeBack !== null;
	}

	/** Tells something that was not done here. */
	tell(text: string): void {
		this.done(text, false);
	}
}
