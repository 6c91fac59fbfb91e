import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import { fromBase45, toBase45 } from '#carrying/base45';

/** Pixels as a canvas has them: four bytes each, rows from the top. */
export interface Pixels {
	width: number;
	height: number;
	data: Uint8ClampedArray;
}

/** A code as rows of modules, true for dark, with the quiet zone around it. */
export type Modules = readonly (readonly boolean[])[];

const QUIET_ZONE = 4; // modules, as the standard asks for

/**
 * A frame as a QR code: low error correction, since lost frames cost nothing, and only characters that every browser's
 * detector hands over unchanged.
 */
export function frameToModules(frame: Uint8Array): Modules {
	return encodeQR(toBase45(frame), 'raw', { ecc: 'low', encoding: 'alphanumeric', border: QUIET_ZONE });
}

/** A code in pixels: black on white whatever the theme, since many readers know nothing else. */
export function modulesToPixels(modules: Modules, scale: number): Pixels {
	const size = modules.length * scale;
	const data = new Uint8ClampedArray(size * size * 4).fill(255);
	const words = new Uint32Array(data.buffer);
	const black = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer)[0] ?? 0;
	for (const [y, row] of modules.entries()) {
		for (const [x, isDark] of row.entries()) {
			if (!isDark) continue;
			for (let line = 0; line < scale; line += 1) {
				const from = (y * scale + line) * size + x * scale;
				words.fill(black, from, from + scale);
			}
		}
	}
	return { width: size, height: size, data };
}

/** The bytes of the code in a picture; null when there is none, it cannot be read, or it is none of ours. */
export function pixelsToFrame(pixels: Pixels): Uint8Array | null {
	try {
		return fromBase45(decodeQR(pixels));
	} catch {
		return null; // the decoder says "no code here" by throwing
	}
}
