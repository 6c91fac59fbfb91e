import { decodeTable, readCsvRecords } from '#core/csv-records';
import { type Result, ok, refuse } from '#core/result';

/** What a cell of a table that was read holds; days as if they were UTC, since spreadsheets know no time zones. */
export type ReadCell = string | number | Date | null;

/** Why a file is not read. */
export type TableRefusal = 'too-large' | 'not-a-table' | 'empty';

/** What a file may have at most: a year of a large team's days is half of it. */
export const LARGEST_FILE = 20 * 1024 * 1024; // bytes
export const MOST_ROWS = 50_000;
export const MOST_COLUMNS = 200;

/**
 * Reads a table as text, with semicolons, commas or tabs. A row that is malformed keeps its place, with the quotation
 * mark that it broke on.
 */
export function readTextTable(bytes: Uint8Array): Result<ReadCell[][], TableRefusal> {
	const text = decodeTable(bytes);
	if (text.includes('\0')) return refuse('not-a-table');
	const records = readCsvRecords(text);
	if (records.length === 0) return refuse('empty');
	const first = records[0]?.line ?? 1;
	const rows: ReadCell[][] = [];
	for (const { line, cells, error } of records) {
		const place = line - first;
		if (place >= MOST_ROWS || cells.length > MOST_COLUMNS) return refuse('too-large'); // also of a row that was not read to its end
		while (rows.length < place) rows.push([]);
		rows.push(error === null ? cells : ['"']);
	}
	return ok(rows);
}

/** True for files that begin like a zip, which an .xlsx is, whatever they are called. */
export function isZip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x50 && bytes[1] === 0x4b;
}
