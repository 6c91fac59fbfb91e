import type { PlanVisit } from '#domain/visits';
import type { WeekPlace } from './team-week.svelte.ts';

/** A cell on the screen. */
interface Target extends WeekPlace {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** The visit that is being dragged over the week, and the cell that it is over. */
export class HeldChip {
	readonly #table: () => HTMLElement | undefined;
	#targets: Target[] = [];
	#over = $state.raw<Target | null>(null);

	constructor(table: () => HTMLElement | undefined) {
		this.#table = table;
	}

	/** The cell beneath; null between cells, and while nothing is dragged. */
	get over(): Target | null {
		return this.#over;
	}

	/** The visit is at a place of the window. */
	move(x: number, y: number): void {
		const target = this.#targetAt(x, y);
		if (target !== this.#over) this.#over = target;
	}

	/** It is let go of; gives over which cell. */
	release(x: number, y: number): WeekPlace | null {
		const target = this.#targetAt(x, y);
		this.drop();
		return target;
	}

	/** Nothing is held any more. */
	drop(): void {
		this.#over = null;
		this.#targets = [];
	}

	/** The cells may stand elsewhere now. */
	forget(): void {
		this.#targets = [];
	}

	/** The cells' places are read once a drag: nothing may ask the browser for its layout at each move. */
	#targetAt(x: number, y: number): Target | null {
		if (this.#targets.length === 0) {
			this.#targets = [...(this.#table()?.querySelectorAll<HTMLElement>('[data-day]') ?? [])].map((cell) => {
				const { left, top, width, height } = cell.getBoundingClientRect();
				return { carer: cell.dataset['of'] || null, day: cell.dataset['day'] ?? '', left, top, width, height };
			});
		}
		const isOn = ({ left, top, width, height }: Target) =>
			x >= left && x < left + width && y >= top && y < top + height;
		return this.#targets.find(isOn) ?? null;
	}
}

/** What a visit in an open cell is given to be dragged by. */
export interface ChipActs {
	onopen: (visit: PlanVisit) => void;
	ondrag: (x: number, y: number) => void;
	ondrop: (visit: PlanVisit, x: number, y: number) => void;
}
