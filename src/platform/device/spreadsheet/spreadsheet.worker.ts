/** Writes a spreadsheet away from the page. The rows come in parts, so that handing them over never stops the page. */
import type { Cell, Sheet } from './sheet.ts';
import { writeSpreadsheet } from './write.ts';

/** Page → worker: a sheet begins, some of its rows, and in the end that this was all. */
export type SpreadsheetMessage = { sheet: Sheet<Cell[][]> } | { rows: Cell[][] } | { finished: true };

/** Worker → page, once; null when it could not be written. */
export type SpreadsheetAnswer = Blob | null;

const sheets: Sheet<Cell[][]>[] = [];

addEventListener('message', ({ data }: MessageEvent<SpreadsheetMessage>) => {
	if ('sheet' in data) sheets.push(data.sheet);
	else if ('rows' in data) for (const row of data.rows) sheets.at(-1)?.rows.push(row);
	else void answer();
});

async function answer(): Promise<void> {
	const blob: SpreadsheetAnswer = await writeSpreadsheet(sheets).catch(() => null);
	postMessage(blob);
}
