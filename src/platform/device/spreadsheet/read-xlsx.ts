import { strFromU8, unzipSync } from 'fflate/browser';
import { type Result, ok, refuse } from '#core/result';
import { MOST_COLUMNS, MOST_ROWS, type ReadCell, type TableRefusal } from './table.ts';
import { attributeOf, elementsOf, textOf } from './xml-scan.ts';

/** How much one part, and all that are read, may unfold to: a sheet of 50,000 rows is a tenth of it. */
const LARGEST_PART = 120 * 1024 * 1024; // bytes
const LARGEST_ALL = 200 * 1024 * 1024; // bytes
const NEEDED =
	/^xl\/(workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[\w.-]+\.xml)$/i;

/** Days between the beginning of a spreadsheet's calendar and of a computer's; the other calendar begins later. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
const DAY = 24 * 60 * 60 * 1000; // milliseconds

/** Numbers of the built-in formats that are days or times; ECMA-376 part 1, 18.8.30. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** Reads the first sheet of an .xlsx as rows of cells. What is no such file, or unfolds to too much, is refused. */
export function readXlsx(bytes: Uint8Array): Result<ReadCell[][], TableRefusal> {
	const parts = unfold(bytes);
	if (!parts.ok) return parts;
	// Some programs write every name with a prefix.
	const text = (path: string) => strFromU8(parts.value[path] ?? new Uint8Array()).replace(/(<\/?)x:/g, '$1');
	const workbook = text('xl/workbook.xml');
	const path = firstSheet(workbook, text('xl/_rels/workbook.xml.rels'));
	const sheet = text(path);
	if (sheet === '') return refuse('not-a-table');
	const strings = elementsOf(text('xl/sharedStrings.xml'), 'si').map(({ inner }) => plainText(inner));
	const is1904 = /<workbookPr[^>]*\bdate1904="(1|true)"/.test(workbook);
	return readSheet(sheet, {
		strings,
		dates: dateStyles(text('xl/styles.xml')),
		epoch: is1904 ? EPOCH_1904 : EPOCH_1900
	});
}

/** fflate writes no part longer than it said it was, so a lying archive is cut off and not unfolded. */
function unfold(bytes: Uint8Array): Result<Record<string, Uint8Array>, TableRefusal> {
	const sizes: number[] = [];
	const isTooLarge = () => sizes.some((size) => size > LARGEST_PART) || sizes.reduce((a, b) => a + b, 0) > LARGEST_ALL;
	try {
		const parts = unzipSync(bytes, {
			filter: ({ name, originalSize }) => {
				if (!NEEDED.test(name)) return false;
				sizes.push(originalSize);
				return !isTooLarge();
			}
		});
		return isTooLarge() ? refuse('too-large') : ok(parts);
	} catch {
		return refuse('not-a-table');
	}
}

/** The path of the sheet that comes first, which need not be called sheet1. */
function firstSheet(workbook: string, relations: string): string {
	const [sheet] = elementsOf(workbook, 'sheet');
	const id = sheet && attributeOf(sheet.tag, 'r:id');
	const relation = elementsOf(relations, 'Relationship').find(({ tag }) => attributeOf(tag, 'Id') === id);
	const target = relation && attributeOf(relation.tag, 'Target');
	if (!target) return 'xl/worksheets/sheet1.xml';
	return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Which styles show a number as a day or a time. */
function dateStyles(styles: string): ReadonlySet<number> {
	const own = new Set<number>();
	for (const { tag } of elementsOf(styles, 'numFmt')) {
		const code = attributeOf(tag, 'formatCode') ?? '';
		if (/[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))) own.add(Number(attributeOf(tag, 'numFmtId')));
	}
	const [formats] = elementsOf(styles, 'cellXfs');
	const dates = elementsOf(formats?.inner ?? '', 'xf').flatMap(({ tag }, index) => {
		const format = Number(attributeOf(tag, 'numFmtId'));
		return BUILT_IN_DATES.has(format) || own.has(format) ? [index] : [];
	});
	return new Set(dates);
}

interface Book {
	strings: readonly string[];
	dates: ReadonlySet<number>;
	epoch: number;
}

function readSheet(sheet: string, book: Book): Result<ReadCell[][], TableRefusal> {
	const rows: ReadCell[][] = [];
	for (const { tag, inner } of elementsOf(sheet, 'row')) {
		const number = Number(attributeOf(tag, 'r') ?? rows.length + 1);
		if (!Number.isInteger(number) || number < 1 || number > MOST_ROWS) return refuse('too-large');
		while (rows.length < number - 1) rows.push([]); // rows without anything in them are not written
		rows[number - 1] = readRow(inner, book);
	}
	return rows.length === 0 ? refuse('empty') : ok(rows);
}

function readRow(row: string, book: Book): ReadCell[] {
	const cells: ReadCell[] = [];
	for (const { tag, inner } of elementsOf(row, 'c')) {
		const column = columnOf(attributeOf(tag, 'r')) ?? cells.length;
		if (column >= MOST_COLUMNS) continue;
		while (cells.length < column) cells.push(null);
		cells[column] = readCell(tag, inner, book);
	}
	return cells;
}

function readCell(tag: string, inner: string, { strings, dates, epoch }: Book): ReadCell {
	const type = attributeOf(tag, 't') ?? 'n';
	if (type === 'inlineStr') return plainText(inner);
	const [value] = elementsOf(inner, 'v');
	if (!value) return null;
	const written = textOf(value.inner);
	if (type === 's') return strings[Number(written)] ?? null;
	if (type !== 'n') return written;
	const number = Number(written);
	if (Number.isNaN(number)) return written;
	// A time of day is a number below one, which is read as it is.
	const isDay = dates.has(Number(attributeOf(tag, 's') ?? 0)) && number >= 1;
	return isDay ? new Date(Math.round(((number - epoch) * DAY) / 1000) * 1000) : number;
}

/** `BC12` → 54; null for what is no address. */
function columnOf(address: string | null): number | null {
	const letters = /^[A-Z]{1,3}/.exec(address ?? '')?.[0];
	if (!letters) return null;
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Text of a cell: its runs one after another, without what is only how they are read. */
function plainText(inner: string): string {
	const spoken = inner.replace(/<rPh\b[^]*?<\/rPh>/g, '');
	return elementsOf(spoken, 't')
		.map(({ inner: run }) => textOf(run))
		.join('');
}
