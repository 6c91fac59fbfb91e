import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { type Drawing, type Measure, type SheetPage, millimetres, points } from '#core/sheet';
import { lockKey } from './protect-pdf.ts';

const packaged = createRequire(import.meta.url);
/** A free font with the letters of nearly every name. Read from its package once, when the first PDF is made. */
const font = (name: string) => readFileSync(packaged.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
const FONTS = { plain: font('DejaVuSansCondensed'), bold: font('DejaVuSansCondensed-Bold') };

/** How a PDF is to be opened: by everybody, or with a passphrase. */
export interface Protection {
	passphrase: string | null;
}

const EM = 1000; // points
const MOST_KNOWN = 50_000; // widths that are remembered

/** How wide a text becomes in our PDFs. The words of plans come again and again, so widths are remembered. */
export function pdfMeasure(): Measure {
	const document = new PDFDocument({ autoFirstPage: false });
	useFonts(document);
	const known = new Map<string, number>();
	return (text, size, bold) => {
		const face = bold ? 'bold' : 'plain';
		const key = `${face} ${text}`;
		let width = known.get(key);
		if (width === undefined) {
			width = document.font(face).fontSize(EM).widthOfString(text) / EM;
			if (known.size >= MOST_KNOWN) known.clear();
			known.set(key, width);
		}
		return millimetres(width * size);
	};
}

/** Pages as a PDF, locked with AES-256 where there is a passphrase. Printing is allowed, nothing else is. */
export async function drawPdf(
	pages: readonly SheetPage[],
	about: { title: string; madeAt: number },
	{ passphrase }: Protection
): Promise<Buffer> {
	const document = new PDFDocument({
		autoFirstPage: false,
		margin: 0,
		pdfVersion: '1.7ext3',
		lang: 'sv-SE',
		displayTitle: true,
		info: { Title: about.title, Producer: 'Avbrottsfri', Creator: 'Avbrottsfri', CreationDate: new Date(about.madeAt) },
		...(passphrase !== null && { userPassword: passphrase, permissions: { printing: 'highResolution' } })
	});
	if (passphrase !== null) lockKey(document, passphrase);
	const parts: Buffer[] = [];
	document.on('data', (part: Buffer) => parts.push(part));
	const ended = new Promise<void>((resolve, reject) => {
		document.on('end', resolve).on('error', reject);
	});
	useFonts(document);
	for (const { width, height, drawings } of pages) {
		document.addPage({ size: [points(width), points(height)], margin: 0 });
		for (const drawing of drawings) draw(document, drawing);
	}
	document.end();
	await ended;
	return Buffer.concat(parts);
}

/** What PDFKit keeps of a font for one document: the parsed file, the letters in use, and words as they were set. */
interface OpenFont {
	font: { createSubset(): unknown };
	subset: unknown;
	layoutCache: object;
}

const parsed = new Map<string, Pick<OpenFont, 'font' | 'layoutCache'>>();

/** Fonts are parsed once for all documents, and words are set once: that is two thirds of the work of a PDF. */
function useFonts(document: PDFKit.PDFDocument): void {
	for (const [name, bytes] of Object.entries(FONTS)) {
		document.registerFont(name, bytes);
		const opened = (document.font(name) as unknown as { _font: OpenFont })._font;
		const known = parsed.get(name);
		if (known) Object.assign(opened, known, { subset: known.font.createSubset() });
		else parsed.set(name, { font: opened.font, layoutCache: opened.layoutCache });
	}
}

function draw(document: PDFKit.PDFDocument, drawing: Drawing): void {
	switch (drawing.kind) {
		case 'text':
			drawText(document, drawing);
			break;
		case 'line':
			document
				.lineWidth(points(drawing.width))
				.moveTo(points(drawing.x1), points(drawing.y1))
				.lineTo(points(drawing.x2), points(drawing.y2))
				.stroke('black');
			break;
		case 'box':
			drawBox(document, drawing);
			break;
		case 'code':
			drawCode(document, drawing);
	}
}

function drawText(document: PDFKit.PDFDocument, { x, y, text, size, bold, align }: Drawing & { kind: 'text' }): void {
	if (text === '') return;
	document
		.font(bold ? 'bold' : 'plain')
		.fontSize(size)
		.fillColor('black');
	const left = align === 'right' ? points(x) - document.widthOfString(text) : points(x);
	document.text(text, left, points(y), { lineBreak: false, baseline: 'alphabetic' });
}

function drawBox(document: PDFKit.PDFDocument, { x, y, width, height, fill, line }: Drawing & { kind: 'box' }): void {
	document.rect(points(x), points(y), points(width), points(height));
	if (fill !== null) document.fill(grey(fill));
	else document.lineWidth(points(line)).stroke('black');
}

/** Runs of black squares of a row are drawn as one: a fraction of the bytes, and no hairlines between them. */
function drawCode(document: PDFKit.PDFDocument, { x, y, size, rows }: Drawing & { kind: 'code' }): void {
	const module = size / rows.length;
	rows.forEach((row, at) => {
		for (const { index, 0: run } of row.matchAll(/1+/g)) {
			document.rect(points(x + index * module), points(y + at * module), points(run.length * module), points(module));
		}
	});
	document.fill('black');
}

function grey(level: number): string {
	const part = Math.round(level * 255)
		.toString(16)
		.padStart(2, '0');
	return `#${part}${part}${part}`;
}
