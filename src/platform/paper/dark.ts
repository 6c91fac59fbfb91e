import { type Grey, integralOf, sumWithin } from './grey.ts';

/** Where a picture is dark: 1, else 0. */
export interface Darkness {
	width: number;
	height: number;
	data: Uint8Array;
}

/** The surroundings that a pixel is compared with, as a part of the picture's longer side. */
const AROUND = 1 / 10;
/** Ink is at least so much darker than its surroundings. */
const INK = 0.7;

/** What is darker than its surroundings: shadows and dim light change both alike. */
export function darknessOf(grey: Grey): Darkness {
	const { width, height, data } = grey;
	const reach = Math.max(8, Math.round((Math.max(width, height) * AROUND) / 2));
	const sums = integralOf(grey);
	const dark = new Uint8Array(width * height);
	for (let y = 0; y < height; y += 1) {
		const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
		for (let x = 0; x < width; x += 1) {
			const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
			const mean = sumWithin(sums, width, { left, top, right, bottom }) / ((right - left) * (bottom - top));
			if ((data[y * width + x] ?? 0) < mean * INK) dark[y * width + x] = 1;
		}
	}
	return { width, height, data: dark };
}
