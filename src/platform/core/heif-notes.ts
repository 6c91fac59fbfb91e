/**
 * HEIF (ISO/IEC 23008-12) is made of boxes: four bytes of length, four of kind. The items of a picture are named in
 * `iinf` and found by `iloc`; what a camera writes about it are items of their own, of the kinds `Exif` and `mime` (XMP).
 */

interface Box {
	kind: string;
	/** Where its content begins, and where it ends. */
	from: number;
	to: number;
}

interface Extent {
	from: number;
	length: number;
}

const MOST_BOXES = 10_000;
const MOST_ITEMS = 100_000;
const NOTES: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);

/** True when the bytes begin as an HEIF or AVIF file does. */
export function isHeif(bytes: Uint8Array): boolean {
	return /^....ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif|avis)/s.test(letters(bytes, 0, 12));
}

/**
 * Takes out of an HEIF file what the camera wrote about the picture: place, time, device. Changes the bytes in place,
 * without changing their number, so that everything else stays where it is pointed at. False when its boxes cannot be read.
 */
export function blankHeifNotes(bytes: Uint8Array): boolean {
	const reader = new Reader(bytes);
	const meta = reader.boxes(0, bytes.length).find(({ kind }) => kind === 'meta');
	if (!meta) return false;
	const inner = reader.boxes(meta.from + 4, meta.to);
	const [info, location] = ['iinf', 'iloc'].map((name) => inner.find(({ kind }) => kind === name));
	if (!info || !location) return false;
	const notes = new Set(
		reader
			.items(info)
			.filter(({ kind }) => NOTES.has(kind))
			.map(({ id }) => id)
	);
	const data = inner.find(({ kind }) => kind === 'idat');
	for (const { id, extents } of reader.places(location, data?.from ?? 0)) {
		if (notes.has(id))
			for (const { from, length } of extents) bytes.fill(0, from, Math.min(from + length, bytes.length));
	}
	return true;
}

class Reader {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	boxes(from: number, to: number): Box[] {
		const found: Box[] = [];
		let at = from;
		while (at + 8 <= to && found.length < MOST_BOXES) {
			const kind = letters(this.#bytes, at + 4, 4);
			const short = this.number(at, 4);
			const isLong = short === 1;
			const length = isLong ? this.number(at + 8, 8) : short === 0 ? to - at : short;
			if (length < (isLong ? 16 : 8) || at + length > to) break;
			found.push({ kind, from: at + (isLong ? 16 : 8), to: at + length });
			at += length;
		}
		return found;
	}

	/** What kinds the items are of, from `iinf`. */
	items({ from, to }: Box): { id: number; kind: string }[] {
		const version = this.number(from, 1);
		const entries = this.boxes(from + (version === 0 ? 6 : 8), to);
		return entries.flatMap(({ kind, from: at }) => {
			const is = this.number(at, 1);
			if (kind !== 'infe' || is < 2) return [];
			const width = is === 2 ? 2 : 4;
			return [{ id: this.number(at + 4, width), kind: letters(this.#bytes, at + 4 + width + 2, 4) }];
		});
	}

	/** Where the items lie, from `iloc`. */
	places({ from }: Box, data: number): { id: number; extents: Extent[] }[] {
		const version = this.number(from, 1);
		const sizes = this.number(from + 4, 2);
		const [offset, length, base, index] = [
			sizes >> 12,
			(sizes >> 8) & 15,
			(sizes >> 4) & 15,
			version > 0 ? sizes & 15 : 0
		];
		const wide = version < 2 ? 2 : 4;
		const count = Math.min(this.number(from + 6, wide), MOST_ITEMS);
		let at = from + 6 + wide;
		const take = (width: number) => {
			const value = this.number(at, width);
			at += width;
			return value;
		};
		const places: { id: number; extents: Extent[] }[] = [];
		for (let item = 0; item < count && at < this.#bytes.length; item += 1) {
			const id = take(wide);
			const construction = version > 0 ? take(2) & 15 : 0;
			at += 2;
			const start = take(base) + (construction === 1 ? data : 0);
			const extents: Extent[] = [];
			for (let left = take(2); left > 0 && at < this.#bytes.length; left -= 1) {
				at += index;
				extents.push({ from: start + take(offset), length: take(length) });
			}
			places.push({ id, extents });
		}
		return places;
	}

	/** A number of 0 to 8 bytes; 0 beyond the end. */
	number(at: number, width: number): number {
		if (at + width > this.#view.byteLength) return 0;
		let value = 0;
		for (let byte = 0; byte < width; byte += 1) value = value * 256 + this.#view.getUint8(at + byte);
		return value;
	}
}

function letters(bytes: Uint8Array, at: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + length));
}
