import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkChanges, clientsOf, holdsUpdate, readVector } from './check-update.ts';
import { tries } from '#tests/support/size.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

/** A document of one device, with what it has written. */
function docWith(client: number, write: (doc: Y.Doc) => void): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = client;
	write(doc);
	return doc;
}

const code = (doc: Y.Doc, changes: Uint8Array, own?: Map<number, number>) => {
	const before = Y.encodeStateAsUpdate(doc);
	const checked = checkChanges(doc, changes, own);
	expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
	return checked.ok ? 'good' : checked.code;
};

describe('changes', () => {
	it('[CA14] that are honest pass, whole or as a difference, and say what they lead to', () => {
		const mine = docWith(1, (doc) => doc.getMap('visits').set('v1/start', 480));
		const theirs = docWith(2, (doc) => {
			doc.getMap('visits').set('v1/start', 500);
			doc.getText('action:1').insert(0, 'Bytte packning');
			doc.getText('action:1').delete(0, 2);
			doc.getArray('notes').push([{ text: 'a' }]);
		});
		const checked = checkChanges(mine, Y.encodeStateAsUpdate(theirs));
		expect(checked.ok && checked.value.get(2)).toBe(Y.getState(theirs.store, 2));
		Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs), 'test');
		const vector = Y.encodeStateVector(mine);
		theirs.getMap('visits').set('v2/start', 1);
		expect(code(mine, Y.encodeStateAsUpdate(theirs, vector))).toBe('good');
		expect(code(mine, Y.encodeStateAsUpdate(mine))).toBe('good');
	});

	it('[CA14] that build on what is missing are a gap', () => {
		const theirs = docWith(2, (doc) => doc.getMap('visits').set('a', 1));
		const vector = Y.encodeStateVector(theirs);
		theirs.getMap('visits').set('b', 2);
		expect(code(new Y.Doc(), Y.encodeStateAsUpdate(theirs, vector))).toBe('gap');
	});

	it('[CA14] that take the place of this device’s own unsent work are forged', () => {
		const mine = docWith(1, (doc) => doc.getMap('visits').set('a', 1));
		// One garbage-collection item for client 1 at its next clock: security.md calls it the nine-byte squat.
		expect(code(mine, bytes(1, 1, 1, 1, 0, 9, 0))).toBe('forged');
		const earlier = docWith(5, (doc) => doc.getMap('visits').set('a', 1));
		const own = clientsOf([Y.encodeStateAsUpdate(earlier)]);
		expect(own).toEqual(new Map([[5, 1]]));
		expect(code(mine, bytes(1, 1, 5, 0, 0, 9, 0), own)).toBe('forged');
		expect(code(mine, Y.encodeStateAsUpdate(earlier), own)).toBe('good');
	});

	it('[CA14] that nest documents or types, or claim very much, are malformed', () => {
		const nested = docWith(2, (doc) => doc.getMap('visits').set('a', new Y.Map()));
		const within = docWith(2, (doc) => doc.getMap('visits').set('a', new Y.Doc()));
		for (const doc of [nested, within]) expect(code(new Y.Doc(), Y.encodeStateAsUpdate(doc))).toBe('malformed');
		expect(code(new Y.Doc(), bytes(1, 128, 128, 128, 16, 1, 0))).toBe('malformed');
		expect(code(new Y.Doc(), bytes(1, 1, 9, 0, 0, 255, 255, 255, 255, 127, 0))).toBe('malformed');
		expect(code(new Y.Doc(), bytes())).toBe('malformed');
	});

	it('[CA14] made of anything at all are answered, and leave the document able to go on', () => {
		const mine = docWith(1, (doc) => doc.getMap('visits').set('a', 1));
		const honest = Y.encodeStateAsUpdate(
			docWith(2, (doc) => {
				for (let n = 0; n < 20; n += 1) doc.getMap('visits').set(`v${n % 7}/start`, { n });
			})
		);
		fc.assert(
			fc.property(
				fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(honest)),
				fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { maxLength: 3 }),
				(input, changes) => {
					const changed = input.slice();
					for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
					expect(['good', 'gap', 'forged', 'malformed']).toContain(code(mine, changed));
				}
			),
			{ numRuns: tries(500, 50_000) }
		);
	});

	it('[CA14] are held when every item of theirs is there', () => {
		const theirs = docWith(2, (doc) => doc.getMap('visits').set('a', 1));
		const first = Y.encodeStateAsUpdate(theirs);
		theirs.getMap('visits').set('b', 1);
		const vector = readVector(Y.encodeStateVector(theirs)) ?? new Map<number, number>();
		expect(holdsUpdate(vector, first)).toBe(true);
		expect(holdsUpdate(vector, Y.encodeStateAsUpdate(theirs))).toBe(true);
		expect(holdsUpdate(new Map([[2, 1]]), Y.encodeStateAsUpdate(theirs))).toBe(false);
		expect(holdsUpdate(vector, bytes(255))).toBe(false);
		expect(readVector(bytes(9))).toBeNull();
	});
});
