import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readXlsx } from './read-xlsx.ts';
import { MOST_ROWS, isZip, readTextTable } from './table.ts';
import { writeSpreadsheet } from './write.ts';
import { attributeOf, elementsOf, textOf } from './xml-scan.ts';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const book = (parts: Record<string, string>) =>
	zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
const sheet = (rows: string) => ({
	'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`
});
const rowsOf = (parts: Record<string, string>) => {
	const read = readXlsx(book(parts));
	if (!read.ok) throw new Error(read.code);
	return read.value;
};

describe('an .xlsx', () => {
	it('[VI59] is read as it was written: texts, numbers and days', async () => {
		const columns = (['text', 'number', 'day', 'text'] as const).map((kind, index) => ({
			heading: `Kolumn ${index} <å>`,
			kind,
			width: 12
		}));
		const rows = [
			['Elsa & Ö "A"', 30, '2026-11-23', null],
			['07:30', 45, '2026-11-24', '  x\ny']
		];
		const read = readXlsx(await bytesOf(await writeSpreadsheet([{ name: 'Besök', columns, rows }])));
		expect(read.ok && read.value.map((row) => [...row, null].slice(0, 4))).toEqual([
			columns.map(({ heading }) => heading),
			['Elsa & Ö "A"', 30, new Date('2026-11-23T00:00:00Z'), null],
			['07:30', 45, new Date('2026-11-24T00:00:00Z'), '  x\ny']
		]);
	});

	it('[VI59] empty rows and cells keep their places, so that a row has the number that people see', () => {
		expect(
			rowsOf(sheet('<row r="2"><c r="C2"><v>7</v></c></row><row r="4"><c t="str" r="A4"><v>a&amp;b</v></c></row>'))
		).toEqual([[], [null, null, 7], [], ['a&b']]);
	});

	it('[VI59] rich and inline texts, prefixes, the other calendar and times of day are understood', () => {
		const parts = {
			'xl/workbook.xml':
				'<x:workbook><x:workbookPr date1904="1"/><x:sheets><x:sheet name="P" r:id="rId9"/></x:sheets></x:workbook>',
			'xl/_rels/workbook.xml.rels':
				'<Relationships><Relationship Id="rId9" Target="worksheets/plan.xml"/></Relationships>',
			'xl/styles.xml':
				'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;dag&quot; yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs></styleSheet>',
			'xl/sharedStrings.xml': '<sst><si><r><t>El</t></r><r><t>sa</t></r><rPh><t>kana</t></rPh></si></sst>',
			'xl/worksheets/plan.xml':
				'<x:worksheet><x:sheetData><x:row r="1"><x:c t="s" r="A1"><x:v>0</x:v></x:c><x:c t="inlineStr" r="B1"><x:is><x:t>Ö</x:t></x:is></x:c><x:c s="1" r="C1"><x:v>44887</x:v></x:c><x:c s="2" r="D1"><x:v>0.3125</x:v></x:c></x:row></x:sheetData></x:worksheet>'
		};
		expect(rowsOf(parts)).toEqual([['Elsa', 'Ö', new Date('2026-11-23T00:00:00Z'), 0.3125]]);
	});

	it.each([
		['no archive', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])],
		['an archive without a sheet', book({ 'xl/other.xml': '<a/>' })],
		['a text', strToU8('datum;start')]
	])('[VI59] %s is refused', (_what, bytes) => {
		expect(readXlsx(bytes)).toEqual({ ok: false, code: 'not-a-table' });
	});

	it('[VI59] what unfolds to too much, or has a row far away, is refused before it is read', () => {
		const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(130 * 1024 * 1024) });
		expect(bomb.length).toBeLessThan(200_000);
		expect(readXlsx(bomb)).toEqual({ ok: false, code: 'too-large' });
		const far = book(sheet(`<row r="${MOST_ROWS + 1}"><c><v>1</v></c></row>`));
		expect(readXlsx(far)).toEqual({ ok: false, code: 'too-large' });
		expect(readXlsx(book(sheet('')))).toEqual({ ok: false, code: 'empty' });
	});

	it('[VI59] elements that never end, and entities that are not declared, do nothing', () => {
		expect(elementsOf('<row><c>', 'c')).toEqual([]);
		expect(elementsOf('<cols/><c r="A1"/><c', 'c')).toEqual([{ tag: '<c r="A1"/>', inner: '' }]);
		expect(attributeOf('<c r="A1', 'r')).toBeNull();
		expect(textOf('&lol; &#x1F98A; &#229; &#99999999; _x000D_')).toBe('&lol; 🦊 å &#99999999; \r');
	});
});

describe('a .csv', () => {
	const read = (text: string) => readTextTable(strToU8(text));

	it('[VI59] is read with its rows where they stand, malformed ones among them', () => {
		expect(read('datum;start\n\n2026-11-23;07:30\n"x;1\n2026-11-24;08:00\n')).toEqual({
			ok: true,
			value: [['datum', 'start'], [], ['2026-11-23', '07:30'], ['"'], ['2026-11-24', '08:00']]
		});
	});

	it('[VI59] what is no text, nothing, or too much is refused', () => {
		expect(read('a\0b')).toEqual({ ok: false, code: 'not-a-table' });
		expect(read(' \n ')).toEqual({ ok: false, code: 'empty' });
		expect(read(`a\n${'b\n'.repeat(MOST_ROWS)}`)).toEqual({ ok: false, code: 'too-large' });
		expect(read(';'.repeat(300))).toEqual({ ok: false, code: 'empty' });
		expect([isZip(strToU8('PK')), isZip(strToU8('a;b'))]).toEqual([true, false]);
	});
});
