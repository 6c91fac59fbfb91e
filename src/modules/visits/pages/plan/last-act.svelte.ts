/** What this person has just done here, as the page tells it, and whether it can be taken back. */
export class LastAct {
	#told = $state.raw<{ text: string; undoable: boolean }>({ text: '', undoable: false });

	get told() {
		return this.#told;
	}

	/** Tells what was done. */
	done(text: string, undoable: boolean): void {
		this.#told = { text, undoable };
	}

	/** Tells something that was not done here. */
	tell(text: string): void {
		this.done(text, false);
	}
}
