import { fromBase45 } from '#carrying/base45';
import { trustedWorkerUrl } from '../pictures/worker-url.ts';
import workerUrl from './qr-reader.worker.ts?worker&url';

/** Reads the frame out of a picture, such as one of the camera's; null when there is none in it. */
export interface QrReader {
	/** The picture is used up by it. */
	read(picture: ImageData): Promise<Uint8Array | null>;
	close(): void;
}

/** The part of the Shape Detection interface that is used; not in every browser. */
interface Detector {
	detect(picture: ImageData): Promise<{ rawValue: string }[]>;
}

type DetectorClass = (new (options: { formats: string[] }) => Detector) & { getSupportedFormats(): Promise<string[]> };

/** The browser's own detector where it has one, which is quickest; otherwise ours, in a worker. */
export async function openQrReader(): Promise<QrReader> {
	return (await detectorReader()) ?? workerReader();
}

async function detectorReader(): Promise<QrReader | null> {
	const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
	// Where the system lacks the service behind it, the class is there and knows no formats, or throws.
	const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => []);
	if (!BarcodeDetector || !formats?.includes('qr_code')) return null;
	const detector = new BarcodeDetector({ formats: ['qr_code'] });
	let fallback: QrReader | null = null;
	return {
		async read(picture) {
			if (fallback) return fallback.read(picture);
			try {
				const codes = await detector.detect(picture);
				return codes.map(({ rawValue }) => fromBase45(rawValue)).find((frame) => frame !== null) ?? null;
			} catch {
				fallback = workerReader(); // the service has gone
				return fallback.read(picture);
			}
		},
		close() {
			fallback?.close();
		}
	};
}

function workerReader(): QrReader {
	const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module' });
	let last: Promise<unknown> = Promise.resolve();
	const ask = ({ width, height, data }: ImageData): Promise<Uint8Array | null> =>
		new Promise((resolve) => {
			worker.onmessage = (answer: MessageEvent<Uint8Array | null>) => {
				resolve(answer.data);
			};
			worker.onerror = () => {
				resolve(null);
			};
			worker.postMessage({ width, height, data }, [data.buffer]);
		});
	return {
		read(picture) {
			const answer = last.then(() => ask(picture));
			last = answer;
			return answer;
		},
		close() {
			worker.terminate();
		}
	};
}
