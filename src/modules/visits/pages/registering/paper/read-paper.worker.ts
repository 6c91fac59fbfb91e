/** Reads a photographed sheet away from the page: it takes a second on a phone. One message, one answer. */
import { decodeQR } from 'qr/decode.js';
import { type Pixels, toGrey } from '#paper/grey';
import { locateSheet } from '#paper/locate-sheet';
import { readSheetCode } from '#modules/visits/domain/copies/index.ts';
import { type PaperAnswer, SHEET_LAYOUT, readRows } from './read-rows.ts';

const TIME = 120; // milliseconds for one look at the code
const TIME_ALONE = 1500; // milliseconds for a code anywhere in the picture

addEventListener('message', ({ data }: MessageEvent<Pixels>) => {
	postMessage(answer(data));
});

function answer(picture: Pixels): PaperAnswer {
	const grey = toGrey(picture);
	const located = locateSheet(grey, SHEET_LAYOUT, decode);
	if (!located.ok) return codeAlone(picture) ?? located;
	const { text, sheet } = located.value;
	const code = readSheetCode(text);
	if (!code) return { ok: false, code: 'foreign-code' };
	return { ok: true, value: { code, rows: code.kind === 'client-list' ? readRows(grey, sheet, code) : [] } };
}

/** A close-up of the code, or a page that is cut off: it still says which day it is about. */
function codeAlone(picture: Pixels): PaperAnswer | null {
	const sheet = readSheetCode(decode(picture, TIME_ALONE) ?? '');
	return sheet && { ok: false, code: 'code-alone', sheet };
}

function decode(pixels: Pixels, timeLimit = TIME): string | null {
	try {
		return decodeQR(pixels, { timeLimit });
	} catch {
		return null; // the decoder says "no code here" by throwing
	}
}
