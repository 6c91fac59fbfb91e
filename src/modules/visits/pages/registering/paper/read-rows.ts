import { measureBox } from '#paper/boxes';
import { cutOut } from '#paper/cut-out';
import { type Grey, type Pixels, toPixels } from '#paper/grey';
import type { Homography, Quad } from '#paper/homography';
import type { LocateRefusal, SheetLayout } from '#paper/locate-sheet';
import type { Result } from '#core/result';
import { FORM, SHEET, type SheetCode, boxesOfRow, digitsOfRow, topOfRow } from '#modules/visits/domain/copies/index.ts';
import type { BoxReading } from '#modules/visits/domain/registering/afterwards/sheets/index.ts';

/** A row of a photographed sheet. */
export interface PhotographedRow {
	boxes: BoxReading[];
	/** True when somebody has written in the squares for times. */
	timesWritten: boolean;
	/** What is filled in by hand, as a picture. */
	cut: Pixels;
}

/** A sheet as it was read. */
export interface PhotographedSheet {
	code: SheetCode;
	rows: PhotographedRow[];
}

/** Worker → page. */
export type PaperAnswer =
	| Result<PhotographedSheet, LocateRefusal | 'foreign-code'>
	/** The sheet was not found in the picture, but its code was. */
	| { ok: false; code: 'code-alone'; sheet: SheetCode };

const CUT_SCALE = 7; // pixels to the millimetre
const CUT_MARGIN = 2; // millimetres
/** More ink than this in a square for a digit is writing. */
const WRITTEN = 0.04;

const marks = SHEET.marks.map(({ x, y }) => ({ x: x + SHEET.mark / 2, y: y + SHEET.mark / 2 }));
const [upperLeft, upperRight, lowerLeft, lowerRight] = marks as [Quad[0], Quad[1], Quad[2], Quad[3]];

/** How a sheet is found in a picture: as it is printed. */
export const SHEET_LAYOUT: SheetLayout = {
	marks: [upperLeft, upperRight, lowerRight, lowerLeft],
	side: SHEET.mark,
	code: { x: SHEET.code.x, y: SHEET.code.y, width: SHEET.code.size, height: SHEET.code.size }
};

/** Reads the boxes of every row that the sheet's code names. */
export function readRows(grey: Grey, sheet: Homography, { rows }: SheetCode): PhotographedRow[] {
	let unit = 0;
	return rows.map(({ units }) => {
		const from = unit;
		unit += units;
		return {
			boxes: boxesOfRow(from).map((box) => ({ code: box.code, reading: measureBox(grey, sheet, box).reading })),
			timesWritten: (['came', 'left'] as const).some((time) =>
				digitsOfRow(from, time).some((square) => measureBox(grey, sheet, square).fill > WRITTEN)
			),
			cut: toPixels(cutOut(grey, sheet, formOf(from, units), CUT_SCALE))
		};
	});
}

function formOf(unit: number, units: number) {
	const top = topOfRow(unit);
	return { x: FORM.x - CUT_MARGIN, y: top, width: FORM.width + 2 * CUT_MARGIN, height: topOfRow(unit + units) - top };
}
