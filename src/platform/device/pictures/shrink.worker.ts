/** Draws pictures anew away from the page, so that typing never stops for it. One message, one answer. */
import { type ShrinkAnswer, answerWith } from './answer-with.ts';
import { type Surface, redraw } from './redraw.ts';

addEventListener('message', ({ data: file }: MessageEvent<Blob>) => {
	void answer(file).then((message) => {
		postMessage(message);
	});
});

async function answer(file: Blob): Promise<ShrinkAnswer | null> {
	try {
		const redrawn = await redraw(file, offscreenSurface);
		return await answerWith(redrawn, file);
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
