/** A picture drawn anew: JPEG (or PNG), upright, without anything that the camera wrote into it. */
export interface Redrawn {
	blob: Blob;
	/** Pixels. */
	width: number;
	height: number;
}

/** A drawing surface: an OffscreenCanvas in a worker, a canvas element on a page. */
export interface Surface {
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
	toBlob(type: string, quality?: number): Promise<Blob | null>;
}

/** Makes a surface of a size in pixels. */
export type NewSurface = (width: number, height: number) => Surface;

const MAX_EDGE = 2048; // pixels
const QUALITY = 0.8;

/**
 * Draws a picture anew, at most 2048 pixels wide and high. Null when this browser cannot: no picture, a format it does
 * not know (HEIC in Chromium), or a browser that falsifies what is drawn. The result replaces the file even where it is
 * not smaller, since the position it was taken at must neither lie on the disk nor cross the wire.
 */
export async function redraw(file: Blob, newSurface: NewSurface): Promise<Redrawn | null> {
	if (!(await looksLikePicture(file)) || !drawsTruly(newSurface)) return null;
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
	if (!bitmap) return null;
	try {
		const scale = Math.min(1, MAX_EDGE / Math.max(bitmap.width, bitmap.height));
		const width = Math.max(1, Math.round(bitmap.width * scale));
		const height = Math.max(1, Math.round(bitmap.height * scale));
		const surface = newSurface(width, height);
		surface.context.fillStyle = '#fff'; // JPEG has no transparency: without this it would come out black
		surface.context.fillRect(0, 0, width, height);
		surface.context.imageSmoothingQuality = 'high';
		surface.context.drawImage(bitmap, 0, 0, width, height);
		const blob = await smallest(surface, await isPng(file));
		return blob && { blob, width, height };
	} finally {
		bitmap.close(); // a decoded photograph is 50 MB: do not wait for the garbage collector
	}
}

/** JPEG; for a screenshot PNG when that is smaller. A browser that cannot write a type gives another one silently. */
async function smallest(surface: Surface, wasPng: boolean): Promise<Blob | null> {
	const jpeg = await surface.toBlob('image/jpeg', QUALITY);
	const usable = jpeg?.type === 'image/jpeg' ? jpeg : null;
	if (!wasPng) return usable;
	const png = await surface.toBlob('image/png');
	return png && (!usable || png.size < usable.size) ? png : usable;
}

/** Judged from the content: a photograph named .txt also holds its position. GIF stays, since it may move. */
async function looksLikePicture(file: Blob): Promise<boolean> {
	const start = await startOf(file);
	if (start.startsWith('\xff\xd8\xff') || start.startsWith('\x89PNG')) return true;
	if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return true;
	return start.slice(4, 8) === 'ftyp' && /avif|avis|heic|heix|heif|mif1|msf1/.test(start.slice(8));
}

async function isPng(file: Blob): Promise<boolean> {
	return (await startOf(file)).startsWith('\x89PNG');
}

async function startOf(file: Blob): Promise<string> {
	const bytes = new Uint8Array(await file.slice(0, 32).arrayBuffer());
	return String.fromCharCode(...bytes);
}

/**
 * Browsers that resist fingerprinting hand out noise or plain white instead of what was drawn. Such a picture would be
 * lost without anybody noticing: draw one dot, and look whether it is there.
 */
function drawsTruly(newSurface: NewSurface): boolean {
	const { context } = newSurface(4, 4);
	context.fillStyle = '#1e5a96';
	context.fillRect(0, 0, 4, 4);
	const { data } = context.getImageData(0, 0, 4, 4);
	for (let at = 0; at < data.length; at += 4) {
		if (data[at] !== 0x1e || data[at + 1] !== 0x5a || data[at + 2] !== 0x96) return false;
	}
	return true;
}
