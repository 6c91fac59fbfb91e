import { type Drawing, type Measure, millimetres } from '#core/sheet';
import type { SheetWords } from './words.ts';

/** What a sheet is drawn with: each place that prints brings its own. */
export interface SheetTools {
	measure: Measure;
	/** The rows of a QR code, as 0 and 1. */
	code(text: string): readonly string[];
	words: SheetWords;
}

/** What every sheet says of itself. */
export interface SheetStamp {
	/** The number of the copy: digits, or a device's letters and digits while the server has given none. */
	copy: string;
	madeAt: number; // milliseconds since 1970
	/** Which state of the plan it shows. */
	source: string;
	/** The day by which it is to be destroyed. */
	destroyBy: string;
}

/** A text; what stands at its right edge ends at `x`. */
export function text(
	x: number,
	y: number,
	said: string,
	size: number,
	{ bold = false, align = 'left' }: { bold?: boolean; align?: 'left' | 'right' } = {}
): Drawing {
	return { kind: 'text', x, y, text: said, size, bold, align };
}

/** A line of ink. */
export function line(x1: number, y1: number, x2: number, y2: number, width = 0.2): Drawing {
	return { kind: 'line', x1, y1, x2, y2, width };
}

/** A box with an edge. */
export function box({ x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>, edge = 0.3): Drawing {
	return { kind: 'box', x, y, width, height, fill: null, line: edge };
}

/** A filled box without an edge; `grey` from 0 (black) to 1 (white). */
export function filled({ x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>, grey: number): Drawing {
	return { kind: 'box', x, y, width, height, fill: grey, line: 0 };
}

/** How far the lines of a text of this size stand apart, in millimetres. */
export function leading(size: number): number {
	return millimetres(size) * 1.25;
}

/** A text in lines that are no wider than `width`; a word that is wider itself is cut into pieces. */
export function wrap(said: string, width: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	let current = '';
	for (const word of said.split(/\s+/).flatMap((whole) => pieces(whole, width, measure))) {
		const longer = current === '' ? word : `${current} ${word}`;
		if (measure(longer) <= width) {
			current = longer;
			continue;
		}
		if (current !== '') lines.push(current);
		current = word;
	}
	return current === '' ? lines : [...lines, current];
}

/** A text in one line; what does not fit is left out, and an ellipsis says so. */
export function fit(said: string, width: number, measure: (text: string) => number): string {
	if (measure(said) <= width) return said;
	const signs = Array.from(said);
	let least = 0;
	let most = signs.length;
	while (least < most) {
		const middle = (least + most + 1) >> 1;
		if (measure(`${signs.slice(0, middle).join('')}…`) <= width) least = middle;
		else most = middle - 1;
	}
	return `${signs.slice(0, least).join('').trimEnd()}…`;
}

function pieces(word: string, width: number, measure: (text: string) => number): string[] {
	if (word === '' || measure(word) <= width) return word === '' ? [] : [word];
	const found: string[] = [];
	let piece = '';
	for (const sign of word) {
		if (piece !== '' && measure(piece + sign) > width) {
			found.push(piece);
			piece = '';
		}
		piece += sign;
	}
	return [...found, piece];
}
