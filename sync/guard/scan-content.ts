import { type ByteReader, malformed, overLimit } from './byte-reader.ts';
import { MAX_CLOCK_SPAN, MAX_NAME, MAX_TEXT, MAX_VALUES, MAX_VALUE_DEPTH, isForbiddenKey } from './size-limits.ts';

/** The kinds of content by their number on the wire; 0 is a collected item and 10 a hole. */
export const CONTENT = { gc: 0, deleted: 1, binary: 3, text: 4, format: 6, type: 7, any: 8, skip: 10 } as const;

/** How many values an update may still hold. */
export interface ValueBudget {
	left: number;
}

/**
 * Steps over an item's content and gives its length in clock ticks. Old JSON, embeds, sub-documents and XML are
 * refused like unknown kinds: none of our documents has them.
 */
export function scanContent(reader: ByteReader, content: number, budget: ValueBudget): number {
	switch (content) {
		case CONTENT.deleted:
			return scanDeletedLength(reader);
		case CONTENT.binary:
			skipBinary(reader);
			return 1;
		case CONTENT.text:
			return reader.skipText(MAX_TEXT);
		case CONTENT.format:
			return scanFormat(reader);
		case CONTENT.type:
			return reader.uint() > 2 ? malformed() : 1; // array, map, text
		case CONTENT.any:
			return scanValues(reader, budget);
		default:
			return malformed();
	}
}

/** The length of a run of deleted or collected items. */
export function scanDeletedLength(reader: ByteReader): number {
	const length = reader.uint();
	return length > MAX_CLOCK_SPAN ? overLimit() : length;
}

function skipBinary(reader: ByteReader): void {
	const size = reader.uint();
	if (size > MAX_TEXT) overLimit();
	reader.skip(size);
}

function scanFormat(reader: ByteReader): number {
	if (isForbiddenKey(reader.text(MAX_NAME))) malformed();
	const json = reader.text(MAX_NAME);
	try {
		const value: unknown = JSON.parse(json);
		if (typeof value === 'object' && value !== null) malformed(); // bold is true, a colour is a text
	} catch {
		malformed();
	}
	return 1;
}

function scanValues(reader: ByteReader, budget: ValueBudget): number {
	const count = reader.uint();
	if (count > MAX_VALUES) overLimit();
	for (let index = 0; index < count; index += 1) scanValue(reader, 0, budget);
	return count;
}

/** Bytes after the tag of a value that has always the same: null and the like, floats, 64-bit integers. */
const FIXED_SIZES: ReadonlyMap<number, number> = new Map([
	[127, 0], // undefined
	[126, 0], // null
	[121, 0], // false
	[120, 0], // true
	[124, 4],
	[123, 8],
	[122, 8]
]);

function scanValue(reader: ByteReader, depth: number, budget: ValueBudget): void {
	budget.left -= 1;
	if (budget.left < 0 || depth > MAX_VALUE_DEPTH) overLimit();
	const tag = reader.byte();
	if (tag === 119) reader.skipText(MAX_TEXT);
	else if (tag === 125) reader.skipInt();
	else if (tag === 116) skipBinary(reader);
	else if (tag === 117 || tag === 118) scanNested(reader, tag, depth, budget);
	else reader.skip(FIXED_SIZES.get(tag) ?? malformed());
}

function scanNested(reader: ByteReader, tag: number, depth: number, budget: ValueBudget): void {
	const count = reader.uint();
	if (count > budget.left) overLimit();
	for (let index = 0; index < count; index += 1) {
		if (tag === 118 && isForbiddenKey(reader.text(MAX_NAME))) malformed();
		scanValue(reader, depth + 1, budget);
	}
}
