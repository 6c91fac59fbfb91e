/**
 * TIFF 6.0 (1992) and Exif 2.32: a header of eight bytes, then directories of entries of twelve bytes, each with a tag, a
 * type, a count, and its value or where that lies. Phones write their Exif in this form, too, inside other containers.
 */

const ENTRY = 12; // bytes
const SIZES: Readonly<Record<number, number>> = {
	1: 1,
	2: 1,
	3: 2,
	4: 4,
	5: 8,
	6: 1,
	7: 1,
	8: 2,
	9: 4,
	10: 8,
	11: 4,
	12: 8,
	13: 4
};
const TEXT = 2;

const GPS = 34853;
/** Directories inside a directory. */
const INNER: ReadonlySet<number> = new Set([330, 34665, 40965]);

/** What tells of people, places and devices: titles, names, XMP, IPTC, Photoshop's and the maker's own notes, numbers of cameras. */
const NOTES: ReadonlySet<number> = new Set([
	269, 270, 285, 305, 306, 315, 316, 700, 33432, 33723, 34377, 36867, 36868, 37500, 37510, 37520, 37521, 37522, 40091,
	40092, 40093, 40094, 40095, 42016, 42032, 42033, 42037, 50735, 50827, 51041
]);

/** A picture has few directories; hostile ones point at each other. */
const MOST_DIRECTORIES = 200;
const MOST_ENTRIES = 4096;

interface Tiff {
	bytes: Uint8Array;
	view: DataView;
	/** Where its header stands: what it points at is counted from there. */
	base: number;
	little: boolean;
	seen: Set<number>;
}

/** True when a TIFF header stands at `base`. */
export function isTiffHeader(bytes: Uint8Array, base: number): boolean {
	const [a, b, c, d] = bytes.subarray(base, base + 4);
	return (a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42);
}

/**
 * Takes out of the TIFF whose header stands at `base` what tells where, when and by whom it was taken, and the numbers of devices; the
 * pixels stay. Changes the bytes in place, without changing their number. Gives how many pages it has.
 */
export function blankTiffNotes(bytes: Uint8Array, base = 0): number {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const tiff: Tiff = { bytes, view, base, little: bytes[base] === 0x49, seen: new Set() };
	let pages = 0;
	let at = long(tiff, base + 4);
	while (at !== 0 && isNew(tiff, at)) {
		pages += 1;
		at = blankDirectory(tiff, at) ?? 0;
	}
	return pages;
}

function isNew({ seen }: Tiff, at: number): boolean {
	if (seen.has(at) || seen.size >= MOST_DIRECTORIES) return false;
	seen.add(at);
	return true;
}

/** Blanks a directory and those inside it; gives where the next one is, or null when this is none. */
function blankDirectory(tiff: Tiff, offset: number): number | null {
	const at = tiff.base + offset;
	const count = short(tiff, at);
	const end = at + 2 + count * ENTRY;
	if (count === 0 || count > MOST_ENTRIES || end + 4 > tiff.bytes.length) return null;
	const kept: Uint8Array[] = [];
	for (let entry = at + 2; entry < end; entry += ENTRY) {
		if (!blankEntry(tiff, entry)) kept.push(tiff.bytes.slice(entry, entry + ENTRY));
	}
	const next = tiff.bytes.slice(end, end + 4);
	const offsetOfNext = long(tiff, end);
	tiff.bytes.fill(0, at, end + 4);
	tiff.view.setUint16(at, kept.length, tiff.little);
	kept.forEach((entry, index) => {
		tiff.bytes.set(entry, at + 2 + index * ENTRY);
	});
	tiff.bytes.set(next, at + 2 + kept.length * ENTRY);
	return offsetOfNext;
}

/** True when the entry is to go; its value is blank then. */
function blankEntry(tiff: Tiff, entry: number): boolean {
	const tag = short(tiff, entry);
	if (tag === GPS) {
		emptyDirectory(tiff, long(tiff, entry + 8));
		return true;
	}
	if (INNER.has(tag))
		for (const inner of innerDirectories(tiff, entry)) if (isNew(tiff, inner)) blankDirectory(tiff, inner);
	if (!NOTES.has(tag)) return false;
	blankValue(tiff, entry);
	return true;
}

/** A directory of which nothing stays, with what its entries point at. */
function emptyDirectory(tiff: Tiff, offset: number): void {
	const at = tiff.base + offset;
	const count = short(tiff, at);
	const end = at + 2 + count * ENTRY;
	if (count > MOST_ENTRIES || end > tiff.bytes.length || !isNew(tiff, offset)) return;
	for (let entry = at + 2; entry < end; entry += ENTRY) blankValue(tiff, entry);
	tiff.bytes.fill(0, at, end);
}

function blankValue(tiff: Tiff, entry: number): void {
	const length = lengthOf(tiff, entry);
	if (length <= 4) {
		tiff.bytes.fill(0, entry + 8, entry + 12);
		return;
	}
	const from = tiff.base + long(tiff, entry + 8);
	// A value that lies over its own directory, or outside, is none that a camera wrote.
	if (from < tiff.base + 8 || from + length > tiff.bytes.length) return;
	tiff.bytes.fill(isText(tiff, entry) ? 0x20 : 0, from, from + length);
}

const isText = (tiff: Tiff, entry: number) => short(tiff, entry + 2) === TEXT;

function lengthOf(tiff: Tiff, entry: number): number {
	return (SIZES[short(tiff, entry + 2)] ?? 1) * long(tiff, entry + 4);
}

function innerDirectories(tiff: Tiff, entry: number): number[] {
	const count = long(tiff, entry + 4);
	if (count <= 1) return [long(tiff, entry + 8)];
	const from = tiff.base + long(tiff, entry + 8);
	return Array.from({ length: Math.min(count, MOST_DIRECTORIES) }, (_, index) => long(tiff, from + index * 4));
}

/** Zero beyond the end: no directory is there. */
function short({ view, little }: Tiff, at: number): number {
	return at + 2 <= view.byteLength ? view.getUint16(at, little) : 0;
}

function long({ view, little }: Tiff, at: number): number {
	return at + 4 <= view.byteLength ? view.getUint32(at, little) : 0;
}
