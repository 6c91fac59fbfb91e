import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Cell, Column, Sheet } from './sheet.ts';
import { LONGEST_TEXT, sheetNames, writeSpreadsheet } from './write.ts';

const COLUMNS: Column[] = [
	{ heading: 'AO-nr', kind: 'number', width: 10 },
	{ heading: 'Objekt', kind: 'text', width: 14 },
	{ heading: 'Beställd', kind: 'moment', width: 17 },
	{ heading: 'Planerad', kind: 'day', width: 12 },
	{ heading: 'Månad', kind: 'month', width: 10 },
	{ heading: 'Dagar', kind: 'decimal', width: 10 }
];

const sheet = (rows: Cell[][], more: Partial<Sheet<Cell[][]>> = {}): Sheet<Cell[][]> => ({
	name: 'Arbetsorder',
	columns: COLUMNS,
	rows,
	...more
});

const first = (pattern: RegExp, text: string) => pattern.exec(text)?.[1];

/** The files of a written spreadsheet, and what stands in a cell of a sheet as a program reads it. */
async function read(...sheets: Sheet<Cell[][]>[]) {
	const blob = await writeSpreadsheet(sheets);
	const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
	const text = (path: string) => strFromU8(files[path] ?? new Uint8Array());
	const strings = [...text('xl/sharedStrings.xml').matchAll(/<si><t[^>]*?(?:\/>|>([^]*?)<\/t>)<\/si>/g)].map(
		([, found]) => found ?? ''
	);
	const styles = [...(/<cellXfs[^]*<\/cellXfs>/.exec(text('xl/styles.xml'))?.[0] ?? '').matchAll(/<xf [^>]*>/g)];
	const formats = new Map(
		[...text('xl/styles.xml').matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
			id,
			code
		])
	);
	const markupOf = (address: string, index: number) =>
		new RegExp(`<c r="${address}"[^>]*?(?:/>|>[^]*?</c>)`).exec(text(`xl/worksheets/sheet${index}.xml`))?.[0] ?? '';
	const cell = (address: string, index = 1) => {
		const markup = markupOf(address, index);
		const value = first(/<v>([^<]*)<\/v>/, markup);
		const style = styles[Number(first(/ s="(\d+)"/, markup))]?.[0] ?? '';
		const type = first(/ t="(\w+)"/, markup) ?? 'n';
		return {
			type,
			value: type === 's' ? strings[Number(value)] : value,
			format: formats.get(first(/numFmtId="(\d+)"/, style)),
			bold: /fontId="[1-9]/.test(style)
		};
	};
	return { blob, files, text, cell };
}

/** The moment that Excel shows for a serial number, which knows no time zones. */
const shown = (serial: string | undefined) =>
	new Date(Math.round((Number(serial) - 25569) * 24 * 60) * 60_000).toISOString().slice(0, 16);

