import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import { webCrypto } from './web-crypto.ts';

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array => encodeUtf8(text);

/** Text of UTF-8 bytes; malformed sequences become replacement characters. */
export const text = (bytes: Uint8Array): string => decodeUtf8(bytes);

/** URL-safe base64 without padding. */
export const toBase64Url = (bytes: Uint8Array): string => toBase64UrlEncoded(bytes);

/** Bytes of URL-safe base64; throws on characters outside the alphabet. */
export const fromBase64Url = (encoded: string): Uint8Array => fromBase64UrlEncoded(encoded);

/** Lower-case hexadecimal digits of bytes. */
export function toHex(bytes: Uint8Array): string {
	let hex = '';
	for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
	return hex;
}

/** SHA-256 of bytes as 64 hexadecimal digits: the fingerprint of outbox rows, log rows and files. */
export async function sha256(bytes: Uint8Array): Promise<string> {
	return toHex(new Uint8Array(await webCrypto.subtle.digest('SHA-256', bytes)));
}
