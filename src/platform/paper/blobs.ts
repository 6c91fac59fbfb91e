import type { Darkness } from './dark.ts';

/** Something dark in a picture that hangs together. */
export interface Blob {
	/** Its middle, by weight. */
	x: number;
	y: number;
	/** Of the upright rectangle around it. */
	width: number;
	height: number;
	/** Pixels. */
	area: number;
}

/** Everything dark that hangs together by edges. */
export function blobsOf({ width, height, data }: Darkness): Blob[] {
	const left = data.slice();
	const waiting = new Int32Array(width * height);
	const found: Blob[] = [];
	for (let from = 0; from < left.length; from += 1) {
		if (left[from] === 1) found.push(take(left, { width, height, from, waiting }));
	}
	return found;
}

/** Takes one blob out of what is left. */
function take(
	left: Uint8Array,
	{ width, height, from, waiting }: { width: number; height: number; from: number; waiting: Int32Array }
): Blob {
	const box = { left: width, right: 0, top: height, bottom: 0 };
	let [sumX, sumY, area, count] = [0, 0, 0, 1];
	waiting[0] = from;
	left[from] = 0;
	const next = (at: number) => {
		if (left[at] !== 1) return;
		left[at] = 0;
		waiting[count] = at;
		count += 1;
	};
	while (count > 0) {
		count -= 1;
		const at = waiting[count] ?? 0;
		const x = at % width;
		const y = (at - x) / width;
		sumX += x;
		sumY += y;
		area += 1;
		box.left = Math.min(box.left, x);
		box.right = Math.max(box.right, x);
		box.top = Math.min(box.top, y);
		box.bottom = Math.max(box.bottom, y);
		if (x > 0) next(at - 1);
		if (x < width - 1) next(at + 1);
		if (y > 0) next(at - width);
		if (y < height - 1) next(at + width);
	}
	return {
		x: sumX / area + 0.5,
		y: sumY / area + 0.5,
		width: box.right - box.left + 1,
		height: box.bottom - box.top + 1,
		area
	};
}
