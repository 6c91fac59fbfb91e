import { toHex } from './bytes.ts';
import { webCrypto } from './web-crypto.ts';

/** A new 128-bit random id as 32 hexadecimal digits: for members, devices, orders, commands, files. */
export function newId(): string {
	return toHex(webCrypto.getRandomValues(new Uint8Array(16)));
}

/** True for the form that newId() gives. */
export function isId(value: string): boolean {
	return /^[0-9a-f]{32}$/.test(value);
}

/**
 * A new 53-bit random client id for a Y.Doc. Yjs draws 32 bits by itself, where a document that has seen 10,000
 * page loads runs a 1.2 % risk of a silent collision.
 */
export function newClientId(): number {
	const bytes = webCrypto.getRandomValues(new Uint8Array(7));
	let id = 0;
	for (const byte of bytes) id = id * 256 + byte;
	return id % Number.MAX_SAFE_INTEGER || 1;
}
