import type * as Y from 'yjs';

/** One replacement in a text, in UTF-16 units: at `index`, `remove` units go and `insert` comes. */
export interface TextEdit {
	index: number;
	remove: number;
	insert: string;
}

/**
 * The smallest single replacement that turns `before` into `after`. Phone keyboards hand over the whole value after an
 * autocorrection; writing that back whole would destroy what a colleague wrote meanwhile. `caret` (in `after`) settles
 * which of several equal characters was typed.
 */
export function textEdit(before: string, after: string, caret: number = after.length): TextEdit | null {
	if (before === after) return null;
	const suffix = commonSuffix(
		before,
		after,
		Math.min(before.length, after.length, after.length - Math.min(caret, after.length))
	);
	const prefix = commonPrefix(before, after, Math.min(before.length, after.length) - suffix);
	const rest = commonSuffix(before, after, Math.min(before.length, after.length) - prefix);
	return { index: prefix, remove: before.length - prefix - rest, insert: after.slice(prefix, after.length - rest) };
}

/** Writes one replacement into a shared text, in one transaction with the given origin. */
export function applyTextEdit(text: Y.Text, edit: TextEdit, origin: unknown): void {
	text.doc?.transact(() => {
		if (edit.remove > 0) text.delete(edit.index, edit.remove);
		if (edit.insert !== '') text.insert(edit.index, edit.insert);
	}, origin);
}

function commonPrefix(a: string, b: string, limit: number): number {
	let length = 0;
	while (length < limit && a[length] === b[length]) length += 1;
	return splitsPair(a, length) ? length - 1 : length;
}

function commonSuffix(a: string, b: string, limit: number): number {
	let length = 0;
	while (length < limit && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
	return splitsPair(a, a.length - length) || splitsPair(b, b.length - length) ? length - 1 : length;
}

/** True when `index` lies between the halves of one character outside the basic plane: never cut an emoji in two. */
function splitsPair(value: string, index: number): boolean {
	const code = value.charCodeAt(index - 1);
	return index > 0 && index < value.length && code >= 0xd800 && code <= 0xdbff;
}
