import { encodeQR } from 'qr';
import sharp from 'sharp';
import { type Grey, type Pixels, toGrey } from '#paper/grey';
import { type Quad, homographyOf, project } from '#paper/homography';
import { type Drawing, type SheetPage, millimetres } from '#core/sheet';

const PER_MM = 8; // pixels of the sheet before it is photographed

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** The rows of a QR code, as sheets draw them. */
export function codeRows(text: string): string[] {
	return encodeQR(text, 'raw', { ecc: 'medium', border: 2 }).map((row) => row.map((on) => (on ? '1' : '0')).join(''));
}

/** Lines through points, in millimetres, as a pen draws them. */
export type Ink = readonly (readonly [number, number])[][];

/** Ink as a part of a picture of lines. */
export function inkAsSvg(ink: Ink): string {
	const strokes = ink.map((points) => `<polyline points="${points.map((point) => point.join(',')).join(' ')}"/>`);
	return `<g fill="none" stroke="#1f2a7a" stroke-width="0.5" stroke-linecap="round" stroke-linejoin="round">${strokes.join('')}</g>`;
}

/** A sheet as a picture of lines, with what somebody has drawn on it. */
export function sheetAsSvg({ width, height, drawings }: SheetPage, ink: Ink): string {
	const content = [`<rect width="${width}" height="${height}" fill="#fff"/>`, ...drawings.map(draw), inkAsSvg(ink)];
	return pageAsSvg(width, height, content.join(''));
}

/** What stands on a page of so many millimetres, as a picture of lines. */
export function pageAsSvg(width: number, height: number, content: string): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width * PER_MM}" height="${height * PER_MM}" viewBox="0 0 ${width} ${height}" font-family="sans-serif">${content}</svg>`;
}

function draw(drawing: Drawing): string {
	switch (drawing.kind) {
		case 'text': {
			const { x, y, text, size, bold, align } = drawing;
			const said = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
			return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${millimetres(size)}" font-weight="${bold ? 700 : 400}" text-anchor="${align === 'right' ? 'end' : 'start'}">${said}</text>`;
		}
		case 'line': {
			const { x1, y1, x2, y2, width } = drawing;
			return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#000" stroke-width="${width}"/>`;
		}
		case 'box': {
			const { x, y, width, height, fill, line } = drawing;
			const grey =
				fill === null
					? 'none'
					: `rgb(${Array(3)
							.fill(Math.round(fill * 255))
							.join(',')})`;
			return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${grey}" stroke="${line > 0 ? '#000' : 'none'}" stroke-width="${line}"/>`;
		}
		case 'code': {
			const module = drawing.size / drawing.rows.length;
			return drawing.rows
				.flatMap((row, down) =>
					[...row].map((on, over) =>
						on === '1'
							? `<rect x="${drawing.x + over * module}" y="${drawing.y + down * module}" width="${module}" height="${module}"/>`
							: ''
					)
				)
				.join('');
		}
	}
}

/** How a sheet is photographed. */
export interface Shot {
	/** Degrees that the sheet is turned. */
	turn: number;
	/** How far each corner is pulled out of its place, as a part of the picture's width. */
	tilt: number;
	/** The brightness of the paper on its lighter and its darker side, 0–255. */
	light: readonly [number, number];
	/** The spread of the noise, in shades. */
	noise: number;
	width: number;
	height: number;
}

/** A photograph of a sheet on a table, as a JPEG. */
export async function photograph(svg: string, shot: Shot, random: () => number): Promise<Buffer> {
	const flat = await sharp(Buffer.from(svg))
		.flatten({ background: '#fff' })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height } = shot;
	const corners = cornersOf(flat.info, shot, random);
	const size = { x: flat.info.width, y: flat.info.height };
	const paper: Quad = [{ x: 0, y: 0 }, { x: size.x, y: 0 }, size, { x: 0, y: size.y }];
	const map = homographyOf(corners, paper);
	if (!map) throw new Error('The corners make no sheet');
	const pixels = Buffer.alloc(width * height * 3);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const at = project(map, { x, y });
			const isPaper = at.x >= 0 && at.y >= 0 && at.x < size.x && at.y < size.y;
			const shade = (shot.light[0] * (width - x) + shot.light[1] * x) / width / 255;
			const noise = (random() + random() + random() - 1.5) * 2 * shot.noise;
			for (let channel = 0; channel < 3; channel += 1) {
				const from = (Math.floor(at.y) * size.x + Math.floor(at.x)) * 3 + channel;
				const ink = isPaper ? 30 + (flat.data[from] ?? 0) * 0.88 : 90 - 15 * channel;
				pixels[(y * width + x) * 3 + channel] = Math.max(0, Math.min(255, ink * shade + noise));
			}
		}
	}
	return sharp(pixels, { raw: { width, height, channels: 3 } })
		.blur(0.8)
		.jpeg({ quality: 72 })
		.toBuffer();
}

function cornersOf(sheet: { width: number; height: number }, shot: Shot, random: () => number): Quad {
	const scale = 0.84 * Math.min(shot.width / sheet.width, shot.height / sheet.height);
	const angle = (shot.turn * Math.PI) / 180;
	const corner = (x: number, y: number) => {
		const [dx, dy] = [x * sheet.width * scale * 0.5, y * sheet.height * scale * 0.5];
		const pull = () => (random() - 0.5) * 2 * shot.tilt * shot.width;
		return {
			x: shot.width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle) + pull(),
			y: shot.height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle) + pull()
		};
	};
	return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** A picture's pixels. */
export async function pixelsOf(picture: Buffer): Promise<Pixels> {
	const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

/** A picture in shades of grey. */
export async function greyOf(picture: Buffer): Promise<Grey> {
	return toGrey(await pixelsOf(picture));
}

/** A cross or a hook as somebody draws it in a box. */
export function tickIn(
	box: { x: number; y: number; width: number; height: number },
	random: () => number
): [number, number][][] {
	const shake = () => (random() - 0.5) * 0.9;
	const at = (x: number, y: number): [number, number] => [
		box.x + x * box.width + shake(),
		box.y + y * box.height + shake()
	];
	return random() < 0.6
		? [
				[at(0.1, 0.1), at(0.9, 0.9)],
				[at(0.9, 0.1), at(0.1, 0.9)]
			]
		: [[at(0.15, 0.5), at(0.45, 0.9), at(1, 0.05)]];
}
