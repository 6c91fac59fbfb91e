const ROUNDS = 600_000; // of PBKDF2, as OWASP advises for SHA-256
const SALT = 16; // bytes
const NONCE = 12; // bytes

/** What copies are locked with: a key that cannot be taken out of the browser again, and the salt it was made with. */
export interface CopyLock {
	key: CryptoKey;
	salt: Uint8Array<ArrayBuffer>;
}

/** A lock of a passphrase, to be kept on the device; the passphrase itself is not kept. */
export async function newCopyLock(passphrase: string): Promise<CopyLock> {
	const salt = crypto.getRandomValues(new Uint8Array(SALT));
	return { key: await keyOf(passphrase, salt), salt };
}

/** The key of a passphrase. The same words typed on another keyboard give the same key. */
export async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	const words = new TextEncoder().encode(passphrase.normalize('NFKC').trim());
	const base = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
	const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
	return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** A text, deflated and locked, as base64. */
export async function lockText({ key }: Pick<CopyLock, 'key'>, text: string): Promise<string> {
	const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
	const packed = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
	const locked = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, packed));
	const whole = new Uint8Array(NONCE + locked.length);
	whole.set(nonce);
	whole.set(locked, NONCE);
	return toBase64(whole);
}

/** What lockText() was given; rejects with another key, and when anything was changed. */
export async function unlockText({ key }: Pick<CopyLock, 'key'>, locked: string): Promise<string> {
	const whole = fromBase64(locked);
	const iv = whole.subarray(0, NONCE);
	const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, whole.subarray(NONCE));
	return new TextDecoder().decode(await through(new Uint8Array(packed), new DecompressionStream('deflate-raw')));
}

/** Bytes as base64, in pieces that fit on the stack. */
export function toBase64(bytes: Uint8Array): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
	return btoa(binary);
}

/** Bytes out of base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

/** SHA-256 of a text as 64 hexadecimal digits. */
export async function sumOf(text: string): Promise<string> {
	const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function through(
	bytes: Uint8Array<ArrayBuffer>,
	stream: CompressionStream | DecompressionStream
): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
