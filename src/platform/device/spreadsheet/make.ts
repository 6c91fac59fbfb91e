import { trustedWorkerUrl } from '../pictures/worker-url.ts';
import type { Cell, Sheet } from './sheet.ts';
import type { SpreadsheetAnswer, SpreadsheetMessage } from './spreadsheet.worker.ts';
import workerUrl from './spreadsheet.worker.ts?worker&url';

const TURN = 4; // milliseconds of the page's time for making rows at once; handing them over takes as long again

/** Makes an .xlsx of sheets in a worker, which is fetched now and not before; the page stays alive meanwhile. */
export async function makeSpreadsheet(sheets: readonly Sheet[]): Promise<Blob> {
	const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module' });
	const send = (message: SpreadsheetMessage) => {
		worker.postMessage(message);
	};
	const answer = answerOf(worker);
	// Heard of below, where it is awaited; until then it must not count as unheard.
	answer.catch(() => null);
	try {
		for (const sheet of sheets) {
			send({ sheet: { ...sheet, rows: [] } });
			for (const rows of inTurns(sheet.rows)) {
				send({ rows });
				await nextTurn();
			}
		}
		send({ finished: true });
		return await answer;
	} finally {
		worker.terminate();
	}
}

/** Rows in parts that each took one turn to make. */
function* inTurns(rows: Iterable<Cell[]>): Generator<Cell[][]> {
	let part: Cell[][] = [];
	let until = performance.now() + TURN;
	for (const row of rows) {
		part.push(row);
		if (performance.now() < until) continue;
		yield part;
		part = [];
		until = performance.now() + TURN;
	}
	if (part.length > 0) yield part;
}

/** Lets the page draw and answer. Not by a timer: those are slowed down in a tab that is not looked at. */
function nextTurn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

function answerOf(worker: Worker): Promise<Blob> {
	return new Promise((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<SpreadsheetAnswer>) => {
			if (data) resolve(data);
			else reject(new Error('The spreadsheet could not be written'));
		};
		worker.onerror = () => {
			reject(new Error('The worker has failed'));
		};
	});
}
