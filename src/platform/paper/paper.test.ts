import { decodeQR } from 'qr/decode.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Drawing, type SheetPage } from '#core/sheet';
import { BOX_CODES, SHEET, boxesOfRow, writeSheetCode, sheetHint } from '#modules/visits/domain/copies/index.ts';
import { codeRows, greyOf, photograph, pixelsOf, randomOf, sheetAsSvg, tickIn } from '#tests/support/paper-picture.ts';
import { type MeasuredBox, measureBox } from './boxes.ts';
import { cutOut } from './cut-out.ts';
import { darknessOf } from './dark.ts';
import { type Grey, type Pixels, percentile, shrinkGrey, toGrey, toPixels } from './grey.ts';
import { type Quad, homographyOf, project } from './homography.ts';
import { type LocatedSheet, type SheetLayout, locateSheet } from './locate-sheet.ts';

const [UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, LOWER_RIGHT] = SHEET.marks.map(({ x, y }) => ({
	x: x + SHEET.mark / 2,
	y: y + SHEET.mark / 2
})) as [Quad[0], Quad[0], Quad[0], Quad[0]];
const LAYOUT: SheetLayout = {
	marks: [UPPER_LEFT, UPPER_RIGHT, LOWER_RIGHT, LOWER_LEFT],
	side: SHEET.mark,
	code: { x: SHEET.code.x, y: SHEET.code.y, width: SHEET.code.size, height: SHEET.code.size }
};
const ROWS = SHEET.units;
const TEXT = writeSheetCode({
	kind: 'client-list',
	team: sheetHint('T'),
	day: '2026-11-23',
	carer: sheetHint('E1'),
	copy: 'ABCDEF-12',
	page: 1,
	pages: 2,
	rows: Array.from({ length: ROWS }, (_, at) => ({ visit: sheetHint(`v${at}`), units: 1 }))
});

function decode(pixels: Pixels): string | null {
	try {
		return decodeQR(pixels);
	} catch {
		return null;
	}
}

/** A sheet with all that stands around the boxes: text, lines, and the black things that are no marks. */
function sheetPage(marks: number = SHEET.marks.length): SheetPage {
	const drawings: Drawing[] = [
		{ kind: 'code', ...SHEET.code, rows: codeRows(TEXT) },
		{ kind: 'text', x: 12, y: 17, text: 'Brukarschema · Anna Ek', size: 16, bold: true, align: 'left' },
		...SHEET.marks.slice(0, marks).map(({ x, y }): Drawing => {
			return { kind: 'box', x, y, width: SHEET.mark, height: SHEET.mark, fill: 0, line: 0 };
		})
	];
	for (let unit = 0; unit < ROWS; unit += 1) {
		const top = SHEET.top + unit * SHEET.unit;
		const told = { kind: 'text', align: 'left' } as const;
		drawings.push({ kind: 'line', x1: 12, y1: top, x2: 198, y2: top, width: 0.3 });
		drawings.push({ ...told, x: 36, y: top + 6, text: 'Elsa Åberg ■ Storgatan 3', size: 11, bold: true });
		for (const { x, y, width, height, code } of boxesOfRow(unit)) {
			drawings.push({ kind: 'box', x, y, width, height, fill: null, line: 0.4 });
			drawings.push({ ...told, x, y: top + 10.5, text: code, size: 6.5, bold: false });
		}
	}
	return { width: SHEET.width, height: SHEET.height, drawings };
}

interface Taken {
	grey: Grey;
	located: LocatedSheet;
	/** By `unit/code`. */
	ticked: ReadonlySet<string>;
}

/** One tick a row, sometimes none, photographed badly. */
async function take(seed: number, more: Partial<Parameters<typeof photograph>[1]> = {}): Promise<Taken> {
	const random = randomOf(seed);
	const ticked = new Set<string>();
	const ink: [number, number][][] = [];
	for (let unit = 0; unit < ROWS; unit += 1) {
		const box = boxesOfRow(unit)[Math.floor(random() * (BOX_CODES.length + 1))];
		if (!box) continue;
		ticked.add(`${unit}/${box.code}`);
		ink.push(...tickIn(box, random));
	}
	const shot = {
		turn: (3 + random() * 4) * (random() < 0.5 ? -1 : 1),
		tilt: 0.03,
		light: [120 + random() * 120, 90 + random() * 100] as const,
		noise: 3 + random() * 9,
		width: 1500,
		height: 2000
	};
	const grey = await greyOf(await photograph(sheetAsSvg(sheetPage(), ink), { ...shot, ...more }, random));
	const found = locateSheet(grey, LAYOUT, decode);
	if (!found.ok) throw new Error(`seed ${seed}: ${found.code}`);
	return { grey, located: found.value, ticked };
}

