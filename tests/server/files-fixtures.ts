import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Text that must not be found in anything that is stored or served. */
export const CANARY = 'CANARY-hemlig-plats';

/** The four colours of a test picture, from the upper left clockwise, as it should be seen. */
export const CORNERS = ['red', 'green', 'blue', 'white'] as const;

/** Where the corners lie in the stored pixels so that a camera's orientation mark turns them upright. */
const TURNED: Readonly<Record<number, readonly number[]>> = {
	1: [0, 1, 2, 3],
	3: [2, 3, 0, 1],
	6: [1, 2, 3, 0],
	8: [3, 0, 1, 2]
};

/** A JPEG with four coloured corners, 400 × 300 as seen, stored turned as cameras do, with position and owner in EXIF. */
export async function cameraPicture(orientation: 1 | 3 | 6 | 8, scale = 1): Promise<Buffer> {
	const sideways = orientation === 6 || orientation === 8;
	const [width, height] = sideways ? [300 * scale, 400 * scale] : [400 * scale, 300 * scale];
	const quarter = { width: width / 2, height: height / 2, channels: 3 as const };
	const places = [
		{ left: 0, top: 0 },
		{ left: width / 2, top: 0 },
		{ left: width / 2, top: height / 2 },
		{ left: 0, top: height / 2 }
	];
	const parts = (TURNED[orientation] ?? []).map((corner, place) => ({
		input: { create: { ...quarter, background: CORNERS[corner] ?? 'black' } },
		...places[place]
	}));
	// eslint-disable-next-line no-restricted-syntax -- this is the picture that must lose its metadata
	return sharp({ create: { width, height, channels: 3, background: 'black' } })
		.composite(parts)
		.withMetadata({ orientation })
		.withExifMerge({
			IFD0: { Copyright: CANARY, Make: CANARY },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 19/1 46/1', GPSLongitudeRef: 'E', GPSLongitude: '18/1 4/1 7/1' }
		})
		.jpeg({ quality: 90 })
		.toBuffer();
}

/** Which colour a picture shows in each corner, from the upper left clockwise. */
export async function cornersOf(picture: Uint8Array): Promise<string[]> {
	const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const at = (x: number, y: number) => {
		const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
		return nameOf([data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0]);
	};
	return [at(0.1, 0.1), at(0.9, 0.1), at(0.9, 0.9), at(0.1, 0.9)];
}

function nameOf([r, g, b]: [number, number, number]): string {
	if (r > 200 && g > 200 && b > 200) return 'white';
	if (r > 200) return 'red';
	return b > 200 ? 'blue' : g > 90 ? 'green' : 'other';
}

/** A PNG of a few kilobytes that claims to be so many pixels wide and high. */
export function claimingPng(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 0, 0, 0, 0], 8); // eight bits of grey
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const data = deflateSync(Buffer.alloc(100_000));
	return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(4 + body.length + 4);
	frame.writeUInt32BE(data.length, 0);
	frame.set(body, 4);
	frame.writeUInt32BE(crc32(body), 4 + body.length);
	return frame;
}

function crc32(bytes: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return (crc ^ 0xffffffff) >>> 0;
}

/** An old Office container with one stream of the given name. */
export function oldOffice(stream: string): Buffer {
	const bytes = Buffer.alloc(2048);
	bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 0);
	const entry = 1024;
	const name = Buffer.from(`${stream}\0`, 'utf16le');
	bytes.set(name, entry);
	bytes.writeUInt16LE(name.length, entry + 64);
	bytes[entry + 66] = 2;
	return bytes;
}
