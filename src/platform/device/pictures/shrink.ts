import { type ShrinkAnswer, answerWith } from './answer-with.ts';
import { type Surface, redraw } from './redraw.ts';
import workerUrl from './shrink.worker.ts?worker&url';
import { trustedWorkerUrl } from './worker-url.ts';

/** A file as it may be kept and sent. */
export interface ShrunkPicture {
	blob: Blob;
	/** Pixels; 0 when the file was not drawn anew. */
	width: number;
	height: number;
	/** Of `blob`, as 64 hexadecimal digits. */
	sha256: string;
	/** True when the picture was drawn anew: smaller, upright, and without the camera's notes. */
	shrunk: boolean;
}

const TIME_LIMIT = 30 * 1000; // 30 seconds

let worker: Worker | null = null;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Prepares a file for the outbox. Pictures that this browser can read come back as JPEG of at most 2048 pixels without
 * any metadata; of others what the camera wrote into them is blanked; everything else comes back as it is. One at a time, since a photograph takes 50 MB while it is drawn.
 */
export function shrinkPicture(file: Blob): Promise<ShrunkPicture> {
	const turn = queue.then(() => shrinkNow(file));
	queue = turn.catch(() => null);
	return turn;
}

async function shrinkNow(file: Blob): Promise<ShrunkPicture> {
	const { redrawn, blob, sha256 } = (await askWorker(file)) ?? (await shrinkOnPage(file));
	return redrawn ? { ...redrawn, sha256, shrunk: true } : { blob, width: 0, height: 0, sha256, shrunk: false };
}

/** Null when there is no worker to ask (an old Safari, a program file that has not been stored for offline use). */
async function askWorker(file: Blob): Promise<ShrinkAnswer | null> {
	if (typeof OffscreenCanvas === 'undefined') return null;
	try {
		worker ??= new Worker(trustedWorkerUrl(workerUrl), { type: 'module' });
		return await answerOf(worker, file);
	} catch {
		worker?.terminate();
		worker = null;
		return null;
	}
}

function answerOf(asked: Worker, file: Blob): Promise<ShrinkAnswer | null> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => {
			reject(new Error('The worker does not answer'));
		}, TIME_LIMIT);
		asked.onmessage = ({ data }: MessageEvent<ShrinkAnswer | null>) => {
			clearTimeout(late);
			resolve(data);
		};
		asked.onerror = () => {
			clearTimeout(late);
			reject(new Error('The worker has failed'));
		};
		asked.postMessage(file);
	});
}

async function shrinkOnPage(file: Blob): Promise<ShrinkAnswer> {
	const redrawn = await redraw(file, pageSurface).catch(() => null);
	return answerWith(redrawn, file);
}

function pageSurface(width: number, height: number): Surface {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('No drawing context');
	return {
		context,
		toBlob: (type, quality) =>
			new Promise((resolve) => {
				canvas.toBlob(resolve, type, quality);
			})
	};
}
