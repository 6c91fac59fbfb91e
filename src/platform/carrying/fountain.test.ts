import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { FrameReader, FrameSource } from './fountain.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import { fromBase45, toBase45 } from './base45.ts';

/** Seeded, so that a failure can be run again. */
function seeded(seed: number): () => number {
	let state = seed * 2_654_435_761;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function someBytes(length: number, seed = 1): Uint8Array {
	const random = seeded(seed);
	return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

async function sourceOf(bytes: Uint8Array, blockSize?: number): Promise<FrameSource> {
	const source = await FrameSource.of(bytes, blockSize);
	if (!source.ok) throw new Error(source.code);
	return source.value;
}

const isComplete = (reader: FrameReader) =>
	reader.progress.needed > 0 && reader.progress.known === reader.progress.needed;

/** How many frames were received until the whole was there, when a third of those shown from `start` on get lost. */
function framesNeeded(source: FrameSource, random: () => number, start: number): number {
	const reader = new FrameReader();
	let received = 0;
	for (let index = start; !isComplete(reader); index += 1) {
		if (random() < 1 / 3) continue;
		received += 1;
		reader.take(source.frame(index));
	}
	return received;
}

describe('frames', () => {
	it('[CA1] give the bytes back in any order, with repetitions, from any moment on', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ minLength: 0, maxLength: 3000 }),
				fc.constantFrom(16, 100, 800),
				fc.nat(4_000_000_000),
				fc.nat(1000),
				async (bytes, size, start, seed) => {
					const source = await sourceOf(bytes, size);
					const random = seeded(seed);
					const reader = new FrameReader();
					for (let tries = 0; !isComplete(reader); tries += 1) {
						expect(tries).toBeLessThan(40 * source.blocks + 200);
						const index = Math.floor(start + random() * 5 * source.blocks);
						reader.take(source.frame(index));
						if (random() < 0.3) reader.take(source.frame(index));
					}
					expect(await reader.result()).toEqual(bytes);
				}
			),
			{ numRuns: 60 }
		);
	});

	it.each([
		[30_000, 0],
		[50_000, 0],
		[80_000, 0],
		[50_000, 12_345]
	])('[CA2] %i bytes, a third lost, from frame %i on: 1.6 frames a block are enough', async (length, start) => {
		const source = await sourceOf(someBytes(length));
		const needed = Array.from({ length: 100 }, (_unused, seed) => framesNeeded(source, seeded(seed), start));
		const enough = needed.filter((frames) => frames <= 1.6 * source.blocks).length;
		expect(enough).toBeGreaterThanOrEqual(95);
	});

	it('[CA3] that are damaged anywhere, or none of ours, change nothing', async () => {
		const source = await sourceOf(someBytes(2000), 100);
		const reader = new FrameReader();
		const frame = source.frame(0);
		for (let at = 0; at < frame.length; at += 1) {
			const damaged = frame.slice();
			damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
			expect(reader.take(damaged)).toBe('damaged');
		}
		expect(reader.take(new TextEncoder().encode('https://example.org/parcel/4711'))).toBe('damaged');
		expect(reader.take(new Uint8Array())).toBe('damaged');
		expect(reader.progress).toMatchObject({ known: 0, needed: 0, frames: { taken: 0, damaged: frame.length + 2 } });
	});

	it('[CA3] of another screen are gathered apart', async () => {
		const [first, other] = [await sourceOf(someBytes(4000, 1), 100), await sourceOf(someBytes(5000, 2), 100)];
		const reader = new FrameReader();
		for (let index = 0; index < 20; index += 1) expect(reader.take(first.frame(index))).toBe('taken');
		for (let index = 0; index < 10; index += 1) expect(reader.take(other.frame(index))).toBe('foreign');
		expect(reader.take(first.frame(3))).toBe('known');
		for (let index = 20; !isComplete(reader); index += 1) reader.take(first.frame(index));
		expect(await reader.result()).toEqual(someBytes(4000, 1));
		expect(reader.progress.frames).toMatchObject({ foreign: 10, known: 1 });
	});

	it('[CA4] that were forged are found out, and the rest is read anew', async () => {
		const bytes = someBytes(900);
		const source = await sourceOf(bytes, 100);
		const reader = new FrameReader();
		const honest = decodeFrame(source.frame(4));
		if (!honest) throw new Error('A frame must be readable');
		reader.take(encodeFrame({ ...honest, sum: new Uint8Array(honest.sum.length) }));
		for (let index = 0; index < source.blocks; index += 1) reader.take(source.frame(index));
		for (let index = source.blocks; !isComplete(reader); index += 1) reader.take(source.frame(index));
		expect(await reader.result()).toBeNull();
		expect(reader.progress.known).toBe(0);
		for (let index = 50; !isComplete(reader); index += 1) reader.take(source.frame(index));
		expect(await reader.result()).toEqual(bytes);
	});

	it('[CA5] are refused for more than anybody would wait for', async () => {
		expect(await FrameSource.of(new Uint8Array(2000 * 800))).toEqual({ ok: false, code: 'too-large' });
		expect((await sourceOf(new Uint8Array(2000 * 800 - 32))).blocks).toBe(2000);
	});

	it('[CA5] of a fifth stream push out the one that was seen longest ago', async () => {
		const sources = await Promise.all([1, 2, 3, 4, 5].map((seed) => sourceOf(someBytes(1000, seed), 100)));
		const reader = new FrameReader();
		for (const source of sources) for (let index = 0; index < 5; index += 1) reader.take(source.frame(index));
		const [first] = sources;
		for (let index = 5; index < 11; index += 1) reader.take(first!.frame(index));
		expect(isComplete(reader)).toBe(false);
	});

	it('[CA10] made of anything at all are answered', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, withSum) => {
				if (withSum && bytes.length >= 35) {
					bytes[0] = 0xa1;
					new DataView(bytes.buffer).setUint32(15, crc32(bytes.subarray(0, 15), bytes.subarray(19)));
				}
				const reader = new FrameReader();
				expect(['damaged', 'taken']).toContain(reader.take(bytes));
			}),
			{ numRuns: 500 }
		);
	});
});

describe('the characters of a code', () => {
	it('[CA6] bring bytes back, and are those of its alphanumeric mode', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				const encoded = toBase45(bytes);
				expect(encoded).toMatch(/^[0-9A-Z $%*+\-./:]*$/);
				expect(fromBase45(encoded)).toEqual(bytes);
			})
		);
	});

	it('[CA6] are those of RFC 9285', () => {
		expect(toBase45(new TextEncoder().encode('Hello!!'))).toBe('%69 VD92EX0');
		expect(new TextDecoder().decode(fromBase45('QED8WEX0') ?? undefined)).toBe('ietf!');
	});

	it.each(['GGW', '::', ':::', 'a', 'A', 'ÅÄÖ', 'https://example.org'])('[CA6] do not read %s', (other) => {
		expect(fromBase45(other)).toBeNull();
	});
});
