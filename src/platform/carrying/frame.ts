import { crc32 } from './crc32.ts';

/** What one picture carries of a stream: some blocks' sum, and what it takes to know which. */
export interface Frame {
	/** Tells streams apart: the beginning of the content's SHA-256. */
	stream: number;
	/** Counts up from 0; says which blocks are combined. */
	index: number;
	/** How many blocks there are. */
	count: number;
	/** Bytes of the whole, without the filling of the last block. */
	length: number;
	/** The blocks' sum. */
	sum: Uint8Array;
}

const MARK = 0xa1; // "a frame of Avbrottsfri", version 1
const HEADER = 19; // bytes: mark 1, stream 4, index 4, length 4, count 2, CRC-32 4
const CRC_AT = 15;

/** The most blocks of one stream: bounds what a reader must hold, and what a person would wait for. */
export const MAX_BLOCKS = 2000;
/** Bytes of one block, in whole words of four. */
export const BLOCK_SIZE = { smallest: 16, usual: 800, largest: 1600 } as const;

/** A frame as bytes, with a CRC-32 over all of it. */
export function encodeFrame({ stream, index, count, length, sum }: Frame): Uint8Array {
	const bytes = new Uint8Array(HEADER + sum.length);
	const view = new DataView(bytes.buffer);
	view.setUint8(0, MARK);
	view.setUint32(1, stream);
	view.setUint32(5, index);
	view.setUint32(9, length);
	view.setUint16(13, count);
	bytes.set(sum, HEADER);
	view.setUint32(CRC_AT, crc32(bytes.subarray(0, CRC_AT), sum));
	return bytes;
}

/** Reads a frame; null for what is damaged, and for codes that are none of ours. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
	const size = bytes.length - HEADER;
	if (size < BLOCK_SIZE.smallest || size > BLOCK_SIZE.largest || size % 4 !== 0) return null;
	if (bytes[0] !== MARK) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const sum = bytes.subarray(HEADER);
	if (view.getUint32(CRC_AT) !== crc32(bytes.subarray(0, CRC_AT), sum)) return null;
	const [length, count] = [view.getUint32(9), view.getUint16(13)];
	if (count === 0 || count > MAX_BLOCKS || Math.ceil(length / size) !== count) return null;
	return { stream: view.getUint32(1), index: view.getUint32(5), count, length, sum };
}
