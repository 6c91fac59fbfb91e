/**
 * The part of the Web Crypto interface that core uses. It exists in browsers and in Node under the same global name,
 * but core is compiled without either's types, so that nothing else of theirs can creep in.
 */
export interface WebCrypto {
	getRandomValues(bytes: Uint8Array): Uint8Array;
	subtle: {
		generateKey(algorithm: object, extractable: boolean, usages: string[]): Promise<KeyPair>;
		exportKey(format: 'jwk', key: object): Promise<PublicJwk>;
		importKey(format: 'jwk', key: object, algorithm: object, extractable: boolean, usages: string[]): Promise<object>;
		importKey(
			format: 'raw',
			key: Uint8Array,
			algorithm: string,
			extractable: boolean,
			usages: string[]
		): Promise<object>;
		sign(algorithm: object, key: object, data: Uint8Array): Promise<ArrayBuffer>;
		verify(algorithm: object, key: object, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
		deriveBits(from: object, key: object, length: number): Promise<ArrayBuffer>;
		deriveKey(from: object, key: object, algorithm: object, extractable: boolean, usages: string[]): Promise<object>;
		encrypt(algorithm: object, key: object, data: Uint8Array): Promise<ArrayBuffer>;
		decrypt(algorithm: object, key: object, data: Uint8Array): Promise<ArrayBuffer>;
		digest(algorithm: string, data: Uint8Array): Promise<ArrayBuffer>;
	};
}

/** A device's key pair. The private half cannot be exported; browsers keep it in IndexedDB as it is. */
export interface KeyPair {
	privateKey: object;
	publicKey: object;
}

/** The public half of a device key, ECDSA P-256, as it is registered with the server. */
export interface PublicJwk {
	kty: string;
	crv: string;
	x: string;
	y: string;
}

/** The Web Crypto implementation of the place this runs in. */
export const webCrypto = (globalThis as unknown as { crypto: WebCrypto }).crypto;
