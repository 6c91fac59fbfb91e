import type { FrameSource } from '#carrying/fountain';
import { frameToModules, modulesToPixels } from './qr-pixels.ts';

/** Frames a second: phone cameras bring 30 pictures, so that each code stands still in at least two of them. */
const FRAMES_A_SECOND = 10;

/** Shows the frames of a bundle on a canvas, one after the other without end, until it is stopped. */
export class QrSender {
	readonly #source: FrameSource;
	readonly #canvas: HTMLCanvasElement;
	readonly #onFrame: (index: number) => void;
	#index = 0;
	#timer: ReturnType<typeof setInterval> | null = null;

	constructor(source: FrameSource, canvas: HTMLCanvasElement, onFrame: (index: number) => void = () => undefined) {
		this.#source = source;
		this.#canvas = canvas;
		this.#onFrame = onFrame;
	}

	/** Starts, or goes on where it was stopped: whoever has read a part needs only the rest. */
	start(): void {
		if (this.#timer !== null) return;
		this.#draw();
		this.#timer = setInterval(() => {
			this.#draw();
		}, 1000 / FRAMES_A_SECOND);
	}

	/** Stops at the code that is shown. */
	stop(): void {
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
	}

	/**
	 * As large as what is around the canvas allows in whole pixels of the screen for each module: stretched codes are
	 * blurred, and read worse.
	 */
	#draw(): void {
		const modules = frameToModules(this.#source.frame(this.#index));
		const room = Math.floor((this.#canvas.parentElement?.clientWidth ?? 0) * devicePixelRatio);
		const pixels = modulesToPixels(modules, Math.max(2, Math.floor(room / modules.length)));
		this.#canvas.width = pixels.width;
		this.#canvas.height = pixels.height;
		this.#canvas.style.width = `${pixels.width / devicePixelRatio}px`;
		const image = new ImageData(pixels.width, pixels.height);
		image.data.set(pixels.data);
		this.#canvas.getContext('2d')?.putImageData(image, 0, 0);
		this.#onFrame(this.#index);
		this.#index += 1;
	}
}
