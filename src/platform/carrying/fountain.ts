import { type Result, ok, refuse } from '#core/result';
import { webCrypto } from '#core/web-crypto';
import { BlockSolver } from './block-solver.ts';
import { addInto, combinationOf, lowestBit } from './combination.ts';
import { BLOCK_SIZE, type Frame, MAX_BLOCKS, decodeFrame, encodeFrame } from './frame.ts';

const FINGERPRINT = 32; // bytes of SHA-256 behind the content
const MAX_STREAMS = 4;

/** What became of a frame that was read. `damaged` also counts codes that are none of ours. */
export type FrameOutcome = 'taken' | 'known' | 'foreign' | 'damaged';

/** How far the reading has come. */
export interface ReadingProgress {
	/** Blocks' worth that is known, of those needed; 0 of 0 before the first frame. */
	known: number;
	needed: number;
	/** Frames by what became of them. `foreign` ones belong to another stream than the first. */
	frames: Readonly<Record<FrameOutcome, number>>;
}

/**
 * Frames without end for some bytes, of which a reader needs about as many as there are blocks, whichever they are:
 * a fountain code (Luby, "LT Codes", FOCS 2002) that begins with the blocks themselves.
 */
export class FrameSource {
	readonly #stream: number;
	readonly #length: number;
	readonly #blocks: readonly Uint32Array[];

	private constructor(whole: Uint8Array, blockSize: number) {
		this.#stream = new DataView(whole.buffer, whole.length - FINGERPRINT).getUint32(0);
		this.#length = whole.length;
		this.#blocks = cut(whole, blockSize);
	}

	/** A source for bytes; the same bytes give the same frames. `too-large` for what nobody would wait for. */
	static async of(bytes: Uint8Array, blockSize: number = BLOCK_SIZE.usual): Promise<Result<FrameSource, 'too-large'>> {
		if (Math.ceil((bytes.length + FINGERPRINT) / blockSize) > MAX_BLOCKS) return refuse('too-large');
		const whole = new Uint8Array(bytes.length + FINGERPRINT);
		whole.set(bytes);
		whole.set(await fingerprint(bytes), bytes.length);
		return ok(new FrameSource(whole, blockSize));
	}

	/** How many blocks there are: a reader needs at least as many frames. */
	get blocks(): number {
		return this.#blocks.length;
	}

	/** The frame with an index, from 0 on. */
	frame(index: number): Uint8Array {
		const count = this.#blocks.length;
		const words = new Uint32Array(this.#blocks[0]?.length ?? 0);
		const mask = combinationOf(index, count);
		for (let bit = lowestBit(mask, 0); bit >= 0; bit = lowestBit(mask, bit + 1)) {
			const block = this.#blocks[bit];
			if (block) addInto(words, block);
		}
		const sum = new Uint8Array(words.buffer);
		return encodeFrame({ stream: this.#stream, index, count, length: this.#length, sum });
	}
}

/**
 * Gathers frames in any order, with gaps and repetitions, from any moment on, until the whole is there. Frames of other
 * streams are gathered apart: looking at another screen for a while costs nothing.
 */
export class FrameReader {
	readonly #streams = new Map<string, Stream>();
	readonly #frames: Record<FrameOutcome, number> = { taken: 0, known: 0, foreign: 0, damaged: 0 };
	#first: string | null = null;

	/** How far the furthest stream has come. */
	get progress(): ReadingProgress {
		const [furthest] = [...this.#streams.values()].sort((a, b) => b.share - a.share);
		return { known: furthest?.solver.rank ?? 0, needed: furthest?.count ?? 0, frames: { ...this.#frames } };
	}

	/** Takes the bytes of one picture. */
	take(bytes: Uint8Array): FrameOutcome {
		const outcome = this.#gather(bytes);
		this.#frames[outcome] += 1;
		return outcome;
	}

	/** The whole, once it is there and its SHA-256 is right; null before. */
	async result(): Promise<Uint8Array | null> {
		for (const [name, stream] of this.#streams) {
			if (!stream.solver.complete) continue;
			const content = await stream.content();
			if (content) return content;
			// A frame was forged, or misread in a way that its CRC did not show: this stream is read anew.
			this.#streams.delete(name);
			this.#frames.damaged += 1;
		}
		return null;
	}

	#gather(bytes: Uint8Array): FrameOutcome {
		const frame = decodeFrame(bytes);
		if (!frame) return 'damaged';
		const name = `${frame.stream}/${frame.length}/${frame.sum.length}`;
		this.#first ??= name;
		const isNew = this.#streamOf(name, frame).take(frame);
		if (name !== this.#first) return 'foreign';
		return isNew ? 'taken' : 'known';
	}

	/** The stream of a frame; of too many, the one that was seen longest ago makes room. */
	#streamOf(name: string, frame: Frame): Stream {
		const stream = this.#streams.get(name) ?? new Stream(frame);
		this.#streams.delete(name);
		this.#streams.set(name, stream);
		const [oldest] = this.#streams.keys();
		if (this.#streams.size > MAX_STREAMS && oldest !== undefined) this.#streams.delete(oldest);
		return stream;
	}
}

class Stream {
	readonly count: number;
	readonly solver: BlockSolver;
	readonly #length: number;
	readonly #id: number;

	constructor({ stream, count, length }: Frame) {
		this.count = count;
		this.solver = new BlockSolver(count);
		this.#length = length;
		this.#id = stream;
	}

	get share(): number {
		return this.solver.rank / this.count;
	}

	take({ index, sum }: Frame): boolean {
		if (this.solver.complete) return false;
		const words = new Uint32Array(sum.length / 4);
		new Uint8Array(words.buffer).set(sum);
		return this.solver.add(combinationOf(index, this.count), words);
	}

	/** The content, when it is what its fingerprint says. */
	async content(): Promise<Uint8Array | null> {
		const whole = join(this.solver.blocks(), this.#length);
		if (whole.length < FINGERPRINT) return null;
		const [content, claimed] = [whole.slice(0, -FINGERPRINT), whole.subarray(-FINGERPRINT)];
		const actual = await fingerprint(content);
		const isWhole = actual.every((byte, at) => byte === claimed[at]);
		return isWhole && new DataView(actual.buffer).getUint32(0) === this.#id ? content : null;
	}
}

async function fingerprint(bytes: Uint8Array): Promise<Uint8Array> {
	return new Uint8Array(await webCrypto.subtle.digest('SHA-256', bytes));
}

/** Blocks of one size; the last is filled up with zeros. */
function cut(whole: Uint8Array, size: number): Uint32Array[] {
	return Array.from({ length: Math.ceil(whole.length / size) }, (_unused, at) => {
		const block = new Uint32Array(size / 4);
		new Uint8Array(block.buffer).set(whole.subarray(at * size, (at + 1) * size));
		return block;
	});
}

function join(blocks: readonly Uint32Array[], length: number): Uint8Array {
	const size = blocks[0]?.byteLength ?? 0;
	const whole = new Uint8Array(blocks.length * size);
	for (const [at, block] of blocks.entries()) whole.set(new Uint8Array(block.buffer), at * size);
	return whole.subarray(0, length);
}
