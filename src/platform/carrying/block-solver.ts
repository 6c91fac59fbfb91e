import { addInto, lowestBit } from './combination.ts';

interface Row {
	/** Which blocks are combined, a bit each. */
	mask: Uint32Array;
	sum: Uint32Array;
}

/**
 * Blocks out of combinations of blocks, by elimination over GF(2) as they arrive: every combination that says something
 * new brings one block's worth, so that hardly more frames are needed than there are blocks.
 */
export class BlockSolver {
	readonly #count: number;
	readonly #rows: (Row | undefined)[];
	#rank = 0;

	/** A solver for `count` blocks. */
	constructor(count: number) {
		this.#count = count;
		this.#rows = new Array<Row | undefined>(count).fill(undefined);
	}

	/** How many blocks' worth is known. */
	get rank(): number {
		return this.#rank;
	}

	/** True when every block can be had. */
	get complete(): boolean {
		return this.#rank === this.#count;
	}

	/** Takes a combination, and keeps what it is given; false when it says nothing new. */
	add(mask: Uint32Array, sum: Uint32Array): boolean {
		const row = { mask, sum };
		for (let pivot = lowestBit(mask, 0); pivot >= 0; pivot = lowestBit(mask, pivot)) {
			const known = this.#rows[pivot];
			if (!known) {
				this.#rows[pivot] = row;
				this.#rank += 1;
				return true;
			}
			addRow(row, known);
		}
		return false;
	}

	/** All blocks in order; none before all can be had. */
	blocks(): Uint32Array[] {
		if (!this.complete) return [];
		for (let pivot = this.#count - 1; pivot >= 0; pivot -= 1) {
			const row = this.#rows[pivot];
			if (row) this.#takeOutLater(row, pivot);
		}
		return this.#rows.flatMap((row) => (row ? [row.sum] : []));
	}

	/** Takes the later blocks, which are solved by then, out of a row. */
	#takeOutLater(row: Row, pivot: number): void {
		for (let other = lowestBit(row.mask, pivot + 1); other >= 0; other = lowestBit(row.mask, other + 1)) {
			const known = this.#rows[other];
			if (known) addRow(row, known);
		}
	}
}

function addRow(row: Row, other: Row): void {
	addInto(row.mask, other.mask);
	addInto(row.sum, other.sum);
}
