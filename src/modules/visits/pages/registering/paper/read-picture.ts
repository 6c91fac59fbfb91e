import { pixelsOf } from '#device/carrying/camera.ts';
import { trustedWorkerUrl } from '#device/pictures/worker-url.ts';
import workerUrl from './read-paper.worker.ts?worker&url';
import type { PaperAnswer } from './read-rows.ts';

const LARGEST = 2400; // pixels: the code's squares are then still four wide
const TIME_LIMIT = 30_000; // milliseconds

/** Reads a photographed sheet in a worker, which is fetched now and not before. Nothing leaves the device. */
export async function readPicture(file: Blob): Promise<PaperAnswer | { ok: false; code: 'no-picture' | 'failed' }> {
	const bitmap = await createImageBitmap(file).catch(() => null);
	if (!bitmap) return { ok: false, code: 'no-picture' };
	const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
	const size = { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) };
	const { width, height, data } = pixelsOf(bitmap, document.createElement('canvas'), size);
	bitmap.close();
	const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module' });
	const answer = await new Promise<PaperAnswer | null>((resolve) => {
		setTimeout(() => {
			resolve(null);
		}, TIME_LIMIT);
		worker.onmessage = (message: MessageEvent<PaperAnswer>) => {
			resolve(message.data);
		};
		worker.onerror = () => {
			resolve(null);
		};
		worker.postMessage({ width, height, data }, [data.buffer]);
	});
	worker.terminate();
	return answer ?? { ok: false, code: 'failed' };
}
