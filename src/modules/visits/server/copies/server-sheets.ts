import { encodeQR } from 'qr';
import { type SheetTools } from '#modules/visits/domain/copies/index.ts';
import { sheetWords } from '#modules/visits/words/sheet-words.ts';
import { copyTexts } from '#modules/visits/words/sv/copies.ts';
import { visitTexts } from '#modules/visits/words/sv/visits.ts';
import { pdfMeasure } from './draw-pdf.ts';

/** What the server draws sheets with: Swedish words, and the letters of its PDFs. */
export function serverTools(): SheetTools {
	return { measure: pdfMeasure(), code: qrRows, words: sheetWords({ ...copyTexts, ...visitTexts }) };
}

function qrRows(text: string): string[] {
	const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
	return rows.map((row) => row.map((black) => (black ? '1' : '0')).join(''));
}
