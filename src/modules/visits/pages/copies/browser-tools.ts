import { encodeQR } from 'qr';
import { millimetres } from '#core/sheet';
import type { SheetTools } from '#modules/visits/domain/copies/index.ts';
import { SHEET_FONT } from '#modules/visits/device/copies/draw-sheet.ts';
import { t } from '#modules/visits/words/index.ts';
import { sheetWords } from '#modules/visits/words/sheet-words.ts';

const EM = 100; // pixels
/** Where the sheet is opened the letters may be a little wider. */
const SPARE = 1.03;

/** What this browser draws sheets with. */
export function browserTools(): SheetTools {
	const context = document.createElement('canvas').getContext('2d');
	const known = new Map<string, number>();
	return {
		words: sheetWords(t),
		code: (text) =>
			encodeQR(text, 'raw', { ecc: 'medium', border: 2 }).map((row) =>
				row.map((black) => (black ? '1' : '0')).join('')
			),
		measure(text, size, bold) {
			const key = `${bold} ${text}`;
			let width = known.get(key);
			if (width === undefined) {
				if (context) context.font = `${bold ? 700 : 400} ${EM}px ${SHEET_FONT}`;
				width = ((context?.measureText(text).width ?? text.length * EM) / EM) * SPARE;
				known.set(key, width);
			}
			return millimetres(width * size);
		}
	};
}
