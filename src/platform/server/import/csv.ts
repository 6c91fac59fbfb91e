import { type CsvRecordError, decodeTable, readCsvRecords } from '#core/csv-records';
import { type Result, ok, refuse } from '#core/result';

/** Why a row of a CSV file is not taken. */
export type CsvRowError = CsvRecordError | 'too-few-cells';

/** Why a CSV file is not read at all. */
export type CsvRefusal = 'empty' | 'not-text' | 'column-without-name' | 'column-twice' | 'too-many-columns';

/** One row; cells by the name of their column, in lower case and trimmed. */
export interface CsvRow {
	/** The line of the file that the row begins on, the header being line 1. */
	line: number;
	cells: ReadonlyMap<string, string>;
}

/** A CSV file that was read. Rows that are malformed stand among the errors, and nowhere else. */
export interface CsvTable {
	/** The columns as they are written in the file. */
	columns: readonly string[];
	rows: readonly CsvRow[];
	errors: readonly { line: number; code: CsvRowError }[];
}

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Reads CSV as Swedish programs write it: UTF-8 with or without a mark, UTF-16 or Windows-1252; semicolon, comma or tab
 * (told from the header, or from Excel's `sep=` line); quoted cells with line breaks in them. A file whose header cannot
 * be understood is refused; a malformed row is reported with its line, and the other rows are read.
 */
export function parseCsv(bytes: Uint8Array): Result<CsvTable, CsvRefusal> {
	const text = decodeTable(bytes);
	if (text.includes('\0')) return refuse('not-text');
	const [header, ...records] = readCsvRecords(text);
	if (!header) return refuse('empty');
	if (header.error) return refuse(header.error === 'too-many-cells' ? 'too-many-columns' : 'not-text');
	const names = trimEnd(header.cells).map((name) => name.trim().toLowerCase());
	if (names.includes('')) return refuse('column-without-name');
	if (new Set(names).size < names.length) return refuse('column-twice');
	const rows: CsvRow[] = [];
	const errors: { line: number; code: CsvRowError }[] = [];
	for (const record of records) {
		const code = record.error ?? countError(record.cells, names.length);
		if (code) errors.push({ line: record.line, code });
		else
			rows.push({
				line: record.line,
				cells: new Map(names.map((name, at) => [name, unguard(record.cells[at] ?? '')]))
			});
	}
	return ok({ columns: trimEnd(header.cells).map((name) => name.trim()), rows, errors });
}

/** Takes away the apostrophe that spreadsheets' exports put before what would else run as a formula. */
function unguard(cell: string): string {
	return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Excel fills rows up with empty cells: those beyond the last column mean nothing. */
function trimEnd(cells: readonly string[]): string[] {
	const last = cells.findLastIndex((cell) => cell.trim() !== '');
	return cells.slice(0, last + 1);
}

function countError(cells: readonly string[], columns: number): CsvRowError | null {
	if (cells.length < columns) return 'too-few-cells';
	return trimEnd(cells).length > columns ? 'too-many-cells' : null;
}