describe('where a sheet lies in a picture', () => {
	const square: Quad = [
		{ x: 0, y: 0 },
		{ x: 10, y: 0 },
		{ x: 10, y: 10 },
		{ x: 0, y: 10 }
	];
	const pulled: Quad = [
		{ x: 105, y: 98 },
		{ x: 310, y: 120 },
		{ x: 290, y: 401 },
		{ x: 88, y: 380 }
	];

	it('[PA1] a homography maps its points, and its inverse maps them back', () => {
		const there = homographyOf(square, pulled);
		const back = homographyOf(pulled, square);
		if (!there || !back) throw new Error('There is one');
		for (const [at, point] of square.entries()) {
			const lands = project(there, point);
			expect(lands.x).toBeCloseTo(pulled[at]?.x ?? 0, 6);
			expect(lands.y).toBeCloseTo(pulled[at]?.y ?? 0, 6);
		}
		const inside = project(back, project(there, { x: 3, y: 7 }));
		expect([inside.x, inside.y]).toEqual([expect.closeTo(3, 6), expect.closeTo(7, 6)]);
		const [a, b, , d] = square;
		expect(homographyOf([a, b, { x: 20, y: 0 }, d], pulled)).toBeNull();
		expect(homographyOf([a, a, a, a], pulled)).toBeNull();
	});

	it('[PA2] ink is told from paper in a shadow as in the light', () => {
		const width = 400;
		const data = new Uint8ClampedArray(width * width);
		const isInk = (at: number) => Math.floor(at / 4) % 25 === 7 && Math.floor(at / width / 4) % 25 === 7;
		for (let at = 0; at < data.length; at += 1) {
			const light = 60 + (180 * (at % width)) / width;
			data[at] = isInk(at) ? light * 0.3 : light;
		}
		const dark = darknessOf({ width, height: width, data });
		const wrong = dark.data.filter((is, at) => (is === 1) !== isInk(at)).length;
		expect(wrong).toBe(0);
	});

	it.each([1, 2, 3, 4, 5, 6])('[PA3] the sheet is found and its code read, picture %i', async (seed) => {
		const { located } = await take(seed, seed % 2 === 0 ? { tilt: 0.05, light: [70, 110] } : {});
		expect(located.text).toBe(TEXT);
	});

	it.each([90, 180, 270, 184])('[PA4] a sheet that is turned by %i° is read as well', async (turn) => {
		const { grey, located, ticked } = await take(40, { turn, width: 2000, height: 2000 });
		expect(located.text).toBe(TEXT);
		expect(ticksOf(grey, located)).toEqual(ticked);
	});

	it('[PA5] a picture without a sheet, a mark or a readable code says so', async () => {
		const shot = { turn: 4, tilt: 0.02, light: [200, 180], noise: 4, width: 1200, height: 1600 } as const;
		const of = async (page: SheetPage) =>
			locateSheet(await greyOf(await photograph(sheetAsSvg(page, []), shot, randomOf(7))), LAYOUT, decode);
		expect(await of(sheetPage(3))).toMatchObject({ ok: false });
		const page = sheetPage();
		const withoutCode = { ...page, drawings: page.drawings.filter(({ kind }) => kind !== 'code') };
		expect(await of(withoutCode)).toEqual({ ok: false, code: 'no-code' });
		expect(await of({ ...page, drawings: [] })).toEqual({ ok: false, code: 'no-marks' });
	});
});

const boxOf = (unit: number, at: number) => {
	const box = boxesOfRow(unit)[at];
	if (!box) throw new Error('There is no such box');
	return box;
};

