declare module 'libheif-js/wasm-bundle.js' {
	/** Pixels of four bytes: red, green, blue, opacity. */
	export interface Pixels {
		data: Uint8ClampedArray;
		width: number;
		height: number;
	}

	interface HeifImage {
		get_width(): number;
		get_height(): number;
		display(into: Pixels, done: (drawn: Pixels | null) => void): void;
		free(): void;
	}

	const libheif: { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };
	export default libheif;
}
