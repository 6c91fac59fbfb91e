import { textDecoder } from './text-decoder.ts';

type Separator = ';' | ',' | '\t';

const LOOKED_AT = 20_000; // characters of a header: enough to tell what parts it
const SEPARATORS: readonly Separator[] = [';', ',', '\t']; // the first one wins a draw: it is what Swedish Excel writes

/** The text of a table as Swedish programs write it: UTF-8 with or without a mark, UTF-16 or Windows-1252. */
export function decodeTable(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new (textDecoder())('utf-16le').decode(bytes);
	try {
		return new (textDecoder())('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// Older programs: what is not valid UTF-8 and has Swedish letters is Windows-1252 in practice.
		return new (textDecoder())('windows-1252').decode(bytes);
	}
}

function readHint(text: string): { body: string; separator: Separator; line: number } {
	const hint = /^sep=([;,\t])\r?\n/i.exec(text);
	if (hint) return { body: text.slice(hint[0].length), separator: hint[1] as Separator, line: 2 };
	return { body: text, separator: detectSeparator(text), line: 1 };
}

/** The sign that stands most often in the header, outside of quotes. */
function detectSeparator(text: string): Separator {
	const header = (/\S.*/.exec(text)?.[0] ?? '').slice(0, LOOKED_AT).replace(/"[^"]*"/g, '');
	const count = (separator: Separator) => header.split(separator).length - 1;
	return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Why a record cannot be read. */
export type CsvRecordError = 'unclosed-quote' | 'stray-quote' | 'too-many-cells';

/** No program writes wider tables; what is wider is not read to its end. */
const MOST_CELLS = 500;

/** One record of a table. */
export interface CsvRecord {
	/** The line of the file that it begins on, the first being line 1. */
	line: number;
	cells: string[];
	error: CsvRecordError | null;
}

/**
 * All records of a table that are not blank, the header first; semicolon, comma or tab, told from the header or from
 * Excel's `sep=` line. After a malformed record, reading goes on with the next line.
 */
export function readCsvRecords(whole: string): CsvRecord[] {
	const { body: text, separator, line: firstLine } = readHint(whole);
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
): { cells: string[]; end: number; error: CsvRecordError | null } {
	const cells: string[] = [];
	for (let from = at; ;) {
		const cell = text[from] === '"' ? readQuoted(text, from) : readPlain(text, from, separator);
		if (typeof cell === 'string') return { cells, end: from, error: cell };
		cells.push(cell.value);
		if (cells.length > MOST_CELLS) return { cells, end: cell.end, error: 'too-many-cells' };
		const next = text[cell.end];
		if (next === separator) from = cell.end + 1;
		else if (next === undefined || next === '\n' || next === '\r')
			return { cells, end: endOfLine(text, cell.end), error: null };
		else return { cells, end: cell.end, error: 'stray-quote' };
	}
}

type Cell = { value: string; end: number } | Exclude<CsvRecordError, 'too-many-cells'>;

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
