import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

const FONT = readFileSync(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'));

/** A document with a map in a map and a text, as one client wrote it. */
function written(): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = 7;
	doc.getText('text').insert(0, 'abc');
	const inner = new Y.Map<string>();
	doc.getMap('map').set('inner', inner);
	inner.set('key', 'value');
	return doc;
}

describe('the private insides of Yjs that the guard and the device read', () => {
	it('[AR6] the store: structs of each client in order, found by their clock', () => {
		const { store } = written();
		const structs = store.clients.get(7) ?? [];
		expect(structs.map(({ id, length }) => [id.clock, length])).toEqual([
			[0, 3],
			[3, 1],
			[4, 1]
		]);
		expect(Y.getState(store, 7)).toBe(5);
		expect(Y.getState(store, 8)).toBe(0);
		expect([0, 2, 3, 4].map((clock) => Y.findIndexSS(structs, clock))).toEqual([0, 0, 1, 2]);
		expect(structs.every((struct) => struct instanceof Y.Item)).toBe(true);
	});

	it('[AR6] a type: its first item, its keys, and the item that holds it', () => {
		const doc = written();
		const [text, map] = [doc.getText('text'), doc.getMap('map')];
		const inner = map.get('inner') as Y.Map<string>;
		expect(text._start).toBeInstanceOf(Y.Item);
		expect([text._map.size, text._item]).toEqual([0, null]);
		expect([map._start, [...map._map.keys()], map._item]).toEqual([null, ['inner'], null]);
		expect(inner._item).toBe(map._map.get('inner'));
		expect(inner._item?.parent).toBe(map);
		expect(inner._item?.parentSub).toBe('inner');
		expect(inner._item?.content).toBeInstanceOf(Y.ContentType);
		expect((inner._item!.content as Y.ContentType).type).toBe(inner);
		expect(doc.share.get('map')).toBe(map);
	});

	it('[AR6] what is deleted says so, and what is collected is no item any more', () => {
		const doc = written();
		const held = doc.getMap('map')._map.get('inner');
		doc.getMap('map').delete('inner');
		expect(held?.deleted).toBe(true);
		expect(doc.store.clients.get(7)?.at(-1)).toBeInstanceOf(Y.GC);
	});

	it('[AR6] without its listeners a document tells nobody of an update; with them it does again', () => {
		const doc = new Y.Doc();
		let heard = 0;
		doc.on('update', () => (heard += 1));
		const listeners = doc._observers.get('update');
		doc._observers.delete('update');
		doc.getText('text').insert(0, 'a');
		expect(heard).toBe(0);
		doc._observers.set('update', listeners ?? new Set());
		doc.getText('text').insert(0, 'b');
		expect(heard).toBe(1);
	});
});

describe('the private insides of PDFKit that sheets are drawn and locked with', () => {
	it('[AR7] an encrypted document has its key and its dictionary, as revision 5 before it is locked', () => {
		const document = new PDFDocument({ pdfVersion: '1.7ext3', userPassword: 'a', ownerPassword: 'b' });
		const { _security: security } = document as unknown as {
			_security: { encryptionKey: Uint8Array; dictionary: { data: Record<string, unknown> } };
		};
		expect(security.encryptionKey).toHaveLength(32);
		const { data } = security.dictionary;
		expect(Object.keys(data)).toEqual(expect.arrayContaining(['R', 'U', 'UE', 'O', 'OE']));
		expect(data['R']).toBe(5);
	});

	it('[AR7] a font that is in use has what was parsed of it, its letters, and words as they were set', () => {
		const document = new PDFDocument({ autoFirstPage: false });
		document.registerFont('plain', FONT);
		const opened = (document.font('plain') as unknown as { _font: object })._font;
		expect(opened).toMatchObject({
			font: { createSubset: expect.any(Function) as unknown },
			subset: { includeGlyph: expect.any(Function) as unknown },
			layoutCache: {}
		});
		document.widthOfString('ord');
		expect(Object.keys((opened as { layoutCache: object }).layoutCache)).toContain('ord');
	});
});
