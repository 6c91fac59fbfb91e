import { type Result, ok, refuse } from '#core/result';
import { type Area, cutOut } from './cut-out.ts';
import { type Grey, type Pixels, toPixels } from './grey.ts';
import { type Homography, type Point, type Quad, homographyOf } from './homography.ts';
import { findMarks } from './marks.ts';

/** Where everything stands on a sheet by which it is found, in millimetres. */
export interface SheetLayout {
	/** The middles of the marks: upper left, upper right, lower right, lower left. */
	marks: Quad;
	/** The side of a mark. */
	side: number;
	/** Where the code stands. */
	code: Area;
}

/** A sheet in a picture. */
export interface LocatedSheet {
	/** From millimetres on the sheet to pixels of the picture. */
	sheet: Homography;
	/** What its code says. */
	text: string;
}

/** Why there is no sheet in a picture: its marks are not seen, or its code cannot be read. */
export type LocateRefusal = 'no-marks' | 'no-code';

const CODE_SCALE = 12; // pixels to the millimetre
const CODE_MARGIN = 2; // millimetres

/**
 * Finds a sheet in a picture by its marks, and which way is up by where its code can be read. `decode` reads a code out
 * of pixels, or gives null.
 */
export function locateSheet(
	grey: Grey,
	{ marks, side, code }: SheetLayout,
	decode: (pixels: Pixels) => string | null
): Result<LocatedSheet, LocateRefusal> {
	const [upperLeft, upperRight, , lowerLeft] = marks;
	const quads = findMarks(grey, { width: upperRight.x - upperLeft.x, height: lowerLeft.y - upperLeft.y, side });
	if (quads.length === 0) return refuse('no-marks');
	const around = {
		x: code.x - CODE_MARGIN,
		y: code.y - CODE_MARGIN,
		width: code.width + 2 * CODE_MARGIN,
		height: code.height + 2 * CODE_MARGIN
	};
	for (const quad of quads) {
		for (const turned of turns(quad)) {
			const sheet = homographyOf(marks, turned);
			const text = sheet ? decode(toPixels(cutOut(grey, sheet, around, CODE_SCALE))) : null;
			if (sheet && text !== null) return ok({ sheet, text });
		}
	}
	return refuse('no-code');
}

/** The same corners, each of them first once. */
function turns([a, b, c, d]: readonly [Point, Point, Point, Point]): Quad[] {
	return [
		[a, b, c, d],
		[b, c, d, a],
		[c, d, a, b],
		[d, a, b, c]
	];
}
