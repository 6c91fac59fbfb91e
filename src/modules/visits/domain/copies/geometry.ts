import type { Outcome } from '../plan/model.ts';

/** Where everything stands on a client list, in millimetres: what prints it and what reads it back both ask here. */
export const SHEET = {
	width: 210,
	height: 297,
	margin: 12,
	/** The first row begins here. A row takes one or more units; its boxes stand in the first. */
	top: 50,
	unit: 32,
	units: 7,
	/** Black squares around the rows, by which a picture is set straight: their upper left corners. */
	mark: 5,
	marks: [
		{ x: 6, y: 43 },
		{ x: 199, y: 43 },
		{ x: 6, y: 276 },
		{ x: 199, y: 276 }
	],
	code: { x: 168, y: 9, size: 30 }
} as const;

/** A rectangle on a sheet. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** What can be ticked of a visit, from left to right. */
export const BOX_CODES = ['done', 'part-done', 'refused', 'not-home', 'wasted-trip'] as const satisfies Outcome[];
export type BoxCode = (typeof BOX_CODES)[number];

/** The left edge of what is filled in by hand. */
export const FORM = { x: 124, width: 74 } as const;

const BOX = 5; // millimetres
const DIGIT = { width: 6, height: 7.5, gap: 2 } as const; // `gap` is where the colon stands

/** The upper edge of the row that begins at this unit. */
export function topOfRow(unit: number): number {
	return SHEET.top + unit * SHEET.unit;
}

/** The tick boxes of the row that begins at this unit. */
export function boxesOfRow(unit: number): (Area & { code: BoxCode })[] {
	const step = FORM.width / BOX_CODES.length;
	return BOX_CODES.map((code, at) => {
		return { code, x: FORM.x + at * step, y: topOfRow(unit) + 2.5, width: BOX, height: BOX };
	});
}

/** The four squares for the digits of a time: when the carer came, or left. */
export function digitsOfRow(unit: number, time: 'came' | 'left'): Area[] {
	const x = FORM.x + (time === 'came' ? 10 : 47);
	return [0, 1, 2, 3].map((at) => {
		const { width, height, gap } = DIGIT;
		return { x: x + at * width + (at > 1 ? gap : 0), y: topOfRow(unit) + 13, width, height };
	});
}

/** The lines for remarks: where they begin and end, and at what height. */
export function remarkLines(unit: number, units: number): { x: number; y: number; width: number }[] {
	const last = topOfRow(unit + units) - 2.5;
	const count = Math.floor((last - topOfRow(unit) - 20) / 7);
	return Array.from({ length: count }, (_unused, at) => ({ x: FORM.x, y: last - at * 7, width: FORM.width })).reverse();
}
