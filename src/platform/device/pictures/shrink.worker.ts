/** Draws pictures anew away from the page, so that typing never stops for it. One message, one answer. */
import { sha256 } from '#core/bytes';
import { type Redrawn, type Surface, redraw } from './redraw.ts';

/** Worker → page. `redrawn` is null when the file must go as it is. */
export interface ShrinkAnswer {
	redrawn: Redrawn | null;
	sha256: string;
}

addEventListener('message', ({ data: file }: MessageEvent<Blob>) => {
	void answer(file).then((message) => {
		postMessage(message);
	});
});

async function answer(file: Blob): Promise<ShrinkAnswer | null> {
	try {
		const redrawn = await redraw(file, offscreenSurface);
		const bytes = await (redrawn?.blob ?? file).arrayBuffer();
		return { redrawn, sha256: await sha256(new Uint8Array(bytes)) };
	} catch {
		return null; // the page tries by itself
	}
}

function offscreenSurface(width: number, height: number): Surface {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('No drawing context');
	return { context, toBlob: (type, quality) => canvas.convertToBlob({ type, ...(quality ? { quality } : {}) }) };
}
