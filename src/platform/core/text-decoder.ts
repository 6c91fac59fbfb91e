/** The part of the Encoding interface that core uses; it is global in browsers and in Node. */
export type TextDecoders = new (label: string, options?: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/** What decodes texts here: core is compiled without the types of either, as with Web Crypto. */
export function textDecoder(): TextDecoders {
	return (globalThis as unknown as { TextDecoder: TextDecoders }).TextDecoder;
}
