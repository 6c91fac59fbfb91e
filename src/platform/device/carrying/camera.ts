import { type QrReader, openQrReader } from './qr-reader.ts';

/** Why there is no camera: not allowed, none there, or somebody else uses it. */
export type CameraRefusal = 'camera-refused' | 'camera-missing' | 'camera-busy';

/** A camera that reads codes until it is stopped. */
export interface CodeCamera {
	stop(): void;
}

const WANTED = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };

/** Shows what the camera sees, and hands over the bytes of every code that comes into sight. */
export async function startCamera(
	video: HTMLVideoElement,
	onFrame: (frame: Uint8Array) => void
): Promise<CodeCamera | CameraRefusal> {
	const stream = await openStream();
	if (typeof stream === 'string') return stream;
	video.srcObject = stream;
	await video.play().catch(() => undefined); // taken away again before it began
	return new Reading(stream, video, await openQrReader(), onFrame);
}

class Reading implements CodeCamera {
	readonly #stream: MediaStream;
	readonly #video: HTMLVideoElement;
	readonly #ended = new AbortController();

	constructor(stream: MediaStream, video: HTMLVideoElement, reader: QrReader, onFrame: (frame: Uint8Array) => void) {
		this.#stream = stream;
		this.#video = video;
		void this.#read(reader, (frame) => {
			if (!this.#ended.signal.aborted) onFrame(frame);
		});
	}

	stop(): void {
		this.#ended.abort();
		for (const track of this.#stream.getTracks()) track.stop();
		this.#video.srcObject = null;
	}

	async #read(reader: QrReader, onFrame: (frame: Uint8Array) => void): Promise<void> {
		const canvas = document.createElement('canvas');
		const { signal } = this.#ended;
		while (!signal.aborted) {
			const frame = await readPicture(reader, canvas, this.#video);
			if (frame) onFrame(frame);
			await nextPicture(this.#video);
		}
		reader.close();
	}
}

async function openStream(): Promise<MediaStream | CameraRefusal> {
	// Undefined where the page is not secure, whatever the types say.
	const devices = navigator.mediaDevices as MediaDevices | undefined;
	if (!devices) return 'camera-missing';
	try {
		return await devices.getUserMedia({ video: WANTED, audio: false });
	} catch (error) {
		const name = error instanceof DOMException ? error.name : '';
		if (name === 'NotAllowedError' || name === 'SecurityError') return 'camera-refused';
		return name === 'NotReadableError' ? 'camera-busy' : 'camera-missing';
	}
}

/** The frame in what a video shows now. */
export function readPicture(
	reader: QrReader,
	canvas: HTMLCanvasElement,
	video: HTMLVideoElement
): Promise<Uint8Array | null> {
	const { videoWidth: width, videoHeight: height } = video;
	return width > 0 ? reader.read(pixelsOf(video, canvas, { width, height })) : Promise.resolve(null);
}

/** The pixels of a picture, drawn so large. */
export function pixelsOf(
	source: CanvasImageSource,
	canvas: HTMLCanvasElement,
	{ width, height }: { width: number; height: number }
): ImageData {
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('The browser draws nothing');
	context.drawImage(source, 0, 0, width, height);
	return context.getImageData(0, 0, width, height);
}

function nextPicture(video: HTMLVideoElement): Promise<void> {
	return new Promise((resolve) => {
		if (!document.hidden && 'requestVideoFrameCallback' in video)
			video.requestVideoFrameCallback(() => {
				resolve();
			});
		// A hidden page gets no pictures; the loop lives on, slowly.
		setTimeout(resolve, 250);
	});
}
