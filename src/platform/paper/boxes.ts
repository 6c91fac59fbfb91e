import { type Area, cutOut } from './cut-out.ts';
import { type Grey, integralOf, percentile, sumWithin } from './grey.ts';
import type { Homography } from './homography.ts';

/** How a box was read. */
export type Reading = 'ticked' | 'empty' | 'unsure';

/** A box as it was found. */
export interface MeasuredBox {
	/** How much of its inside is ink, 0–1. */
	fill: number;
	/** How much of its edge was found, 0–1. */
	edge: number;
	reading: Reading;
}

const SCALE = 8; // pixels to the millimetre
const MARGIN = 2; // millimetres around the box: paper bends, and lenses too
const SEARCH = 1.4; // millimetres that the box may lie beside its place
const STEP = 1 / SCALE;
const INSET = 0.9; // millimetres from the edge's middle to what is counted as inside
const INK = 0.72; // of the paper's brightness around the box
const PAPER = 0.8; // the part of the pixels that is darker than, or as bright as, plain paper

/** Less ink than this is dust; from the second on it is a tick, and beyond the third something was blotted out. */
const LIMITS = { empty: 0.015, ticked: 0.06, blotted: 0.7 } as const;
const EDGE_FOUND = 0.6;

/** Looks for the edge of a box near its place, and counts the ink inside of it. */
export function measureBox(grey: Grey, sheet: Homography, area: Area): MeasuredBox {
	const { x, y, width, height } = area;
	const around = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
	const cut = cutOut(grey, sheet, around, SCALE);
	const limit = percentile(cut, PAPER) * INK;
	const sums = integralOf({ ...cut, data: cut.data.map((value) => (value < limit ? 1 : 0)) });
	const inkIn = (box: Area) => shareOf(sums, cut, box);
	const { edge, dx, dy } = findEdge({ width, height }, inkIn);
	const inside = {
		x: MARGIN + dx + INSET,
		y: MARGIN + dy + INSET,
		width: width - 2 * INSET,
		height: height - 2 * INSET
	};
	const fill = inkIn(inside);
	return { fill, edge, reading: readingOf(fill, edge) };
}

function readingOf(fill: number, edge: number): Reading {
	if (edge < EDGE_FOUND) return 'unsure';
	if (fill <= LIMITS.empty) return 'empty';
	return fill >= LIMITS.ticked && fill <= LIMITS.blotted ? 'ticked' : 'unsure';
}

/** Where the four sides of the box are darkest. */
function findEdge(
	{ width, height }: Pick<Area, 'width' | 'height'>,
	inkIn: (box: Area) => number
): { edge: number; dx: number; dy: number } {
	let best = { edge: -1, dx: 0, dy: 0, far: 0 };
	for (let dy = -SEARCH; dy <= SEARCH; dy += STEP) {
		for (let dx = -SEARCH; dx <= SEARCH; dx += STEP) {
			const edge = edgeAt({ x: MARGIN + dx, y: MARGIN + dy, width, height }, inkIn);
			const far = Math.hypot(dx, dy);
			// Of two that are as dark, the one nearer to its place.
			if (edge > best.edge + 1e-6 || (edge > best.edge - 1e-6 && far < best.far)) best = { edge, dx, dy, far };
		}
	}
	return best;
}

function edgeAt({ x, y, width, height }: Area, inkIn: (box: Area) => number): number {
	const half = STEP; // a quarter of a millimetre wide in all
	const across = { x, width, height: 2 * half };
	const down = { y, height, width: 2 * half };
	const upper = inkIn({ ...across, y: y - half });
	const lower = inkIn({ ...across, y: y + height - half });
	const left = inkIn({ ...down, x: x - half });
	const right = inkIn({ ...down, x: x + width - half });
	return (upper + lower + left + right) / 4;
}

/** The share of ink in a rectangle of the cut-out, in millimetres from its corner. */
function shareOf(sums: Float64Array, { width, height }: Grey, box: Area): number {
	const left = clamp(Math.round(box.x * SCALE), width - 1);
	const top = clamp(Math.round(box.y * SCALE), height - 1);
	const right = Math.max(left + 1, clamp(Math.round((box.x + box.width) * SCALE), width));
	const bottom = Math.max(top + 1, clamp(Math.round((box.y + box.height) * SCALE), height));
	return sumWithin(sums, width, { left, top, right, bottom }) / ((right - left) * (bottom - top));
}

function clamp(value: number, most: number): number {
	return Math.min(Math.max(value, 0), most);
}
