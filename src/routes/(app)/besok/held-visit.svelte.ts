import type { PlanVisit } from '#domain/visits';

const STEP = 5; // minutes: what a dragged visit snaps to

/** Where a visit would go: over whose row it is (null: nobody's; undefined: no row), and when it would begin. */
export interface Held {
	visit: PlanVisit;
	carer: string | null | undefined;
	start: number;
}

/** The visit that is being dragged over the grid. */
export class HeldVisit {
	readonly #grid: () => HTMLElement | undefined;
	#lanes: { carer: string | null; top: number; bottom: number }[] = [];
	#held = $state.raw<Held | null>(null);

	constructor(grid: () => HTMLElement | undefined) {
		this.#grid = grid;
	}

	/** What is held, and where; it changes when the row or the snapped time does. */
	get now(): Held | null {
		return this.#held;
	}

	/** The visit is at a height of the window, so many minutes later than it was. */
	move(visit: PlanVisit, y: number, minutes: number): void {
		const [carer, start] = [this.#laneAt(y), snapped(visit, minutes)];
		if (this.#held?.carer !== carer || this.#held?.start !== start) this.#held = { visit, carer, start };
	}

	/** It is let go of; gives where. */
	release(visit: PlanVisit, y: number, minutes: number): Held {
		const where = { visit, carer: this.#laneAt(y), start: snapped(visit, minutes) };
		this.drop();
		return where;
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
