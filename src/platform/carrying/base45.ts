const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/**
 * Bytes in the 45 characters of a QR code's alphanumeric mode (RFC 9285): three characters for two bytes, 3 % more
 * modules than raw bytes. Browsers' own detectors hand a code's content over as text and guess at its character set,
 * which destroys raw bytes; these characters are the same in all of them.
 */
export function toBase45(bytes: Uint8Array): string {
	let encoded = '';
	for (let at = 0; at < bytes.length; at += 2) {
		const isPair = at + 1 < bytes.length;
		let rest = isPair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
		for (let place = 0; place < (isPair ? 3 : 2); place += 1) {
			encoded += ALPHABET.charAt(rest % 45);
			rest = Math.floor(rest / 45);
		}
	}
	return encoded;
}

/** The bytes of what toBase45() wrote; null for anything else, such as the code on a parcel. */
export function fromBase45(encoded: string): Uint8Array | null {
	if (encoded.length % 3 === 1) return null;
	const bytes = new Uint8Array(Math.floor((encoded.length * 2) / 3));
	for (let at = 0, to = 0; at < encoded.length; at += 3, to += 2) {
		const group = encoded.slice(at, at + 3);
		const value = readGroup(group);
		const isPair = group.length === 3;
		if (value === null || value > (isPair ? 0xffff : 0xff)) return null;
		if (isPair) bytes.set([value >>> 8, value & 0xff], to);
		else bytes[to] = value;
	}
	return bytes;
}

function readGroup(group: string): number | null {
	let value = 0;
	for (let place = group.length - 1; place >= 0; place -= 1) {
		const digit = VALUES.get(group.charAt(place));
		if (digit === undefined) return null;
		value = value * 45 + digit;
	}
	return value;
}
