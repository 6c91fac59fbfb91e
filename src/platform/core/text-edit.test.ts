import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type TextEdit, applyTextEdit, textEdit } from './text-edit.ts';
import { tries } from '#tests/support/size.ts';

/** Few letters, so that repetitions are common, and characters of two UTF-16 units that share their first half. */
const texts = fc
	.array(fc.constantFrom('a', 'b', ' ', 'å', '😀', '😁', '👍', '𝟙'), { maxLength: 14 })
	.map((all) => all.join(''));

function applied(before: string, edit: TextEdit | null): string {
	if (!edit) return before;
	return before.slice(0, edit.index) + edit.insert + before.slice(edit.index + edit.remove);
}

/** A replica of a text, with what the other has. */
function replica(state: Uint8Array): Y.Text {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state, 'test');
	return doc.getText('action');
}

const contentOf = (text: Y.Text) => text.toJSON();

function stateOf(text: Y.Text): Uint8Array {
	return Y.encodeStateAsUpdate(text.doc as Y.Doc);
}

describe('text edits', () => {
	it('[CO9] turn the old text into the new one, wherever the caret stands', () => {
		fc.assert(
			fc.property(texts, texts, fc.nat(30), (before, after, caret) => {
				expect(applied(before, textEdit(before, after, caret))).toBe(after);
				expect(applied(before, textEdit(before, after))).toBe(after);
			}),
			{ numRuns: tries(2000, 100_000) }
		);
	});

	it('[CO9] never cut a character in two', () => {
		fc.assert(
			fc.property(texts, texts, fc.nat(30), (before, after, caret) => {
				const edit = textEdit(before, after, caret);
				if (!edit) return;
				expect(edit.insert.isWellFormed()).toBe(true);
				expect(before.slice(0, edit.index).isWellFormed()).toBe(true);
				expect(before.slice(edit.index + edit.remove).isWellFormed()).toBe(true);
			}),
			{ numRuns: tries(2000, 100_000) }
		);
	});

	it('[CO9] leave what is the same at both ends alone', () => {
		fc.assert(
			fc.property(texts, texts, texts, texts, (start, end, gone, come) => {
				const edit = textEdit(start + gone + end, start + come + end);
				expect((edit?.remove ?? 0) <= gone.length).toBe(true);
				expect((edit?.insert.length ?? 0) <= come.length).toBe(true);
			})
		);
	});

	it('[CO9] no change is no edit', () => {
		expect(textEdit('samma', 'samma')).toBeNull();
	});

	it('[CO9] the caret settles which of equal letters was typed', () => {
		expect(textEdit('aa', 'aaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' });
		expect(textEdit('aa', 'aaa', 3)).toEqual({ index: 2, remove: 0, insert: 'a' });
	});

	it('[CO9] an autocorrection that hands over everything touches the word alone', () => {
		expect(textEdit('Bytt pakning i köket', 'Bytt packning i köket')).toEqual({ index: 7, remove: 0, insert: 'c' });
	});
});

describe('two people in one text', () => {
	it('[CO10] what both wrote at once is there, and both see the same', () => {
		fc.assert(
			fc.property(texts, texts, texts, fc.nat(30), (before, first, second, caret) => {
				const common = new Y.Doc();
				common.getText('action').insert(0, before);
				const state = Y.encodeStateAsUpdate(common);
				const [amir, lena] = [replica(state), replica(state)];
				const edits = [textEdit(before, first, caret), textEdit(before, second)];
				if (edits[0]) applyTextEdit(amir, edits[0], 'amir');
				if (edits[1]) applyTextEdit(lena, edits[1], 'lena');
				expect([contentOf(amir), contentOf(lena)]).toEqual([first, second]);
				const [fromAmir, fromLena] = [stateOf(amir), stateOf(lena)];
				Y.applyUpdate(amir.doc as Y.Doc, fromLena, 'test');
				Y.applyUpdate(lena.doc as Y.Doc, fromAmir, 'test');
				const merged = contentOf(amir);
				expect(contentOf(lena)).toBe(merged);
				expect(merged.isWellFormed()).toBe(true);
				for (const edit of edits) expect(merged).toContain(edit?.insert ?? '');
				expect(merged.length).toBeGreaterThanOrEqual(before.length - removed(edits) + inserted(edits));
			}),
			{ numRuns: tries(300, 20_000) }
		);
	});

	it('[CO10] one transaction an edit, with its origin: an undo takes back one’s own work only', () => {
		const text = replica(Y.encodeStateAsUpdate(new Y.Doc()));
		const origins: unknown[] = [];
		text.doc?.on('afterTransaction', ({ origin }) => origins.push(origin));
		applyTextEdit(text, { index: 0, remove: 0, insert: 'abc' }, 'amir');
		applyTextEdit(text, { index: 1, remove: 1, insert: 'x' }, 'amir');
		expect([contentOf(text), origins]).toEqual(['axc', ['amir', 'amir']]);
	});
});

const removed = (edits: readonly (TextEdit | null)[]) => edits.reduce((sum, edit) => sum + (edit?.remove ?? 0), 0);
const inserted = (edits: readonly (TextEdit | null)[]) =>
	edits.reduce((sum, edit) => sum + (edit?.insert.length ?? 0), 0);
