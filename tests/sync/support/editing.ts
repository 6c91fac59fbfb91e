import * as Y from 'yjs';
import { freshDoc } from './device.ts';
import type { Random } from './random.ts';

type Edit = (doc: Y.Doc, random: Random, unique: () => string) => void;

/** One edit of an honest device, in any root that it may write. */
export function editHonestly(doc: Y.Doc, random: Random, unique: () => string): void {
	const edits: Edit[] = [editFields, editFields, editText, editLog, editEntries, editEntries];
	doc.transact(() => {
		for (let left = 1 + random.below(3); left > 0; left -= 1) random.pick(edits)(doc, random, unique);
	}, 'edit');
}

/** One edit that breaks a rule, if the document offers anything to break. */
export function editDishonestly(doc: Y.Doc, random: Random, unique: () => string): void {
	const edits: Edit[] = [writeLocked, writeUnknown, removeEntry, removeFromLog, replaceInLog, editEntriesDeep];
	doc.transact(() => {
		random.pick(edits)(doc, random, unique);
		if (random.chance(0.4)) editFields(doc, random);
	}, 'edit');
}

function editFields(doc: Y.Doc, random: Random): void {
	const fields = doc.getMap('fields');
	const key = `f${random.below(5)}`;
	const value = fields.get(key);
	const act = random.below(10);
	if (act === 0) fields.set(key, new Y.Map([['x', 1]]));
	else if (act === 1) fields.set(key, new Y.Array());
	else if (act === 2) fields.delete(key);
	else if (value instanceof Y.Map)
		value.set(`n${random.below(3)}`, random.chance(0.2) ? new Y.Map() : random.below(100));
	else if (value instanceof Y.Array) value.insert(random.below(value.length + 1), [random.below(100)]);
	else fields.set(key, random.chance(0.5) ? `värde ${random.below(9)}` : { a: [1, 2], b: null });
}

function editText(doc: Y.Doc, random: Random): void {
	const text = doc.getText('text');
	const at = random.below(text.length + 1);
	if (random.chance(0.3) && text.length > at) text.delete(at, 1 + random.below(text.length - at));
	else text.insert(at, random.pick(['a', 'åäö', 'hej 👋', 'x'.repeat(20)]));
	if (random.chance(0.1) && text.length > 1) text.format(0, 1, { bold: true });
}

function editLog(doc: Y.Doc, _random: Random, unique: () => string): void {
	doc.getMap('log').set(unique(), 'happened');
}

function editEntries(doc: Y.Doc, random: Random): void {
	doc.getMap('entries').set(`e${random.below(5)}`, random.below(1000));
}

function editEntriesDeep(doc: Y.Doc, random: Random): void {
	const entries = doc.getMap('entries');
	const value = entries.get('deep');
	if (value instanceof Y.Map && random.chance(0.5)) value.delete('x');
	else entries.set('deep', new Y.Map([['x', 1]]));
}

function writeLocked(doc: Y.Doc, random: Random): void {
	doc.getMap('locked').set(`k${random.below(3)}`, 1);
}

function writeUnknown(doc: Y.Doc): void {
	doc.getText('nowhere').insert(0, 'x');
}

function removeEntry(doc: Y.Doc, random: Random): void {
	const entries = doc.getMap('entries');
	const key = `e${random.below(5)}`;
	if (random.chance(0.3)) entries.set(key, 'soon gone');
	entries.delete(key);
}

function removeFromLog(doc: Y.Doc): void {
	const log = doc.getMap('log');
	const [key] = log.keys();
	if (key !== undefined) log.delete(key);
}

function replaceInLog(doc: Y.Doc): void {
	const log = doc.getMap('log');
	const [key] = log.keys();
	if (key !== undefined) log.set(key, 'rewritten');
}

/** A device's copy that takes note of the updates it makes. */
export class Replica {
	doc = freshDoc();
	made: Uint8Array[] = [];

	constructor(gc: boolean) {
		this.doc.gc = gc;
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'edit') this.made.push(update);
		});
	}

	pull(from: Y.Doc): void {
		Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(this.doc)), 'pull');
	}
}
