import * as Y from 'yjs';
import type { Container, Found, Place, Places } from './places.ts';
import type { Id, ScannedStruct } from './scan.ts';

/** A key of a map that an update touches and that had a live value before. */
export interface Slot {
	live: Y.Item;
	added: ScannedStruct[];
	rule: 'keep' | 'append';
}

/** Steps along chains of replaced values that one update may cost. Honest ones need none or a handful. */
const MAX_STEPS = 200_000;

/** The touched keys whose values must not be lost. */
export class Slots {
	readonly #slots = new Map<Container, Map<string, Slot>>();
	#stepsLeft = MAX_STEPS;

	/** True when an update was built to make the judging itself expensive. */
	get exhausted(): boolean {
		return this.#stepsLeft < 0;
	}

	/** The slot of a place; null when there was no value that could be lost. */
	at(place: Place, rule: 'keep' | 'append', places: Places): Slot | null {
		const { container, key } = place;
		if (key === null) return null;
		const known = this.#slots.get(container)?.get(key);
		if (known) return known;
		const live = places.liveValue(place);
		if (!live) return null;
		const slot: Slot = { live, added: [], rule };
		const keys = this.#slots.get(container) ?? new Map<string, Slot>();
		keys.set(key, slot);
		this.#slots.set(container, keys);
		return slot;
	}

	*[Symbol.iterator](): Generator<Slot> {
		for (const keys of this.#slots.values()) yield* keys.values();
	}

	/**
	 * The value that a key will have: of all items of a key, the last one in Yjs' order. Deleting that one empties the
	 * key, and a new item can lose against the one that it meets.
	 */
	winnerOf({ live, added }: Slot, places: Places): Found {
		let winner: Found = live;
		this.#stepsLeft -= added.length;
		for (const struct of added) {
			if (this.exhausted) break;
			if (this.#comesAfter(struct, winner, places)) winner = struct;
		}
		return winner;
	}

	/**
	 * Items of a key name the one that they replaced as their origin, so that they form a tree; Yjs' order walks it
	 * from the root, smaller client ids first.
	 */
	#comesAfter(a: ScannedStruct, b: Found, places: Places): boolean {
		const end = endOf(b);
		if (a.origin && a.origin.client === end.client && a.origin.clock === end.clock) return true;
		const left = this.#pathTo(endOf(a), places);
		const right = this.#pathTo(end, places);
		for (let step = 0; step < left.length; step += 1) {
			const mine = left[step];
			const theirs = right[step];
			if (!mine || !theirs) return theirs === undefined;
			if (mine.client !== theirs.client) return mine.client > theirs.client;
			if (mine.clock !== theirs.clock) return mine.clock < theirs.clock;
		}
		return false;
	}

	/** The items that an item replaced, one after the other, from the first that the key ever had. */
	#pathTo(id: Id, places: Places): Id[] {
		const path: Id[] = [];
		for (let at: Id | null = id; at !== null && !this.exhausted; at = replacedBy(at, places)) {
			path.push(at);
			this.#stepsLeft -= 1;
		}
		return path.reverse();
	}
}

function replacedBy(id: Id, places: Places): Id | null {
	const found = places.find(id);
	if (!found || found instanceof Y.GC) return null;
	const start = idOf(found);
	return id.clock > start.clock ? { client: id.client, clock: id.clock - 1 } : found.origin;
}

function endOf(found: Found): Id {
	const { client, clock } = idOf(found);
	return { client, clock: clock + found.length - 1 };
}

function idOf(found: Found): Id {
	return found instanceof Y.Item || found instanceof Y.GC ? found.id : found;
}
