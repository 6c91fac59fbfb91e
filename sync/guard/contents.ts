import * as decoding from 'lib0/decoding';
import type { Contents } from '#core/document-kind';
import type { Place } from './places.ts';
import type { ScannedStruct } from './scan.ts';
import { CONTENT } from './scan-content.ts';

/** What a value says itself of who wrote it. */
export interface Signature {
	by?: unknown;
	device?: unknown;
}

/** True for an item that leaves the key which it wins without a value, whatever kind it calls itself. */
export function isEmpty(struct: ScannedStruct, bytes: Uint8Array): boolean {
	const holdsValue =
		struct.content === CONTENT.any || struct.content === CONTENT.binary || struct.content === CONTENT.type;
	return !holdsValue || (struct.content === CONTENT.any && valueOf(struct, bytes) === undefined);
}

/** What is asked of a new item: the bytes that it came in, what its kind holds, and whom to tell of a name in its value. */
interface Question {
	bytes: Uint8Array;
	contents: Contents | undefined;
	onSigned(signature: Signature): void;
}

/**
 * Judges what a new item holds: `malformed` for what Yjs writes under no key, `value` for what no device of ours writes
 * there. What was deleted before it was sent holds nothing.
 */
export function judgeContent(
	struct: ScannedStruct,
	place: Place,
	{ bytes, contents, onSigned }: Question
): 'malformed' | 'value' | null {
	const { content } = struct;
	if (content === CONTENT.deleted) return null;
	if (place.key === null) return judgeListed(content, contents);
	if (content === CONTENT.text || content === CONTENT.format) return 'malformed';
	if (content !== CONTENT.any) return contents ? 'value' : null;
	const value = valueOf(struct, bytes);
	if (isSigned(value)) onSigned(value);
	return contents && !isEntry(struct, place, contents, value) ? 'value' : null;
}

function isEntry({ length }: ScannedStruct, { root, key, depth }: Place, contents: Contents, value: unknown): boolean {
	return length === 1 && depth === 0 && contents !== 'texts' && contents.isEntry(root, key ?? '', value);
}

/** Flat keys have no lists, and a text has letters alone. */
function judgeListed(content: number, contents: Contents | undefined): 'value' | null {
	if (contents === undefined || (contents === 'texts' && content === CONTENT.text)) return null;
	return 'value';
}

/** The value that a key has with this item: the last, if a device sends several that were all deleted since. */
function valueOf({ contentAt, length }: ScannedStruct, bytes: Uint8Array): unknown {
	const decoder = decoding.createDecoder(bytes.subarray(contentAt));
	decoding.readVarUint(decoder);
	let value: unknown;
	for (let index = 0; index < length; index += 1) value = decoding.readAny(decoder);
	return value;
}

function isSigned(value: unknown): value is Signature {
	return typeof value === 'object' && value !== null && ('by' in value || 'device' in value);
}
