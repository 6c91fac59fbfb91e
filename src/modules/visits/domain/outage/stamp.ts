import { parseStamp } from '#core/clock';
import type { Signature } from './model.ts';

/** The moment of a stamp in milliseconds; null for what is no stamp. */
export function momentOfStamp(stamp: string): number | null {
	const parsed = parseStamp(stamp);
	return parsed.ok ? parsed.value.wall : null;
}

/** By time, then by key: the same order on every device. */
export function byTime(a: Signature & { key: string }, b: Signature & { key: string }): number {
	return a.at - b.at || (a.key < b.key ? -1 : 1);
}
