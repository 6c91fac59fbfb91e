import type { PlanVisit } from '#modules/visits/domain/index.ts';

const FAR = 4; // pixels from which on a press is a drag

/** What a visit that can be dragged is asked for. */
export interface DragActs {
	/** The visit as it is when it is pressed. */
	visit: () => PlanVisit;
	/** It is dragged: at each move, from where on it is far enough. */
	ondrag: (drag: Drag) => void;
	/** It was dragged, and is let go of here. */
	ondrop: (drag: Drag) => void;
	/** It was pressed, and let go of where it is. */
	onpress: () => void;
}

/** A press of the pointer on a visit. Once far enough it is a drag, until it is let go of, also back where it began. */
export class Drag {
	readonly #acts: DragActs;
	#from: { x: number; y: number } | null = null;
	#visit: PlanVisit | null = null;
	#by = $state.raw<{ x: number; y: number } | null>(null);

	constructor(acts: DragActs) {
		this.#acts = acts;
	}

	/** True once it is a drag. */
	get isFar(): boolean {
		return this.#by !== null;
	}
	/** How many pixels it has come to the right. */
	get right(): number {
		return this.#by?.x ?? 0;
	}
	/** Where the pointer is in the window. */
	get x(): number {
		return (this.#from?.x ?? 0) + (this.#by?.x ?? 0);
	}
	get y(): number {
		return (this.#from?.y ?? 0) + (this.#by?.y ?? 0);
	}
	/** The visit as it was when it was taken up. */
	get visit(): PlanVisit {
		return this.#visit ?? this.#acts.visit();
	}
	/** Moves what is dragged with the pointer, as a style. */
	get transform(): string | undefined {
		return this.#by ? `translate(${this.#by.x}px, ${this.#by.y}px)` : undefined;
	}

	readonly press = (event: PointerEvent & { currentTarget: Element }): void => {
		if (event.button !== 0) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		this.#from = { x: event.clientX, y: event.clientY };
		this.#visit = this.#acts.visit();
	};
	readonly move = (event: PointerEvent): void => {
		if (this.#goTo(event)) this.#acts.ondrag(this);
	};
	readonly letGo = (event: PointerEvent): void => {
		const wasPressed = this.#from !== null;
		if (this.#goTo(event)) this.#acts.ondrop(this);
		else if (wasPressed) this.#acts.onpress();
		this.cancel();
	};
	/** It ends without effect. */
	readonly cancel = (): void => {
		this.#from = null;
		this.#by = null;
	};

	/** Follows the pointer; true for a drag. */
	#goTo({ clientX, clientY }: PointerEvent): boolean {
		if (!this.#from) return false;
		const by = { x: clientX - this.#from.x, y: clientY - this.#from.y };
		if (this.#by || Math.abs(by.x) + Math.abs(by.y) > FAR) this.#by = by;
		return this.#by !== null;
	}
}
