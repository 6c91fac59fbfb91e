/** Reads codes away from the page, so that the camera's picture never stops for it. One message, one answer. */
import { type Pixels, pixelsToFrame } from './qr-pixels.ts';

addEventListener('message', ({ data }: MessageEvent<Pixels>) => {
	postMessage(pixelsToFrame(data));
});
