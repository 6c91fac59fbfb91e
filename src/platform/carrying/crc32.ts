const POLYNOMIAL = 0xedb88320; // IEEE 802.3, bits reversed

const TABLE = Uint32Array.from({ length: 256 }, (_unused, byte) => {
	let sum = byte;
	for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1;
	return sum;
});

/** CRC-32 of runs of bytes, one after the other: finds what a camera misread, not what somebody forged. */
export function crc32(...runs: readonly Uint8Array[]): number {
	let sum = 0xffffffff;
	for (const run of runs) for (const byte of run) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
	return (sum ^ 0xffffffff) >>> 0;
}
