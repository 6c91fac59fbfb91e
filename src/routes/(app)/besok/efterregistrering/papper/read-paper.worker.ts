/** Reads a photographed sheet away from the page: it takes a second on a phone. One message, one answer. */
import { decodeQR } from 'qr/decode.js';
import { type Pixels, toGrey } from '#core/paper/grey';
import { locateSheet } from '#core/paper/locate-sheet';
import { readSheetCode } from '#domain/visits/copies';
import { type PaperAnswer, SHEET_LAYOUT, readRows } from './read-rows.ts';

const TIME = 120; // milliseconds for one look at the code

addEventListener('message', ({ data }: MessageEvent<Pixels>) => {
	postMessage(answer(data));
});

function answer(picture: Pixels): PaperAnswer {
	const grey = toGrey(picture);
	const located = locateSheet(grey, SHEET_LAYOUT, decode);
	if (!located.ok) return located;
	const { text, sheet } = located.value;
	const code = readSheetCode(text);
	if (!code) return { ok: false, code: 'foreign-code' };
	return { ok: true, value: { code, rows: code.kind === 'client-list' ? readRows(grey, sheet, code) : [] } };
}

function decode(pixels: Pixels): string | null {
	try {
		return decodeQR(pixels, { timeLimit: TIME });
	} catch {
		return null; // the decoder says "no code here" by throwing
	}
}
