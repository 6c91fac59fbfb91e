import { type ByteReader, malformed, overLimit } from './byte-reader.ts';
import { MAX_CLOCK_SPAN, MAX_NAME, MAX_TEXT, MAX_VALUES, MAX_VALUE_DEPTH, isForbiddenKey } from './limits.ts';

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

function scanValue(reader: ByteReader, depth: number, budget: ValueBudget): void {
	budget.left -= 1;
	if (budget.left < 0 || depth > MAX_VALUE_DEPTH) overLimit();
	const tag = reader.byte();
	switch (tag) {
		case 127: // undefined
		case 126: // null
		case 121: // false
		case 120: // true
			return;
		case 125:
			return reader.skipInt();
		case 124:
			return reader.skip(4); // 32-bit float
		case 123: // 64-bit float
		case 122: // 64-bit integer
			return reader.skip(8);
		case 119:
			return void reader.skipText(MAX_TEXT);
		case 116:
			return skipBinary(reader);
		default:
			return scanNested(reader, tag, depth, budget);
	}
}

function scanNested(reader: ByteReader, tag: number, depth: number, budget: ValueBudget): void {
	if (tag !== 118 && tag !== 117) malformed();
	const count = reader.uint();
	if (count > budget.left) overLimit();
	for (let index = 0; index < count; index += 1) {
		if (tag === 118 && isForbiddenKey(reader.text(MAX_NAME))) malformed();
		scanValue(reader, depth + 1, budget);
	}
}
