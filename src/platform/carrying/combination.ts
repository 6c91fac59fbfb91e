/**
 * Which blocks a frame combines, a bit each. The first frames are the blocks themselves; every later one combines each
 * block with even odds, drawn from a generator that the index seeds, so that a frame needs to carry its index alone.
 *
 * A fountain code after Luby ("LT Codes", FOCS 2002), with the dense degrees of MacKay's random linear fountain
 * ("Fountain codes", 2005). Luby's robust soliton distribution keeps combinations sparse so that peeling can decode a
 * hundred thousand blocks; ours are a hundred, which elimination decodes in milliseconds. Measured with a third of the
 * frames lost, 63 blocks and 95 % of readings: soliton 1.90 frames a block, this 1.08.
 */
export function combinationOf(index: number, count: number): Uint32Array {
	const mask = new Uint32Array(Math.ceil(count / 32));
	if (index < count) {
		mask[index >>> 5] = 1 << (index & 31);
		return mask;
	}
	const random = generator(index);
	for (let word = 0; word < mask.length; word += 1) mask[word] = random();
	const beyond = count & 31;
	if (beyond > 0) mask[mask.length - 1] = (mask[mask.length - 1] ?? 0) & ((1 << beyond) - 1);
	// A frame of nothing would be a picture shown in vain, which matters when there are one or two blocks.
	if (mask.every((bits) => bits === 0)) mask[(index % count) >>> 5] = 1 << ((index % count) & 31);
	return mask;
}

/** The lowest bit that is set, from a place on; -1 when there is none. */
export function lowestBit(mask: Uint32Array, from: number): number {
	for (let word = from >>> 5; word < mask.length; word += 1) {
		const hidden = word === from >>> 5 ? (1 << (from & 31)) - 1 : 0;
		const bits = (mask[word] ?? 0) & ~hidden;
		if (bits !== 0) return word * 32 + (31 - Math.clz32(bits & -bits));
	}
	return -1;
}

/** Adds words into others, without carry: adding the same twice takes it out again. */
export function addInto(sum: Uint32Array, other: Uint32Array): void {
	for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) ^ (other[at] ?? 0);
}

/** Mulberry32: every device draws the same words, which is all that is asked of it. */
function generator(seed: number): () => number {
	let state = Math.imul(seed, 0x9e3779b1) >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
}
