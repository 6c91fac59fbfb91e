import { pixelsOf, readPicture } from './camera.ts';
import { type QrReader, openQrReader } from './qr-reader.ts';

/** Takes a code's bytes; true when no more are needed. */
type TakeFrame = (frame: Uint8Array) => boolean | Promise<boolean>;

const LARGEST = 1600; // pixels: a phone's photograph is three times as wide, and read no better
const STEP = 0.08; // seconds of a film between two pictures: codes stand for a tenth of a second
const LONGEST = 180; // seconds

/** Reads the codes in pictures and films, one after the other; how many codes there were. */
export async function readPictures(files: readonly File[], take: TakeFrame): Promise<number> {
	const reader = await openQrReader();
	let found = 0;
	try {
		for await (const frame of framesOf(files, reader)) {
			found += 1;
			if (await take(frame)) break;
		}
	} finally {
		reader.close();
	}
	return found;
}

async function* framesOf(files: readonly File[], reader: QrReader): AsyncGenerator<Uint8Array> {
	const canvas = document.createElement('canvas');
	for (const file of files) {
		if (file.type.startsWith('video/')) yield* framesOfFilm(file, reader, canvas);
		else yield* frameOfPicture(file, reader, canvas);
	}
}

async function* frameOfPicture(file: File, reader: QrReader, canvas: HTMLCanvasElement): AsyncGenerator<Uint8Array> {
	const bitmap = await createImageBitmap(file).catch(() => null); // no picture
	if (!bitmap) return;
	const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
	const size = { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) };
	const frame = await reader.read(pixelsOf(bitmap, canvas, size));
	bitmap.close();
	if (frame) yield frame;
}

async function* framesOfFilm(file: File, reader: QrReader, canvas: HTMLCanvasElement): AsyncGenerator<Uint8Array> {
	const video = document.createElement('video');
	const address = URL.createObjectURL(file);
	video.muted = true;
	video.src = address;
	try {
		if (!(await happens(video, 'loadeddata'))) return;
		for (let at = 0; at < Math.min(video.duration, LONGEST); at += STEP) {
			video.currentTime = at;
			if (!(await happens(video, 'seeked'))) return;
			const frame = await readPicture(reader, canvas, video);
			if (frame) yield frame;
		}
	} finally {
		video.removeAttribute('src');
		URL.revokeObjectURL(address);
	}
}

function happens(video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<boolean> {
	return new Promise((resolve) => {
		video.addEventListener(
			event,
			() => {
				resolve(true);
			},
			{ once: true }
		);
		video.addEventListener(
			'error',
			() => {
				resolve(false);
			},
			{ once: true }
		);
	});
}
