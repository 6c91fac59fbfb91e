import { type Result, refuse } from '#core/result';
import { trustedWorkerUrl } from '../pictures/worker-url.ts';
import { LARGEST_FILE, type ReadCell, type TableRefusal } from './table.ts';
import type { TableAnswer } from './table.worker.ts';
import workerUrl from './table.worker.ts?worker&url';

export type { ReadCell, TableRefusal } from './table.ts';

/** How long a file may take: one that takes longer is made to. */
const LONGEST = 30 * 1000; // 30 seconds

/** Reads an .xlsx or a .csv in a worker, which is fetched now and not before. Nothing leaves the device. */
export async function readTable(file: Blob): Promise<Result<ReadCell[][], TableRefusal>> {
	if (file.size === 0) return refuse('empty');
	if (file.size > LARGEST_FILE) return refuse('too-large');
	const bytes = new Uint8Array(await file.arrayBuffer());
	const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module' });
	try {
		return await answerOf(worker, bytes);
	} finally {
		worker.terminate();
	}
}

function answerOf(worker: Worker, bytes: Uint8Array<ArrayBuffer>): Promise<TableAnswer> {
	return new Promise((resolve) => {
		const giveUp = setTimeout(() => {
			resolve(refuse('too-large'));
		}, LONGEST);
		const answer = (result: TableAnswer) => {
			clearTimeout(giveUp);
			resolve(result);
		};
		worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => {
			answer(data);
		};
		worker.onerror = () => {
			answer(refuse('not-a-table'));
		};
		worker.postMessage(bytes, [bytes.buffer]);
	});
}
