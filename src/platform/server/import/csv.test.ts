import { describe, expect, it } from 'vitest';
import { parseCsv } from './csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

/** The rows as plain objects, or the refusal. */
function read(input: Uint8Array | string) {
	const table = parseCsv(typeof input === 'string' ? bytes(input) : input);
	if (!table.ok) return table.code;
	return table.value.rows.map(({ line, cells }) => ({ line, ...Object.fromEntries(cells) }));
}

function errors(input: string) {
	const table = parseCsv(bytes(input));
	return table.ok ? table.value.errors : table.code;
}

describe('reading CSV', () => {
	it.each([
		['semicolons', 'Adress;Ort\r\nÄngsvägen 3;Härnösand\r\n'],
		['commas', 'Adress,Ort\nÄngsvägen 3,Härnösand\n'],
		['tabs', 'Adress\tOrt\r\nÄngsvägen 3\tHärnösand'],
		['old Mac line ends', 'Adress;Ort\rÄngsvägen 3;Härnösand\r'],
		['a mark', '\ufeffAdress;Ort\r\nÄngsvägen 3;Härnösand\r\n'],
		['quotes', '"Adress";"Ort"\r\n"Ängsvägen 3";"Härnösand"\r\n'],
		['blanks around column names', ' Adress ; ORT \r\nÄngsvägen 3;Härnösand\r\n'],
		['empty columns at the end', 'Adress;Ort;;\r\nÄngsvägen 3;Härnösand;;\r\n']
	])('takes %s', (_name, text) => {
		expect(read(text)).toEqual([{ line: 2, adress: 'Ängsvägen 3', ort: 'Härnösand' }]);
	});

	it('takes Windows-1252 and UTF-16', () => {
		const expected = [{ line: 2, adress: 'Ängsvägen 3', pris: '10 €' }];
		const windows = latin1('Adress;Pris\r\n\xc4ngsv\xe4gen 3;10 \x80\r\n');
		expect(read(windows)).toEqual(expected);
		expect(read(Uint8Array.from(Buffer.from('\ufeffAdress;Pris\r\nÄngsvägen 3;10 €\r\n', 'utf16le')))).toEqual(
			expected
		);
	});

	it("takes Excel's own line about the separator", () => {
		expect(read('sep=,\r\na,b;c\r\n1,2\r\n')).toEqual([{ line: 3, a: '1', 'b;c': '2' }]);
	});

	it('is not misled by separators within quotes of the header', () => {
		expect(read('"a,b,c,d";e\n1;2')).toEqual([{ line: 2, 'a,b,c,d': '1', e: '2' }]);
	});

	it('counts lines through cells with line breaks, and skips blank lines', () => {
		expect(read('a;b\r\n"1\r\n2\r\n3";"x ""y"""\r\n\r\n;\r\n4;5')).toEqual([
			{ line: 2, a: '1\r\n2\r\n3', b: 'x "y"' },
			{ line: 7, a: '4', b: '5' }
		]);
	});

	it('names the line of each malformed row, and reads the others', () => {
		const text = 'a;b\n1;2\n3\n4;5;6\n7;8;;\n9;x"y\n"z"z;1\n10;11\n';
		expect(errors(text)).toEqual([
			{ line: 3, code: 'too-few-cells' },
			{ line: 4, code: 'too-many-cells' },
			{ line: 6, code: 'stray-quote' },
			{ line: 7, code: 'stray-quote' }
		]);
		expect(read(text)).toEqual([
			{ line: 2, a: '1', b: '2' },
			{ line: 5, a: '7', b: '8' },
			{ line: 8, a: '10', b: '11' }
		]);
	});

	it('a quote that is never closed spoils its own row only', () => {
		const text = 'a;b\n1;"2\n3;4\n5;6\n';
		expect(errors(text)).toEqual([{ line: 2, code: 'unclosed-quote' }]);
		expect(read(text)).toHaveLength(2);
	});

	it.each([
		['', 'empty'],
		['\r\n \r\n', 'empty'],
		['a;;b\n1;2;3', 'column-without-name'],
		['a;A\n1;2', 'column-twice'],
		[`${Array.from({ length: 501 }, (_, at) => `k${at}`).join(';')}\n1`, 'too-many-columns'],
		[`a${';'.repeat(1_000_000)}\n1`, 'too-many-columns'],
		['a"b;c\n1;2', 'not-text'],
		['PK\u0003\u0004\0\0', 'not-text']
	])('refuses %j as %s', (text, code) => {
		expect(read(text)).toBe(code);
	});

	it('names of columns cannot reach into objects', () => {
		const table = parseCsv(bytes('__proto__;constructor\n1;2'));
		expect(table.ok && table.value.rows[0]?.cells.get('__proto__')).toBe('1');
	});

	it('reads 50,000 rows within two seconds, and many quotes too', () => {
		const startedAt = performance.now();
		expect(read(`a;b\n${'1;"2"\n'.repeat(50_000)}`)).toHaveLength(50_000);
		expect(errors(`a;b\n${'1;"2\n'.repeat(50_001)}`).length).toBeGreaterThan(0);
		expect(performance.now() - startedAt).toBeLessThan(2000);
	});
});

it('a text that was kept from running as a formula is read without its apostrophe; others keep theirs', () => {
	expect(read(`a;b\n'=1;'n\n`)).toMatchObject([{ a: '=1', b: "'n" }]);
});
