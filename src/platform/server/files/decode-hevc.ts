import type { Pixels } from 'libheif-js/wasm-bundle.js';

/**
 * Decodes an iPhone's picture, upright: sharp's own libheif has no HEVC. The decoder is loaded with the first one. Throws
 * for what cannot be decoded, and with `pixel limit` in the message for what has more pixels than `most`.
 */
export async function decodeHevc(bytes: Uint8Array, most: number): Promise<Pixels> {
	const { default: libheif } = await import('libheif-js/wasm-bundle.js');
	const images = new libheif.HeifDecoder().decode(bytes);
	try {
		const [image] = images;
		if (!image) throw new Error('No picture in it');
		const [width, height] = [image.get_width(), image.get_height()];
		if (width * height > most) throw new Error('Over the pixel limit');
		const pixels = { data: new Uint8ClampedArray(width * height * 4), width, height };
		return await new Promise<Pixels>((resolve, reject) => {
			image.display(pixels, (drawn) => {
				if (drawn) resolve(drawn);
				else reject(new Error('The picture cannot be decoded'));
			});
		});
	} finally {
		for (const image of images) image.free();
	}
}