describe('an .xlsx', () => {
	it('[WO52] opens with a bold, frozen heading, filters over all rows, and widths', async () => {
		const { text, cell, blob } = await read(sheet([[1], [2]], { totals: [3] }));
		const xml = text('xl/worksheets/sheet1.xml');
		expect(blob.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
		expect(cell('A1')).toMatchObject({ type: 's', value: 'AO-nr', bold: true });
		expect(cell('A2')).toMatchObject({ type: 'n', value: '1', bold: false });
		expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
		expect(xml).toMatch(/<\/sheetData><autoFilter ref="A1:F3"\/>/);
		expect(xml).toMatch(/<col [^>]*width="14/);
		expect(cell('A4')).toMatchObject({ value: '3', bold: true });
		expect(text('xl/workbook.xml')).toContain(
			`<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'Arbetsorder'!$A$1:$F$3</definedName>`
		);
		expect(text('xl/workbook.xml').match(/<definedNames/g)).toHaveLength(1);
	});

	it('[WO52] numbers are numbers, and an object number keeps its zeros', async () => {
		const { cell, text } = await read(sheet([[583214, '00812', null, null, null, 1.5]]));
		expect(cell('A2')).toMatchObject({ type: 'n', value: '583214' });
		expect(cell('B2')).toMatchObject({ type: 's', value: '00812', format: '@' });
		expect(cell('F2')).toMatchObject({ type: 'n', value: '1.5', format: '0.0' });
		expect(text('xl/worksheets/sheet1.xml')).toContain('numberStoredAsText="1"');
	});

	it('[WO51] dates are real ones and show the Swedish day and time on any machine', async () => {
		const { cell } = await read(sheet([[1, 'x', '2026-03-29 02:30', '2026-11-24', '2026-11', null]]));
		const moment = cell('C2');
		expect(moment).toMatchObject({ type: 'n', format: 'yyyy-mm-dd hh:mm' });
		expect(shown(moment.value)).toBe('2026-03-29T02:30');
		expect(cell('D2')).toMatchObject({ type: 'n', value: '46350', format: 'yyyy-mm-dd' });
		expect(shown(cell('D2').value)).toBe('2026-11-24T00:00');
		expect(shown(cell('E2').value)).toBe('2026-11-01T00:00');
	});

	it('[WO51] what is no date stays the text that it is', async () => {
		const { cell } = await read(sheet([[1, 'x', 'i går', '2026-13-45', 'Totalt', null]]));
		expect([cell('C2').value, cell('D2').value, cell('E2').value]).toEqual(['i går', '2026-13-45', 'Totalt']);
	});

	it.each([
		'=1+1',
		'+46701740605',
		'-1',
		'@SUM(A1)',
		'\t=1+1',
		'\r=1+1',
		'=HYPERLINK("http://x.example","y")',
		'00',
		'1e5'
	])('[WO53] %j stays text', async (typed) => {
		const { cell, text } = await read(sheet([[1, typed]]));
		expect(cell('B2').type).toBe('s');
		expect(cell('B2').value?.replaceAll('&quot;', '"')).toBe(typed);
		expect(text('xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/);
	});

	it('[WO53] a text that Excel would read as a code, or that is the name of an object’s property, comes out as it is', async () => {
		const { cell } = await read(
			sheet([
				[1, 'rum _x0041_'],
				[2, 'constructor'],
				[3, '__proto__'],
				[4, 'a<b>&c\u0001']
			])
		);
		const decoded = (address: string) =>
			cell(address).value?.replace(/_x([0-9a-f]{4})_/gi, (_all, code: string) =>
				String.fromCharCode(parseInt(code, 16))
			);
		expect(decoded('B2')).toBe('rum _x0041_');
		expect(decoded('B3')).toBe('constructor');
		expect(decoded('B4')).toBe('__proto__');
		expect(cell('B5').value).toBe('a&lt;b&gt;&amp;c');
	});

	it('[WO53] a text that is too long for a cell is cut with …', async () => {
		const { cell } = await read(
			sheet([
				[1, 'å'.repeat(40_000)],
				[2, `${'a'.repeat(LONGEST_TEXT - 2)}😀😀`]
			])
		);
		expect(cell('B2').value).toHaveLength(LONGEST_TEXT);
		expect(cell('B2').value?.at(-1)).toBe('…');
		expect(cell('B3').value).toBe(`${'a'.repeat(LONGEST_TEXT - 2)}…`);
	});

	it('[WO54] sheets have names that Excel takes', () => {
		const names = ['Per typ/status', 'x'.repeat(40), 'x'.repeat(40), '', "'[]'", 'History'].map((name) => ({ name }));
		expect(sheetNames(names)).toEqual([
			'Per typ status',
			'x'.repeat(31),
			`${'x'.repeat(27)} (2)`,
			'4',
			'5',
			'History (2)'
		]);
	});

	it('[WO54] several sheets each have their own rows and filter, and an empty one its heading', async () => {
		const { text, cell } = await read(sheet([[1]], { name: "Per 'typ' & mer" }), sheet([], { name: 'Tom' }));
		expect(text('xl/worksheets/sheet1.xml')).toContain('<autoFilter ref="A1:F2"/>');
		expect(text('xl/worksheets/sheet2.xml')).toContain('<autoFilter ref="A1:F1"/>');
		expect(cell('B1', 2).value).toBe('Objekt');
		expect(text('xl/workbook.xml')).toContain(`'Per ''typ'' &amp; mer'!$A$1:$F$2`);
	});
});
