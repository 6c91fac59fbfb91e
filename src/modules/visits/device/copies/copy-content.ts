import type { Drawing, SheetPage } from '#core/sheet';

/** The words of a page that holds copies: it is alone when it is read. */
export interface CopyPageWords {
	title: string;
	locked: string;
	phrase: string;
	open: string;
	wrong: string;
	cannot: string;
	made: string;
	age: string;
	hours: string;
	days: string;
	day: string;
	what: string;
	print: string;
	sum: string;
	kinds: Readonly<Record<string, string>>;
}

/** What stands readable in the page: nothing about people. */
export interface CopyPageData {
	v: 1;
	lang: string;
	words: CopyPageWords;
	madeAt: number; // milliseconds since 1970
	/** The day to begin with. */
	first: string;
	/** Base64. */
	salt: string;
	/** SHA-256 over everything that is locked. */
	sum: string;
	/** lockText() of PackedPage[], by day and kind. */
	sheets: readonly { day: string; label: string; kind: string; locked: string }[];
}

/** A page of a sheet in few signs: hundreds of them lie in one file. */
export type PackedPage = [width: number, height: number, drawings: readonly PackedDrawing[]];
type PackedDrawing =
	| ['t', number, number, string, number, 0 | 1, 0 | 1]
	| ['l', number, number, number, number, number]
	| ['b', number, number, number, number, number | null, number]
	| ['c', number, number, number, readonly string[]];

const short = (value: number) => Math.round(value * 100) / 100;

/** A page in few signs; places are rounded to a hundredth of a millimetre. */
export function packPage({ width, height, drawings }: SheetPage): PackedPage {
	return [width, height, drawings.map(pack)];
}

/** What packPage() was given. */
export function unpackPage([width, height, drawings]: PackedPage): SheetPage {
	return { width, height, drawings: drawings.map(unpack) };
}

function pack(drawing: Drawing): PackedDrawing {
	switch (drawing.kind) {
		case 'text': {
			const { x, y, text, size, bold, align } = drawing;
			return ['t', short(x), short(y), text, size, bold ? 1 : 0, align === 'right' ? 1 : 0];
		}
		case 'line':
			return ['l', short(drawing.x1), short(drawing.y1), short(drawing.x2), short(drawing.y2), drawing.width];
		case 'box': {
			const { x, y, width, height, fill, line } = drawing;
			return ['b', short(x), short(y), short(width), short(height), fill, line];
		}
		case 'code':
			return ['c', short(drawing.x), short(drawing.y), drawing.size, drawing.rows];
	}
}

function unpack(packed: PackedDrawing): Drawing {
	switch (packed[0]) {
		case 't': {
			const [, x, y, text, size, bold, right] = packed;
			return { kind: 'text', x, y, text, size, bold: bold === 1, align: right === 1 ? 'right' : 'left' };
		}
		case 'l': {
			const [, x1, y1, x2, y2, width] = packed;
			return { kind: 'line', x1, y1, x2, y2, width };
		}
		case 'b': {
			const [, x, y, width, height, fill, line] = packed;
			return { kind: 'box', x, y, width, height, fill, line };
		}
		case 'c': {
			const [, x, y, size, rows] = packed;
			return { kind: 'code', x, y, size, rows };
		}
	}
}
