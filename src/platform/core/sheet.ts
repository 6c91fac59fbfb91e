/**
 * Something drawn on a sheet of paper. Lengths are millimetres from the upper left corner; the size of a text is in
 * points, and its `y` is the line that it stands on.
 */
export type Drawing =
	| { kind: 'text'; x: number; y: number; text: string; size: number; bold: boolean; align: 'left' | 'right' }
	| { kind: 'line'; x1: number; y1: number; x2: number; y2: number; width: number }
	/** `fill` is from 0 (black) to 1 (white), or null for an empty box; `line` is 0 for a box without an edge. */
	| { kind: 'box'; x: number; y: number; width: number; height: number; fill: number | null; line: number }
	/** A QR code: rows of 0 and 1, 1 is black. */
	| { kind: 'code'; x: number; y: number; size: number; rows: readonly string[] };

/** A page as it is printed: the same on paper, in a PDF and on a screen. */
export interface SheetPage {
	width: number;
	height: number;
	drawings: readonly Drawing[];
}

/** How wide a text is, in millimetres, at a size in points. */
export type Measure = (text: string, size: number, bold: boolean) => number;

const POINT = 25.4 / 72; // millimetres

/** Points as millimetres. */
export function millimetres(points: number): number {
	return points * POINT;
}

/** Millimetres as points. */
export function points(length: number): number {
	return length / POINT;
}
