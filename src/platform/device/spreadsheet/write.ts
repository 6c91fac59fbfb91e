import writeXlsxFile, { type CellObject, type Feature, type Row } from 'write-excel-file/universal';
import type { Cell, Column, ColumnKind, Sheet } from './sheet.ts';

/** The longest text that Excel takes in a cell, and the longest name of a sheet. */
export const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;

const FORMATS: Readonly<Record<ColumnKind, string>> = {
	// Text stays text also after somebody has edited the cell: 0812 keeps its zero and =1+1 is not counted.
	text: '@',
	number: '0',
	decimal: '0.0',
	day: 'yyyy-mm-dd',
	moment: 'yyyy-mm-dd hh:mm',
	month: 'yyyy-mm'
};
const NUMERIC = /^0/;

/** Writes sheets as an .xlsx: bold frozen heading, filters, real dates and numbers, and never a formula. */
export async function writeSpreadsheet(sheets: readonly Sheet<readonly Cell[][]>[]): Promise<Blob> {
	const names = sheetNames(sheets);
	const written = sheets.map((sheet, index) => ({
		sheet: names[index] ?? '',
		data: rowsOf(sheet),
		columns: sheet.columns.map(({ width }) => ({ width })),
		stickyRowsCount: 1,
		orientation: 'landscape' as const
	}));
	return writeXlsxFile(written, { features: [filters(sheets, names)] }).toBlob();
}

function rowsOf({ columns, rows, totals }: Sheet<readonly Cell[][]>): Row[] {
	const heading = columns.map(({ heading: value }) => ({ ...textCell(value), fontWeight: 'bold' as const }));
	const data = rows.map((row) => row.map((value, index) => cellOf(value, columns[index])));
	const last = totals?.map((value, index) => {
		const cell = cellOf(value, columns[index]);
		return cell && { ...cell, fontWeight: 'bold' as const };
	});
	return last ? [heading, ...data, last] : [heading, ...data];
}

function cellOf(value: Cell, column: Column | undefined): CellObject | null {
	if (value === null || value === '') return null;
	const format = FORMATS[column?.kind ?? 'text'];
	if (typeof value === 'number') return { value, type: Number, ...(NUMERIC.test(format) && { format }) };
	const date = format.startsWith('yyyy') ? dateOf(value) : null;
	return date ? { value: date, type: Date, format } : textCell(value);
}

/** Excel knows no time zones: what shall be seen is written as if it were UTC, whatever zone the machine is set to. */
function dateOf(value: string): Date | null {
	const parts = /^(\d{4}-\d\d)(-\d\d)?(?: (\d\d:\d\d))?$/.exec(value);
	const time = parts ? Date.parse(`${parts[1] ?? ''}${parts[2] ?? '-01'}T${parts[3] ?? '00:00'}Z`) : NaN;
	return Number.isNaN(time) ? null : new Date(time);
}

function textCell(text: string): CellObject {
	return { value: escaped(shortened(text)), type: String, format: '@' };
}

/** Never half a pair of surrogates. */
function shortened(text: string): string {
	if (text.length <= LONGEST_TEXT) return text;
	return `${text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * Excel reads _x0041_ as A, so a text that looks like that is written as _x005F_x0041_. The same way around the
 * library, which breaks the file on texts that every object has as a property, such as "constructor".
 */
function escaped(text: string): string {
	if (text in Object.prototype) return `_x${text.charCodeAt(0).toString(16).padStart(4, '0')}_${text.slice(1)}`;
	return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Names that Excel takes: without []:*?/\, at most 31 characters, none empty, none twice, none "History". */
export function sheetNames(sheets: readonly { name: string }[]): string[] {
	const taken = new Set(['history']);
	return sheets.map(({ name }, index) => {
		const wanted = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^[\s']+|[\s']+$/g, '') || String(index + 1);
		let free = wanted.slice(0, LONGEST_NAME).trim();
		for (let count = 2; taken.has(free.toLowerCase()); count += 1) {
			free = `${wanted.slice(0, LONGEST_NAME - 4).trim()} (${count})`;
		}
		taken.add(free.toLowerCase());
		return free;
	});
}

/** Filters in the heading, no warning at numbers that are kept as text, and the heading on each printed page. */
function filters(sheets: readonly Sheet<readonly Cell[][]>[], names: readonly string[]): Feature<Blob> {
	const ranges = sheets.map(({ columns, rows }) => `A1:${columnName(columns.length - 1)}${rows.length + 1}`);
	const definedNames = ranges.map((range, index) => {
		const sheet = `'${(names[index] ?? '').replaceAll("'", "''")}'`;
		const fixed = range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
		const scope = `localSheetId="${index}"`;
		return (
			`<definedName name="_xlnm._FilterDatabase" ${scope} hidden="1">${xml(`${sheet}!${fixed}`)}</definedName>` +
			`<definedName name="_xlnm.Print_Titles" ${scope}>${xml(`${sheet}!$1:$1`)}</definedName>`
		);
	});
	return {
		files: {
			transform: {
				'xl/worksheets/sheet{id}.xml': {
					transform: (content, _options, { sheetIndex }) => withFilter(content, ranges[sheetIndex] ?? 'A1')
				},
				'xl/workbook.xml': {
					transform: (content) =>
						content
							.replace(/<definedNames\s*\/>/, '')
							.replace('</sheets>', `</sheets><definedNames>${definedNames.join('')}</definedNames>`)
				}
			}
		}
	};
}

/** The order of these elements is the format's. Sought from the end, since the rows before them can be 50 MB. */
function withFilter(content: string, range: string): string {
	const end = content.lastIndexOf('</sheetData>') + '</sheetData>'.length;
	const drawing = content.indexOf('<drawing', end);
	const rest = drawing === -1 ? content.lastIndexOf('</worksheet>') : drawing;
	const numbersAsText = `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`;
	return `${content.slice(0, end)}<autoFilter ref="${range}"/>${content.slice(end, rest)}${numbersAsText}${content.slice(rest)}`;
}

function columnName(index: number): string {
	const letter = String.fromCharCode(65 + (index % 26));
	return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function xml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
