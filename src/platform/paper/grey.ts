/** Pixels as a canvas has them: four bytes each, rows from the top. */
export interface Pixels {
	width: number;
	height: number;
	data: Uint8ClampedArray;
}

/** A picture in shades of grey: 0 is black, 255 white. */
export interface Grey {
	width: number;
	height: number;
	data: Uint8ClampedArray;
}

/** A picture's brightness, as eyes weigh its colours. */
export function toGrey({ width, height, data }: Pixels): Grey {
	const grey = new Uint8ClampedArray(width * height);
	for (let at = 0; at < grey.length; at += 1) {
		const from = at * 4;
		grey[at] = 0.299 * (data[from] ?? 0) + 0.587 * (data[from + 1] ?? 0) + 0.114 * (data[from + 2] ?? 0);
	}
	return { width, height, data: grey };
}

/** Shades of grey as pixels of a canvas. */
export function toPixels({ width, height, data }: Grey): Pixels {
	const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
	for (const [at, value] of data.entries()) pixels.fill(value, at * 4, at * 4 + 3);
	return { width, height, data: pixels };
}

/** A picture so many times smaller: each pixel the mean of a square. */
export function shrinkGrey(grey: Grey, times: number): Grey {
	if (times <= 1) return grey;
	const [width, height] = [Math.floor(grey.width / times), Math.floor(grey.height / times)];
	const sums = integralOf(grey);
	const data = new Uint8ClampedArray(width * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const box = { left: x * times, top: y * times, right: (x + 1) * times, bottom: (y + 1) * times };
			data[y * width + x] = sumWithin(sums, grey.width, box) / (times * times);
		}
	}
	return { width, height, data };
}

/** The edges of a rectangle of pixels; right and bottom are not part of it. */
export interface Edges {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Sums of everything above and to the left, a row and a column of zeros first: any rectangle's sum in four looks. */
export function integralOf({
	width,
	height,
	data
}: {
	width: number;
	height: number;
	data: ArrayLike<number>;
}): Float64Array {
	const line = width + 1;
	const sums = new Float64Array(line * (height + 1));
	for (let y = 0; y < height; y += 1) {
		let sum = 0;
		for (let x = 0; x < width; x += 1) {
			sum += data[y * width + x] ?? 0;
			sums[(y + 1) * line + x + 1] = (sums[y * line + x + 1] ?? 0) + sum;
		}
	}
	return sums;
}

/** The sum of a rectangle by integralOf() of a picture that is so wide. */
export function sumWithin(sums: Float64Array, width: number, { left, top, right, bottom }: Edges): number {
	const line = width + 1;
	const at = (x: number, y: number) => sums[y * line + x] ?? 0;
	return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
}

/** The brightness that so large a part (0–1) of the pixels does not reach. */
export function percentile({ data }: Grey, part: number): number {
	const counts = new Uint32Array(256);
	for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
	let left = data.length * part;
	for (const [value, count] of counts.entries()) {
		left -= count;
		if (left < 0) return value;
	}
	return 255;
}
