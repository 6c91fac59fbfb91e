import { blankHeifNotes, isHeif } from './heif-notes.ts';
import { blankTiffNotes, isTiffHeader } from './tiff-notes.ts';

/** XMP is text in every container: from here to there. */
const XMP = ['<x:xmpmeta', '</x:xmpmeta>'] as const;
/** Long enough that no pixels look like one: a header whose first directory follows it, as cameras write them. */
const HEADERS = [
	[0x49, 0x49, 42, 0, 8, 0, 0, 0],
	[0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
] as const;
const SPACE = 0x20;

/** True when a file begins like a picture that may bear what a camera wrote, also one that browsers can draw as a rule. */
export function isCameraFile(bytes: Uint8Array): boolean {
	const start = String.fromCharCode(...bytes.subarray(0, 16));
	return (
		isHeif(bytes) ||
		hasDirectories(bytes) ||
		/^(\xff\xd8\xff|RIFF....WEBP|GIF8|FUJIFILMCCD-RAW|....ftypcrx )/s.test(start)
	);
}

/**
 * Takes out of a picture that is kept as it is (HEIC, TIFF, camera raw) what the camera wrote into it: the place where it
 * was taken, when, by whom, and the number of the device; its make and model stay, by which camera raw is read. Gives a copy of the same length whose pixels are the same; null when its parts
 * cannot be told apart.
 */
export function withoutCameraNotes(given: Uint8Array): Uint8Array<ArrayBuffer> | null {
	const bytes = new Uint8Array(given);
	if (hasDirectories(bytes)) blankTiffNotes(bytes);
	if (isHeif(bytes) && !blankHeifNotes(bytes)) return null;
	// Previews inside it have notes of their own, each with its header.
	for (const header of HEADERS) {
		for (const at of placesOf(bytes, header)) if (at > 0) blankTiffNotes(bytes, at);
	}
	blankXmp(bytes);
	return bytes;
}

/** A TIFF, or camera raw whose header is its maker's own and whose inside is a TIFF's. */
function hasDirectories(bytes: Uint8Array): boolean {
	const start = String.fromCharCode(...bytes.subarray(0, 4));
	return isTiffHeader(bytes, 0) || /^(II(RO|RS|U\0)|MMOR)/.test(start);
}

function blankXmp(bytes: Uint8Array): void {
	const [begin, end] = XMP.map((text) => [...text].map((letter) => letter.charCodeAt(0)));
	if (!begin || !end) return;
	for (const from of placesOf(bytes, begin)) {
		const [to] = placesOf(bytes.subarray(from), end);
		bytes.fill(SPACE, from, to === undefined ? bytes.length : from + to + end.length);
	}
}

/** Where a few bytes stand, from the first on. */
function placesOf(bytes: Uint8Array, wanted: readonly number[]): number[] {
	const [first = 0] = wanted;
	const found: number[] = [];
	for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
		if (wanted.every((byte, index) => bytes[at + index] === byte)) found.push(at);
	}
	return found;
}
