import type { PlanVisit } from '#modules/visits/domain/index.ts';
import type { Drag } from '../plan/drag.svelte.ts';
import type { WeekPlace } from './team-week.svelte.ts';

const FOOT = 140; // pixels that what is told while dragging takes at the most, on a narrow window

/** A cell on the screen. */
export interface Target extends WeekPlace {
	left: number;
	top: number;
	width: number;
	height: number;
	/** True near the foot of the window, where what is told beneath would cover it. */
	isLow: boolean;
}

/** The visit that is being dragged over the week, and the cell that it is over. */
export class HeldChip {
	readonly #table: () => HTMLElement | undefined;
	#targets: Target[] = [];
	#over = $state.raw<Target | null>(null);
	#drag = $state.raw<Drag | null>(null);

	constructor(table: () => HTMLElement | undefined) {
		this.#table = table;
	}

	/** The cell beneath; null between cells, and while nothing is dragged. */
	get over(): Target | null {
		return this.#over;
	}

	/** The drag of what is held. */
	get drag(): Drag | null {
		return this.#drag;
	}

	/** The visit is held so now. */
	move(drag: Drag): void {
		this.#drag = drag;
		const target = this.#targetAt(drag);
		if (target !== this.#over) this.#over = target;
	}

	/** It is let go of; gives over which cell. */
	release(drag: Drag): WeekPlace | null {
		const target = this.#targetAt(drag);
		this.drop();
		return target;
	}

	/** What is held goes back to where it was. */
	cancel(): void {
		this.#drag?.cancel();
		this.drop();
	}

	/** Nothing is held any more. */
	drop(): void {
		this.#over = null;
		this.#drag = null;
		this.#targets = [];
	}

	/** The cells may stand elsewhere now. */
	forget(): void {
		this.#targets = [];
	}

	/** The cells' places are read once a drag: nothing may ask the browser for its layout at each move. */
	#targetAt({ x, y }: Drag): Target | null {
		if (this.#targets.length === 0) {
			this.#targets = [...(this.#table()?.querySelectorAll<HTMLElement>('[data-day]') ?? [])].map((cell) => {
				const { left, top, width, height } = cell.getBoundingClientRect();
				const place = { carer: cell.dataset['of'] || null, day: cell.dataset['day'] ?? '' };
				return { ...place, left, top, width, height, isLow: top + height > innerHeight - FOOT };
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
	ondrag: (drag: Drag) => void;
	ondrop: (drag: Drag) => void;
}
