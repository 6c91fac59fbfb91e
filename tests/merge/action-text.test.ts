import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { applyTextEdit, textEdit } from '#core/text-edit';
import { actionRoot } from '#modules/work-orders/domain/index.ts';
import { Replicas } from './replicas.ts';
import { tries } from '../support/size.ts';

const ORDER = 'd'.repeat(32);
const actionText = (doc: Y.Doc) => doc.getText(actionRoot(ORDER));

/** Types into a field of one copy as a browser does: the whole new value, and where the caret ended. */
function type(doc: Y.Doc, change: (value: string) => { value: string; caret: number }): void {
	const text = actionText(doc);
	const { value, caret } = change(text.toJSON());
	const edit = textEdit(text.toJSON(), value, caret);
	if (edit) applyTextEdit(text, edit, 'field');
}

const insert = (at: number, piece: string) => (value: string) => {
	const index = Math.min(at, value.length);
	return { value: value.slice(0, index) + piece + value.slice(index), caret: index + piece.length };
};

describe('Utförd åtgärd', () => {
	it.each([
		[1, 2],
		[2, 1]
	])('[ME5] two who begin the same text offline both keep it, with client ids %i and %i', (first, second) => {
		const replicas = new Replicas(3, [first, second, 3]);
		type(replicas.at(0), insert(0, 'Bytt packning. '));
		type(replicas.at(1), insert(0, 'Provkört. '));
		replicas.syncAll();
		const texts = replicas.docs.map((doc) => actionText(doc).toJSON());
		expect(new Set(texts).size).toBe(1);
		expect(texts[0]).toContain('Bytt packning. ');
		expect(texts[0]).toContain('Provkört. ');
	});

	it('[ME6] an autocorrected word leaves the rest of the text alone', () => {
		const replicas = new Replicas(2);
		type(replicas.at(0), insert(0, 'Bytt pakcning i köket.'));
		replicas.syncAll();
		type(replicas.at(1), insert(22, ' Klart.'));
		type(replicas.at(0), () => ({ value: 'Bytt packning i köket.', caret: 13 }));
		replicas.syncAll();
		expect(actionText(replicas.at(1)).toJSON()).toBe('Bytt packning i köket. Klart.');
	});

	it('[ME7] any typing of three in any order converges, and every inserted piece that nobody deleted is there', () => {
		const step = fc.oneof(
			{ weight: 3, arbitrary: fc.record({ kind: fc.constant('type' as const), who: fc.nat(2), at: fc.nat(200) }) },
			{ weight: 1, arbitrary: fc.record({ kind: fc.constant('sync' as const), who: fc.nat(2), at: fc.nat(2) }) }
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
				const replicas = new Replicas(3);
				const pieces: string[] = [];
				steps.forEach(({ kind, who, at }, index) => {
					if (kind === 'sync') {
						replicas.sync(who, at);
						return;
					}
					// One character each: nobody can write into the middle of it.
					const piece = String.fromCodePoint(0x4e00 + index);
					pieces.push(piece);
					type(replicas.at(who), insert(at, piece));
				});
				replicas.syncAll();
				const [first = '', ...others] = replicas.docs.map((doc) => actionText(doc).toJSON());
				expect(others).toEqual([first, first]);
				expect([...first].sort()).toEqual(pieces.sort());
			}),
			{ numRuns: tries(100, 3000) }
		);
	});
});
