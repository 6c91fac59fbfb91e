import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isCameraFile, withoutCameraNotes } from './camera-notes.ts';

const FIXTURES = join(import.meta.dirname, '../../../tests/fixtures/pictures');
const fixture = (name: string) => readFileSync(join(FIXTURES, name));
const GPS = 34853;
const CANARY = 'Kanariefågel';

const blanked = (bytes: Uint8Array) => {
	const result = withoutCameraNotes(bytes);
	if (!result) throw new Error('Its parts could not be told apart');
	return Buffer.from(result);
};

/** The tags of each page of a little-endian TIFF. */
function tagsOf(bytes: Buffer): number[][] {
	const pages: number[][] = [];
	for (let at = bytes.readUInt32LE(4); at !== 0;) {
		const count = bytes.readUInt16LE(at);
		pages.push(Array.from({ length: count }, (_, index) => bytes.readUInt16LE(at + 2 + index * 12)));
		at = bytes.readUInt32LE(at + 2 + count * 12);
	}
	return pages;
}

/** One grey pixel, with a directory of its position. */
function tiffWithPosition(): Buffer {
	const canary = Buffer.from(CANARY);
	const [pages, pixel, position, datum] = [8, 8 + 2 + 10 * 12 + 4, 160, 200];
	const entry = (tag: number, type: number, count: number, value: number) => {
		const bytes = Buffer.alloc(12);
		bytes.writeUInt16LE(tag, 0);
		bytes.writeUInt16LE(type, 2);
		bytes.writeUInt32LE(count, 4);
		bytes.writeUInt32LE(value, 8);
		return bytes;
	};
	const directory = (...entries: Buffer[]) =>
		Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
	const tiff = Buffer.alloc(datum + canary.length);
	tiff.write('II*\0\x08', 'latin1');
	const sizes = [
		entry(256, 3, 1, 1),
		entry(257, 3, 1, 1),
		entry(258, 3, 1, 8),
		entry(259, 3, 1, 1),
		entry(262, 3, 1, 1)
	];
	const strips = [entry(273, 4, 1, pixel), entry(277, 3, 1, 1), entry(278, 3, 1, 1), entry(279, 4, 1, 1)];
	directory(...sizes, ...strips, entry(GPS, 4, 1, position)).copy(tiff, pages);
	tiff[pixel] = 0x80;
	directory(entry(18, 2, canary.length, datum)).copy(tiff, position);
	canary.copy(tiff, datum);
	return tiff;
}

describe('what a camera wrote', () => {
	it('[CO18] is gone from an iPhone’s picture, whose pixels stay where they were', () => {
		const picture = fixture('gps.heic');
		const without = blanked(picture);
		expect([picture.includes('GPSMARK'), without.includes('GPSMARK')]).toEqual([true, false]);
		expect(without.length).toBe(picture.length);
		const pixels = picture.indexOf('mdat') + 4;
		expect(without.subarray(pixels, 0x3a0)).toEqual(picture.subarray(pixels, 0x3a0));
	});

	it('[CO18] is gone from a TIFF: no directory of the position, and the same pixels', async () => {
		const picture = tiffWithPosition();
		const without = blanked(picture);
		expect(tagsOf(picture).flat()).toContain(GPS);
		expect(tagsOf(without).flat()).not.toContain(GPS);
		expect([picture.includes(CANARY), without.includes(CANARY)]).toEqual([true, false]);
		expect(await sharp(without).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
	});

	it('[CO18] is gone from every page of a TIFF, and all pages stay', async () => {
		const picture = fixture('pages.tiff');
		const without = blanked(picture);
		const all = (bytes: Buffer) => sharp(bytes, { pages: -1 }).raw().toBuffer();
		expect(tagsOf(without)).toHaveLength(3);
		expect(await all(without)).toEqual(await all(picture));
	});

	it.each(['jpeg', 'webp', 'tiff'] as const)(
		'[CO18] is gone from a %s that could not be drawn anew',
		async (format) => {
			const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${CANARY}</a></x:xmpmeta>`;
			const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
				.withExif({ IFD0: { Artist: CANARY }, IFD3: { GPSMapDatum: CANARY } })
				.withXmp(xmp)
				.toFormat(format)
				.toBuffer();
			expect(picture.includes(CANARY)).toBe(true);
			expect(isCameraFile(picture.subarray(0, 32))).toBe(true);
			const without = blanked(picture);
			expect(without.includes(CANARY)).toBe(false);
			expect(await sharp(without).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
		}
	);

	it('[CO18] leaves alone what is no picture', () => {
		for (const text of ['%PDF-1.4', 'Nyckel hos grannen', 'PK\x03\x04', '']) {
			expect(isCameraFile(Buffer.from(text, 'latin1'))).toBe(false);
		}
	});

	it('[CO19] a hostile file neither stops nor grows it, and never throws', () => {
		const files = [...['gps.heic', 'pages.tiff'].map(fixture), tiffWithPosition()];
		const change = fc.record({ at: fc.nat({ max: 2000 }), byte: fc.integer({ min: 0, max: 255 }) });
		fc.assert(
			fc.property(fc.constantFrom(...files), fc.array(change, { maxLength: 30 }), fc.nat(), (file, changes, length) => {
				const hostile = Uint8Array.from(file.subarray(0, length % (file.length + 1)));
				for (const { at, byte } of changes) if (at < hostile.length) hostile[at] = byte;
				const result = withoutCameraNotes(hostile);
				expect(result?.length ?? hostile.length).toBe(hostile.length);
			}),
			{ numRuns: 2000 }
		);
	});

	it('[CO19] directories that point at each other end', () => {
		const loop = Buffer.alloc(64);
		loop.write('II*\0', 'latin1');
		loop.writeUInt32LE(8, 4);
		loop.writeUInt16LE(1, 8);
		loop.writeUInt16LE(34665, 10);
		loop.writeUInt16LE(4, 12);
		loop.writeUInt32LE(1, 14);
		loop.writeUInt32LE(8, 18);
		loop.writeUInt32LE(8, 22);
		expect(blanked(loop)).toHaveLength(64);
	});

	it('[CO19] an HEIF file whose parts cannot be told apart is not said to be without notes', () => {
		const bare = Buffer.concat([
			Buffer.from([0, 0, 0, 24]),
			Buffer.from('ftypheic\0\0\0\0mif1heic'),
			Buffer.alloc(100)
		]);
		expect(withoutCameraNotes(bare)).toBeNull();
	});
});
