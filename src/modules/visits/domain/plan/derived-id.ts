import { digest } from 'lib0/hash/sha256';
import { toHex, utf8 } from '#core/bytes';

/** An id that follows from what it stands for, so that two devices which read the same give the same. */
export function derivedId(...parts: readonly string[]): string {
	return toHex(digest(utf8(parts.join('\n')))).slice(0, 32);
}
