import type { PlanVisit } from '#modules/visits/domain/index.ts';
import type { Drag } from './drag.svelte.ts';

const STEP = 5; // minutes: what a dragged visit snaps to

/** How a visit is held: out of whose row (null: nobody's), and so many minutes later than it was. */
export interface Grip {
	drag: Drag;
	from: string | null;
	minutes: number;
}

/** Where a visit would go: over whose row it is (null: nobody's; undefined: no row), and when it would begin. */
export interface Held {
	drag: Drag;
	from: string | null;
	carer: string | null | undefined;
	start: number;
}

/** The visit that is being dragged over the grid. */
export class HeldVisit {
	readonly #grid: () => HTMLElement | undefined;
	#lanes: { carer: string | null; top: number; bottom: number }[] = [];
	#held = $state.raw<Held | null>(null);
	readonly #drag = $derived(this.#held?.drag ?? null);

	constructor(grid: () => HTMLElement | undefined) {
		this.#grid = grid;
	}

	/** What is held, and where; it changes when the row or the snapped time does. */
	get now(): Held | null {
		return this.#held;
	}
	/** The drag of what is held. */
	get drag(): Drag | null {
		return this.#drag;
	}

	/** The visit is held so now. */
	move(grip: Grip): void {
		const next = this.#where(grip);
		if (this.#held?.carer !== next.carer || this.#held?.start !== next.start) this.#held = next;
	}

	/** It is let go of; gives where. */
	release(grip: Grip): Held {
		const where = this.#where(grip);
		this.drop();
		return where;
	}

	#where({ drag, from, minutes }: Grip): Held {
		return { drag, from, carer: this.#laneAt(drag.y), start: snapped(drag.visit, minutes) };
	}

	/** What is held goes back to where it was. */
	cancel(): void {
		this.#drag?.cancel();
		this.drop();
	}

	/** Nothing is held any more. */
	drop(): void {
		this.#held = null;
		this.forgetRows();
	}

	/** The rows may stand elsewhere now. */
	forgetRows(): void {
		this.#lanes = [];
	}

	/** The rows' places are read once a drag: nothing may ask the browser for its layout at each move. */
	#laneAt(y: number): string | null | undefined {
		if (this.#lanes.length === 0) {
			this.#lanes = [...(this.#grid()?.querySelectorAll<HTMLElement>('[data-carer]') ?? [])].map((lane) => {
				const { top, bottom } = lane.getBoundingClientRect();
				return { carer: (lane.dataset['carer'] ?? '') || null, top, bottom };
			});
		}
		return this.#lanes.find(({ top, bottom }) => y >= top && y < bottom)?.carer;
	}
}

/** When a visit begins that was moved by so many minutes. */
export function snapped(visit: PlanVisit, minutes: number): number {
	return Math.max(0, Math.round((visit.start.value + minutes) / STEP) * STEP);
}
