/** Reads a table away from the page: a file of a week takes a second, and a hostile one takes what it takes. */
import type { Result } from '#core/result';
import { readXlsx } from './read-xlsx.ts';
import { type ReadCell, type TableRefusal, isZip, readTextTable } from './table.ts';

/** Worker → page, once. */
export type TableAnswer = Result<ReadCell[][], TableRefusal>;

addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
	const answer: TableAnswer = isZip(data) ? readXlsx(data) : readTextTable(data);
	postMessage(answer);
});