function ticksOf(grey: Grey, { sheet }: LocatedSheet): Set<string> {
	const found = new Set<string>();
	for (let unit = 0; unit < ROWS; unit += 1) {
		for (const box of boxesOfRow(unit)) {
			if (measureBox(grey, sheet, box).reading === 'ticked') found.add(`${unit}/${box.code}`);
		}
	}
	return found;
}

describe('boxes', () => {
	it('[PA6] no box of twenty bad pictures is read wrongly, and at most 2 in 100 are asked', async () => {
		const seen = { boxes: 0, right: 0, wrong: 0, asked: 0 };
		for (let seed = 100; seed < 120; seed += 1) {
			const { grey, located, ticked } = await take(seed);
			for (let unit = 0; unit < ROWS; unit += 1) {
				for (const box of boxesOfRow(unit)) {
					const { reading } = measureBox(grey, located.sheet, box);
					const is = ticked.has(`${unit}/${box.code}`) ? 'ticked' : 'empty';
					seen.boxes += 1;
					seen.asked += reading === 'unsure' ? 1 : 0;
					seen.right += reading === is ? 1 : 0;
					seen.wrong += reading !== 'unsure' && reading !== is ? 1 : 0;
				}
			}
		}
		expect(seen.boxes).toBe(20 * ROWS * BOX_CODES.length);
		expect(seen.wrong).toBe(0);
		expect(seen.asked / seen.boxes).toBeLessThanOrEqual(0.02);
	}, 120_000);

	describe('that cannot be told', () => {
		let readings: MeasuredBox[] = [];
		beforeAll(async () => {
			const filled = boxOf(0, 0);
			const dot = boxOf(1, 1);
			const lines = Array.from({ length: 13 }, (_, at): [number, number][] => [
				[filled.x + 0.1, filled.y + at * 0.4],
				[filled.x + 4.9, filled.y + at * 0.4]
			]);
			const point: [number, number][] = [
				[dot.x + 2.5, dot.y + 2.5],
				[dot.x + 2.9, dot.y + 2.6]
			];
			const shot = { turn: 5, tilt: 0.02, light: [220, 190], noise: 4, width: 1500, height: 2000 } as const;
			const grey = await greyOf(await photograph(sheetAsSvg(sheetPage(), [...lines, point]), shot, randomOf(3)));
			const found = locateSheet(grey, LAYOUT, decode);
			if (!found.ok) throw new Error(found.code);
			const beside = { ...boxOf(2, 0), x: boxOf(2, 0).x + 7.4 };
			readings = [filled, dot, beside].map((area) => measureBox(grey, found.value.sheet, area));
		});

		it.each(['blotted out', 'touched by a dot', 'without an edge'])('[PA7] a box that is %s is asked', (which) => {
			const at = ['blotted out', 'touched by a dot', 'without an edge'].indexOf(which);
			expect(readings[at]?.reading).toBe('unsure');
		});
	});

	it('[PA8] a cut-out of a mark is black, and straight, with paper around it', async () => {
		const { grey, located } = await take(11);
		const [mark] = SHEET.marks;
		const cut = cutOut(grey, located.sheet, { x: mark.x - 3, y: mark.y - 3, width: 11, height: 11 }, 10);
		expect([cut.width, cut.height]).toEqual([110, 110]);
		const at = (x: number, y: number) => cut.data[y * cut.width + x] ?? 0;
		const middle = [at(55, 55), at(38, 38), at(72, 38), at(38, 72), at(72, 72)];
		const paper = [at(12, 12), at(98, 12), at(12, 98), at(98, 98), at(55, 18)];
		expect(Math.max(...middle)).toBeLessThan(Math.min(...paper) * 0.6);
		expect(cutOut(grey, located.sheet, { x: -500, y: 0, width: 2, height: 2 }, 4).data.every((is) => is === 255)).toBe(
			true
		);
		expect(toGrey(toPixels(cut)).data).toEqual(cut.data);
		expect(percentile(cut, 0)).toBeLessThan(percentile(cut, 0.9));
		expect(shrinkGrey(cut, 2)).toMatchObject({ width: 55, height: 55 });
		expect(
			(
				await pixelsOf(
					await photograph(
						sheetAsSvg(sheetPage(), []),
						{ turn: 0, tilt: 0, light: [255, 255], noise: 0, width: 90, height: 120 },
						randomOf(1)
					)
				)
			).width
		).toBe(90);
	});
});
