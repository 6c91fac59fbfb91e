import type { PlanVisit } from '#domain/visits';

const STEP = 5; // minutes: what a dragged visit snaps to

/** How a visit is held: out of whose row (null: nobody's), at a height of the window, so many minutes later than it was. */
export interface Grip {
	visit: PlanVisit;
	from: string | null;
	y: number;
	minutes: number;
}

/** Where a visit would go: over whose row it is (null: nobody's; undefined: no row), and when it would begin. */
export interface Held {
	visit: PlanVisit;
	from: string | null;
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

	#where({ visit, from, y, minutes }: Grip): Held {
		return { visit, from, carer: this.#laneAt(y), start: snapped(visit, minutes) };
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
