import { open, readFile } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

/** What a file is, judged from its content. Only pictures are decoded; documents are opaque bytes. */
export interface FileType {
	kind: 'picture' | 'document';
	mediaType: string;
	/** A picture that may be kept as a document when it cannot be decoded. */
	orDocument: boolean;
}

/** Decoded and written anew. */
const PICTURES = new Set([
	'image/jpeg',
	'image/png',
	'image/webp',
	'image/avif',
	'image/heic',
	'image/heic-sequence',
	'image/heif',
	'image/heif-sequence',
	'image/tiff'
]);

/** What there are many kinds of, of which not every one can be decoded, or that have many pages: they may be kept as they are. */
const KEPT_TOO = /^image\/(hei[cf]|tiff)/;

const DOCUMENTS = new Set([
	'image/gif',
	'image/bmp',
	'application/pdf',
	'application/rtf',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	// Camera raw.
	'image/x-canon-cr2',
	'image/x-canon-cr3',
	'image/x-nikon-nef',
	'image/x-sony-arw',
	'image/x-adobe-dng',
	'image/x-fujifilm-raf',
	'image/x-olympus-orf',
	'image/x-panasonic-rw2'
]);

const TEXT_SAMPLE = 64 * 1024; // bytes looked at to tell a text
const SNIFF_LIMIT = 5 * 1000; // 5 seconds: parsers of containers have hung before

/** Tells what a file is from its content, or null for all that is not on the list of allowed types. */
export async function judgeFileType(path: string): Promise<FileType | null> {
	const known = await fileTypeFromFile(path, { signal: AbortSignal.timeout(SNIFF_LIMIT) }).catch(() => null);
	if (known === null) return null;
	if (known === undefined) return (await isPlainText(path)) ? document('text/plain') : null;
	if (PICTURES.has(known.mime)) {
		return { kind: 'picture', mediaType: known.mime, orDocument: KEPT_TOO.test(known.mime) };
	}
	if (DOCUMENTS.has(known.mime)) return document(known.mime);
	if (known.mime !== 'application/x-cfb') return null;
	const mediaType = oldOfficeType(await readFile(path));
	return mediaType === null ? null : document(mediaType);
}

function document(mediaType: string): FileType {
	return { kind: 'document', mediaType, orDocument: true };
}

/**
 * .doc and .xls share their container with installers and mails: the streams inside tell. Directory entries are 128
 * bytes, aligned, with the name in UTF-16, its length in bytes at 64 and the kind (2 is a stream) at 66.
 */
function oldOfficeType(bytes: Buffer): string | null {
	if (hasStream(bytes, 'WordDocument')) return 'application/msword';
	if (hasStream(bytes, 'Workbook') || hasStream(bytes, 'Book')) return 'application/vnd.ms-excel';
	return null;
}

function hasStream(bytes: Buffer, name: string): boolean {
	const wanted = Buffer.from(`${name}\0`, 'utf16le');
	for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) {
		if (at % 128 !== 0 || at + 128 > bytes.length) continue;
		if (bytes.readUInt16LE(at + 64) === wanted.length && bytes[at + 66] === 2) return true;
	}
	return false;
}

/** Text (also CSV) has no control characters, and does not begin like a page or a drawing that a browser would run. */
async function isPlainText(path: string): Promise<boolean> {
	const sample = await readStart(path, TEXT_SAMPLE);
	if (sample.length === 0) return false;
	const text = decode(sample);
	// eslint-disable-next-line no-control-regex -- control characters are what is looked for
	if (/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\ufffe\uffff]/.test(text)) return false;
	if (/^\s*(?:<|#!)/.test(text)) return false;
	return !/<(?:!doctype|html|svg|script|iframe|object|embed|\?xml)\b/i.test(text);
}

/** Windows Notepad writes UTF-16 with a mark; all else is read byte by byte, which keeps control characters visible. */
function decode(sample: Buffer): string {
	if (sample[0] === 0xff && sample[1] === 0xfe) return sample.subarray(2, sample.length & ~1).toString('utf16le');
	const start = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
	return sample.subarray(start).toString('latin1');
}

async function readStart(path: string, length: number): Promise<Buffer> {
	const file = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}
