import { isUtf8 } from 'node:buffer';

/** Why bytes cannot be what they should be. Thrown inside the scan only: its callers get values. */
export class ScanFailure extends Error {
	readonly code: 'malformed' | 'limit';

	constructor(code: 'malformed' | 'limit') {
		super(code);
		this.code = code;
	}
}

/** Ends the scan: no encoder writes these bytes. */
export function malformed(): never {
	throw new ScanFailure('malformed');
}

/** Ends the scan: the bytes ask for more than an update may. */
export function overLimit(): never {
	throw new ScanFailure('limit');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads lib0's encoding from front to back without trusting any length in it. */
export class ByteReader {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	get done(): boolean {
		return this.#at === this.#bytes.length;
	}

	/** The offset of what is read next. */
	get at(): number {
		return this.#at;
	}

	/** One byte. */
	byte(): number {
		return this.#bytes[this.#at++] ?? malformed();
	}

	/** An unsigned number of variable length, at most 2^53−1. */
	uint(): number {
		const first = this.byte();
		return first < 128 ? first : this.#longUint(first & 127);
	}

	/** Steps over a signed number of variable length. */
	skipInt(): void {
		if (this.byte() < 128) return;
		this.#longUint(0);
	}

	/** Steps over bytes. */
	skip(count: number): void {
		if (count > this.#bytes.length - this.#at) malformed();
		this.#at += count;
	}

	/** A text of at most `limit` UTF-16 units. */
	text(limit: number): string {
		const size = this.uint();
		if (size > limit * 3) overLimit();
		const from = this.#at;
		this.skip(size);
		const value = this.#ascii(from, this.#at) ?? decode(this.#bytes.subarray(from, this.#at));
		return value.length > limit ? overLimit() : value;
	}

	/** Steps over a text of at most `limit` bytes; gives its length in UTF-16 units. */
	skipText(limit: number): number {
		const size = this.uint();
		if (size > limit) overLimit();
		const from = this.#at;
		this.skip(size);
		for (let at = from; at < this.#at; at += 1) {
			if ((this.#bytes[at] ?? 0) > 127) return utf16Length(this.#bytes.subarray(from, this.#at));
		}
		return size;
	}

	#longUint(low: number): number {
		let value = low;
		for (let unit = 128; unit <= 2 ** 49; unit *= 128) {
			const byte = this.byte();
			value += (byte & 127) * unit;
			if (value > Number.MAX_SAFE_INTEGER) malformed();
			if (byte < 128) return value;
		}
		return malformed();
	}

	/** Short names are nearly always ASCII, where joining characters is quicker than a decoder. */
	#ascii(from: number, to: number): string | null {
		if (to - from > 64) return null;
		let value = '';
		for (let at = from; at < to; at += 1) {
			const byte = this.#bytes[at] ?? 128;
			if (byte > 127) return null;
			value += String.fromCharCode(byte);
		}
		return value;
	}
}

function decode(bytes: Uint8Array): string {
	try {
		return decoder.decode(bytes);
	} catch {
		return malformed();
	}
}

/** Each lead byte is one unit, and those of four-byte characters are two. */
function utf16Length(bytes: Uint8Array): number {
	if (!isUtf8(bytes)) malformed();
	let units = 0;
	for (const byte of bytes) {
		if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
	}
	return units;
}
