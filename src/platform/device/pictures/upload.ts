import type { DetailedError, Upload as TusUpload } from 'tus-js-client';
import { type Result, ok, refuse } from '#core/result';

/**
 * Why a file is not at the server. `offline` and `signed-out` pass by themselves, `quota` the next day; the others say
 * that the server will not take the file.
 */
export type UploadRefusal = 'offline' | 'signed-out' | 'quota' | 'too-large' | 'id-taken' | 'refused';

/** A file on its way. */
export interface UploadJob {
	/** Made on this device; commands name the file by it before it has been sent. */
	id: string;
	blob: Blob;
	/** True when a part may have been sent before: the server is then asked first how far it came. */
	begun: boolean;
	/** Told how many bytes have left this device, a few times a second at most. */
	onProgress?(sent: number): void;
}

const ENDPOINT = '/upload';
const CHUNK = 512 * 1024; // bytes: what is lost at most when a connection breaks
const TELL_EVERY = 250; // milliseconds: each word about the progress is written to the device's store
const SILENCE_LIMIT = 45 * 1000; // 45 seconds without a byte: the connection is half open

/** Sends a file, or what is missing of it. `ok` when all bytes have arrived; trying again later is the caller's part. */
export async function uploadBlob(job: UploadJob): Promise<Result<null, UploadRefusal>> {
	const first = await attempt(job, job.begun ? 'continue' : 'create');
	if (first === null) return ok(null);
	// The server knows better: it never got the request to create, or it did, and its answer was lost.
	if (job.begun && isStatus(first, 404, 410)) return toResult(await attempt(job, 'create'));
	if (!job.begun && isStatus(first, 409)) return toResult(await attempt(job, 'continue'), 'id-taken');
	return toResult(first);
}

/** One go; null when everything has arrived. */
async function attempt(job: UploadJob, how: 'create' | 'continue'): Promise<Error | null> {
	const { Upload } = await import('tus-js-client').catch(() => ({ Upload: null }));
	if (!Upload) return new Error('The program for uploads is not on this device');
	let toldAt = 0;
	return new Promise((resolve) => {
		const watch = new SilenceWatch(() => {
			void upload.abort().catch(() => null);
			resolve(new Error('The connection is silent'));
		});
		const end = (error: Error | null) => {
			watch.stop();
			resolve(error);
		};
		const upload: TusUpload = new Upload(job.blob, {
			...(how === 'create' ? { endpoint: ENDPOINT } : { uploadUrl: `${ENDPOINT}/${job.id}` }),
			// The type decides how large a file may be; one pair at least, or the server answers 400.
			metadata: { id: job.id, type: job.blob.type || 'application/octet-stream' },
			chunkSize: CHUNK,
			retryDelays: null,
			storeFingerprintForResuming: false,
			onProgress: (sent, total) => {
				watch.heard();
				if (sent < total && performance.now() - toldAt < TELL_EVERY) return;
				toldAt = performance.now();
				job.onProgress?.(sent);
			},
			onSuccess: () => {
				end(null);
			},
			onError: end
		});
		upload.start();
	});
}

/** What a status means; all others pass: no answer, a server in trouble, or somebody's sign-in page. */
const REFUSALS: Readonly<Record<number, UploadRefusal>> = {
	400: 'refused',
	401: 'signed-out',
	403: 'refused',
	413: 'too-large'
};

/** Statuses that our server explains by a code. */
const CODES: ReadonlySet<unknown> = new Set<UploadRefusal>(['quota', 'id-taken']);

function toResult(error: Error | null, missing: UploadRefusal = 'offline'): Result<null, UploadRefusal> {
	if (error === null) return ok(null);
	const response = responseOf(error);
	if (!response) return refuse('offline');
	const code = bodyCode(response.getBody());
	if (CODES.has(code)) return refuse(code as UploadRefusal);
	const status = response.getStatus();
	return refuse(status === 404 ? missing : (REFUSALS[status] ?? 'offline'));
}

function bodyCode(body: string): unknown {
	try {
		return (JSON.parse(body) as { code?: unknown }).code;
	} catch {
		return null;
	}
}

function isStatus(error: Error, ...statuses: number[]): boolean {
	return statuses.includes(responseOf(error)?.getStatus() ?? 0);
}

function responseOf(error: Error): DetailedError['originalResponse'] {
	return (error as Partial<DetailedError>).originalResponse ?? null;
}

/** XMLHttpRequest waits for ever on a connection that has died without a word. */
class SilenceWatch {
	readonly #onSilence: () => void;
	#timer: ReturnType<typeof setTimeout>;

	constructor(onSilence: () => void) {
		this.#onSilence = onSilence;
		this.#timer = setTimeout(onSilence, SILENCE_LIMIT);
	}

	heard(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#onSilence, SILENCE_LIMIT);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
