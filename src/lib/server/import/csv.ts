import { type Result, ok, refuse } from '#core/result';

/** Why a row of a CSV file is not taken. */
export type CsvRowError = 'unclosed-quote' | 'stray-quote' | 'too-few-cells' | 'too-many-cells';

/** Why a CSV file is not read at all. */
export type CsvRefusal = 'empty' | 'not-text' | 'column-without-name' | 'column-twice';

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

type Separator = ';' | ',' | '\t';

const SEPARATORS: readonly Separator[] = [';', ',', '\t']; // the first one wins a draw: it is what Swedish Excel writes
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const BOM = '\ufeff';

/**
 * Reads CSV as Swedish programs write it: UTF-8 with or without a mark, UTF-16 or Windows-1252; semicolon, comma or tab
 * (told from the header, or from Excel's `sep=` line); quoted cells with line breaks in them. A file whose header cannot
 * be understood is refused; a malformed row is reported with its line, and the other rows are read.
 */
export function parseCsv(bytes: Uint8Array): Result<CsvTable, CsvRefusal> {
	const text = decode(bytes);
	if (text.includes('\0')) return refuse('not-text');
	const { body, separator, line } = readHint(text);
	const [header, ...records] = readRecords(body, separator, line);
	if (!header || header.error) return refuse(header ? 'not-text' : 'empty');
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

/**
 * Writes CSV that Swedish Excel opens by itself: a mark, semicolons, CRLF. Text that a spreadsheet would run as a
 * formula gets an apostrophe in front, since names and notes come from strangers; parseCsv() takes it away again.
 */
export function formatCsv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
	const line = (cells: readonly (string | number | null)[]) => `${cells.map(formatCell).join(';')}\r\n`;
	return BOM + [columns, ...rows].map(line).join('');
}

function formatCell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value).replace('.', ',');
	const guarded = FORMULA.test(value) ? `'${value}` : value;
	return /[";,\t\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function unguard(cell: string): string {
	return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function decode(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// Older programs: what is not valid UTF-8 and has Swedish letters is Windows-1252 in practice.
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

function readHint(text: string): { body: string; separator: Separator; line: number } {
	const hint = /^sep=([;,\t])\r?\n/i.exec(text);
	if (hint) return { body: text.slice(hint[0].length), separator: hint[1] as Separator, line: 2 };
	return { body: text, separator: detectSeparator(text), line: 1 };
}

/** The sign that stands most often in the header, outside of quotes. */
function detectSeparator(text: string): Separator {
	const header = (/\S.*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
	const count = (separator: Separator) => header.split(separator).length - 1;
	return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

interface CsvRecord {
	line: number;
	cells: string[];
	error: CsvRowError | null;
}

/** All records that are not blank. After a malformed one, reading goes on with the next line. */
function readRecords(text: string, separator: Separator, firstLine: number): CsvRecord[] {
	const records: CsvRecord[] = [];
	let at = 0;
	let line = firstLine;
	while (at < text.length) {
		const read = readRecord(text, at, separator);
		const end = read.error ? endOfLine(text, at) : read.end;
		if (read.error !== null || read.cells.some((cell) => cell.trim() !== '')) {
			records.push({ line, cells: read.cells, error: read.error });
		}
		line += countLines(text, at, end);
		at = end;
	}
	return records;
}

/** One record from `at` on; `end` is where the next one begins. */
function readRecord(
	text: string,
	at: number,
	separator: Separator
): { cells: string[]; end: number; error: CsvRowError | null } {
	const cells: string[] = [];
	for (let from = at; ;) {
		const cell = text[from] === '"' ? readQuoted(text, from) : readPlain(text, from, separator);
		if (typeof cell === 'string') return { cells, end: from, error: cell };
		cells.push(cell.value);
		const next = text[cell.end];
		if (next === separator) from = cell.end + 1;
		else if (next === undefined || next === '\n' || next === '\r')
			return { cells, end: endOfLine(text, cell.end), error: null };
		else return { cells, end: cell.end, error: 'stray-quote' };
	}
}

type Cell = { value: string; end: number } | CsvRowError;

function readPlain(text: string, from: number, separator: Separator): Cell {
	let end = from;
	while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') {
		if (text[end] === '"') return 'stray-quote';
		end += 1;
	}
	return { value: text.slice(from, end), end };
}

function readQuoted(text: string, from: number): Cell {
	let value = '';
	for (let at = from + 1; ;) {
		const quote = text.indexOf('"', at);
		if (quote === -1) return 'unclosed-quote';
		value += text.slice(at, quote);
		if (text[quote + 1] !== '"') return { value, end: quote + 1 };
		value += '"';
		at = quote + 2;
	}
}

function endOfLine(text: string, from: number): number {
	let at = from;
	while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
	return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

function countLines(text: string, from: number, to: number): number {
	return text.slice(from, to).match(/\r\n|\r|\n/g)?.length ?? 0;
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
