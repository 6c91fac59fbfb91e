import type { Grey } from './grey.ts';
import { type Homography, project } from './homography.ts';

/** A rectangle on a sheet, in millimetres. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A part of a sheet, straight, with so many pixels to the millimetre. What lies outside of the picture is white. */
export function cutOut(grey: Grey, sheet: Homography, area: Area, scale: number): Grey {
	const [width, height] = [Math.round(area.width * scale), Math.round(area.height * scale)];
	const data = new Uint8ClampedArray(width * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const at = project(sheet, { x: area.x + (x + 0.5) / scale, y: area.y + (y + 0.5) / scale });
			data[y * width + x] = brightnessAt(grey, at.x - 0.5, at.y - 0.5);
		}
	}
	return { width, height, data };
}

/** Between four pixels, by how near each is. */
function brightnessAt({ width, height, data }: Grey, x: number, y: number): number {
	const [left, top] = [Math.floor(x), Math.floor(y)];
	if (!(left >= 0 && top >= 0 && left < width - 1 && top < height - 1)) return 255;
	const [over, down] = [x - left, y - top];
	const at = top * width + left;
	const upper = (data[at] ?? 0) * (1 - over) + (data[at + 1] ?? 0) * over;
	const lower = (data[at + width] ?? 0) * (1 - over) + (data[at + width + 1] ?? 0) * over;
	return upper * (1 - down) + lower * down;
}
