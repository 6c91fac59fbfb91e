import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { freshDoc } from './device.ts';

/** Something that an attacker writes into an update, byte by byte. */
type Write = (encoder: encoding.Encoder) => void;

/** Bytes of several pieces. */
export function bytesOf(...pieces: (Write | number)[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const piece of pieces) {
		if (typeof piece === 'number') encoding.writeVarUint(encoder, piece);
		else piece(encoder);
	}
	return encoding.toUint8Array(encoder);
}

export const raw =
	(...bytes: number[]): Write =>
	(encoder) =>
		bytes.forEach((byte) => encoding.write(encoder, byte));
const text =
	(value: string): Write =>
	(encoder) =>
		encoding.writeVarString(encoder, value);
const times =
	(count: number, ...pieces: (Write | number)[]): Write =>
	(encoder) => {
		const block = bytesOf(...pieces);
		for (let index = 0; index < count; index += 1) encoding.writeUint8Array(encoder, block);
	};

/** An update with one client's items and no deletes. */
const items = (client: number, clock: number, count: number, ...pieces: (Write | number)[]): Uint8Array =>
	bytesOf(1, count, client, clock, ...pieces, 0);
/** An item in a root of a map: `content` is its number and what follows. */
const inRoot =
	(root: string, key: string, content: number, ...pieces: (Write | number)[]): Write =>
	(encoder) =>
		encoding.writeUint8Array(encoder, bytesOf(raw(0x20 | content), 1, text(root), text(key), ...pieces));
const inList =
	(root: string, content: number, ...pieces: (Write | number)[]): Write =>
	(encoder) =>
		encoding.writeUint8Array(encoder, bytesOf(raw(content), 1, text(root), ...pieces));
const onlyDeletes = (...pieces: (Write | number)[]): Uint8Array => bytesOf(0, ...pieces);

const ANY = 8;
const MAX = Number.MAX_SAFE_INTEGER;

/** Depth as nested arrays of one value each. */
const nestedValue =
	(depth: number): Write =>
	(encoder) => {
		for (let level = 0; level < depth; level += 1) raw(117, 1)(encoder);
		raw(120)(encoder);
	};

function updateOf(write: (doc: Y.Doc) => void): Uint8Array {
	const doc = freshDoc();
	doc.transact(() => write(doc), 'hostile');
	return Y.encodeStateAsUpdate(doc);
}

function nestedMaps(depth: number): Uint8Array {
	return updateOf((doc) => {
		let map = doc.getMap('fields');
		for (let level = 0; level < depth; level += 1) map = map.set('m', new Y.Map());
	});
}

/** What the document under attack holds: a client with three items. */
export interface Victim {
	doc: Y.Doc;
	client: number;
}

export function victim(): Victim {
	const doc = freshDoc();
	for (const key of ['a', 'b', 'c']) doc.getMap('fields').set(key, key);
	doc.getMap('log').set('first', 1);
	doc.getMap('entries').set('first', 1);
	return { doc, client: doc.clientID };
}

const C = 4242; // the attacker's client id

/** Counts and lengths that promise more than there is. */
const counts = (): Record<string, Uint8Array> => ({
	'2^25 items claimed': bytesOf(1, 2 ** 25, C, 0),
	'2^31 items claimed': bytesOf(1, 2 ** 31, C, 0),
	'2^53-1 items claimed': bytesOf(1, MAX, C, 0),
	'2^53-1 clients claimed': bytesOf(MAX),
	'65 clients': bytesOf(65, times(65, 1, 1, 0, raw(0), 1), 0),
	'text of 2^31 bytes claimed': items(C, 0, 1, inList('text', 4, 2 ** 31)),
	'array of 2^31 values claimed': items(C, 0, 1, inRoot('fields', 'k', ANY, 1, raw(117), 2 ** 31)),
	'array of 2^40 values claimed': items(C, 0, 1, inRoot('fields', 'k', ANY, 1, raw(117), 2 ** 40)),
	'2^31 values in an item claimed': items(C, 0, 1, inRoot('fields', 'k', ANY, 2 ** 31)),
	'2^50 deletes claimed': onlyDeletes(1, C, 2 ** 50),
	'2^50 deleting clients claimed': onlyDeletes(2 ** 50),
	'number longer than 2^53': bytesOf(1, 1, C, raw(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)),
	'collected run of 2^53-1': items(C, 0, 1, raw(0), MAX),
	'deleted run of 2^53-1': items(C, 0, 1, inRoot('fields', 'k', 1, MAX)),
	'hole of 2^53-1': items(C, 0, 1, raw(10), MAX),
	'hole of 5': items(C, 0, 1, raw(10), 5),
	'20,001 collected items of length zero': items(C, 0, 20_001, times(20_001, raw(0), 0)),
	'one collected item of length zero': items(C, 0, 1, raw(0), 0),
	'an empty text item': items(C, 0, 1, inList('text', 4, 0)),
	'an item of no values': items(C, 0, 1, inRoot('fields', 'k', ANY, 0)),
	'no items of a client': bytesOf(1, 0, C, 0, 0),
	'a delete of length zero': onlyDeletes(1, C, 1, 0, 0),
	'trailing bytes': bytesOf(0, 0, raw(1)),
	'the same client twice': bytesOf(2, times(2, 1, C, 0, inRoot('fields', 'k', ANY, 1, raw(120))), 0),
	'an update of 257 kB': new Uint8Array(257 * 1024),
	'an empty frame': new Uint8Array()
});

/** Items that hang on nothing, on themselves, or in the wrong place. */
const structure = ({ client }: Victim): Record<string, Uint8Array> => ({
	'a gap in the own clock': items(C, 5, 1, inRoot('fields', 'k', ANY, 1, raw(120))),
	'a missing neighbour': items(C, 0, 1, raw(0x88), 999, 7, 1, raw(120)),
	'an item that follows itself': items(C, 0, 1, raw(0x88), C, 0, 1, raw(120)),
	'an item that follows its own future': items(C, 0, 2, raw(0x88), C, 1, 1, raw(120), raw(0x88), C, 0, 1, raw(120)),
	'two clients that follow each other': bytesOf(
		2,
		1,
		C,
		0,
		raw(0x88),
		C + 1,
		0,
		1,
		raw(120),
		1,
		C + 1,
		0,
		raw(0x88),
		C,
		0,
		1,
		raw(120),
		0
	),
	'a missing parent': items(C, 0, 1, raw(8), 0, 999, 0, 1, raw(120)),
	'a parent that is no type': items(C, 0, 1, raw(0x28), 0, client, 0, text('k'), 1, raw(120)),
	'neighbours in two places': items(C, 0, 1, raw(0xc8), client, 0, client, 1, 1, raw(120)),
	'a right neighbour in a map': items(C, 0, 1, raw(0x48), client, 0, 1, raw(120)),
	'a parent form of 2': items(C, 0, 1, raw(8), 2, text('fields'), 1, raw(120)),
	'text in a map': items(C, 0, 1, inList('fields', 4, text('x'))),
	'bits on a collected item': items(C, 0, 1, raw(0x80), 1),
	...Object.fromEntries(
		[2, 5, 9, 11, 12, 15, 20, 25, 31].map((content) => [
			`content ${content}`,
			items(C, 0, 1, inRoot('fields', 'k', content, 1, text('1'), text('1')))
		])
	),
	...Object.fromEntries(
		[3, 4, 5, 6, 7, 99].map((type) => [`type ${type}`, items(C, 0, 1, inRoot('fields', 'k', 7, type))])
	),
	'an unknown value tag': items(C, 0, 1, inRoot('fields', 'k', ANY, 1, raw(100))),
	'bad UTF-8': items(C, 0, 1, inList('text', 4, raw(2, 0xc3, 0x28))),
	'a lone surrogate': items(C, 0, 1, inList('text', 4, raw(3, 0xed, 0xa0, 0x80))),
	'bad UTF-8 in a key': items(C, 0, 1, raw(0x28), 1, text('fields'), raw(1, 0xff), 1, raw(120)),
	'a format that is no JSON': items(C, 0, 1, inList('text', 6, text('bold'), text('{'))),
	'a format of nested JSON': items(C, 0, 1, inList('text', 6, text('bold'), text('{"__proto__":1}')))
});

/** Too deep, too many. */
const amount = (): Record<string, Uint8Array> => ({
	'13 nested maps': nestedMaps(14),
	'1,000 nested maps': nestedMaps(1_000),
	'13 nested arrays in a value': items(C, 0, 1, inRoot('fields', 'k', ANY, 1, nestedValue(14))),
	'1,000 nested arrays in a value': items(C, 0, 1, inRoot('fields', 'k', ANY, 1, nestedValue(1_000))),
	'100,000 nested arrays in a value': items(C, 0, 1, inRoot('fields', 'k', ANY, 1, nestedValue(100_000))),
	'50,001 values': items(C, 0, 1, inRoot('fields', 'k', ANY, 1, raw(117), 50_001, times(50_001, raw(120)))),
	'a text of 65 kB': items(C, 0, 1, inList('text', 4, text('x'.repeat(65 * 1024 + 1)))),
	'a key of 129 characters': items(C, 0, 1, inRoot('fields', 'k'.repeat(129), ANY, 1, raw(120))),
	'a root name of 1,000 characters': items(C, 0, 1, inRoot('r'.repeat(1_000), 'k', ANY, 1, raw(120))),
	'5,000 root names': items(C, 0, 5_000, (encoder) => {
		for (let root = 0; root < 5_000; root += 1) inRoot(`r${root}`, 'k', ANY, 1, raw(120))(encoder);
	}),
	'50,000 deletes of an unknown client': onlyDeletes(1, 999, 50_000, times(50_000, 1, 1)),
	'10,000 deletes of an unknown client': onlyDeletes(1, 999, 10_000, (encoder) => {
		for (let clock = 0; clock < 10_000; clock += 1)
			bytesOf(clock * 2, 1).forEach((byte) => encoding.write(encoder, byte));
	}),
	'80,000 format items': updateOf((doc) => {
		const content = doc.getText('text');
		for (let index = 0; index < 21_000; index += 1) content.insert(0, 'x', { [`f${index}`]: true });
	})
});

/** Deletes and names that are not the attacker's to use. */
const rights = ({ client, doc }: Victim): Record<string, Uint8Array> => ({
	'the same range deleted twice': onlyDeletes(1, client, 2, 0, 2, 1, 1),
	'the same client deleting twice': onlyDeletes(2, client, 1, 0, 1, client, 1, 1, 1),
	'a delete beyond what is known': onlyDeletes(1, client, 1, 0, 100),
	'a log entry deleted': onlyDeletes(1, client, 1, 3, 1),
	'an entry deleted that must be kept': onlyDeletes(1, client, 1, 4, 1),
	'everything deleted': onlyDeletes(1, client, 1, 0, 5),
	"a collected item at the victim's next clock": items(client, 5, 1, raw(0), 1),
	"an item in the victim's name": items(client, 5, 1, inRoot('fields', 'k', ANY, 1, raw(120))),
	'an unknown root': items(C, 0, 1, inRoot('nowhere', 'k', ANY, 1, raw(120))),
	'a locked root': items(C, 0, 1, inRoot('locked', 'k', ANY, 1, raw(120))),
	'a type nested into a locked root': items(
		C,
		0,
		2,
		inRoot('locked', 'k', 7, 1),
		raw(0x28),
		0,
		C,
		0,
		text('k'),
		1,
		raw(120)
	),
	...Object.fromEntries(
		['__proto__', 'constructor', 'prototype'].flatMap((key) => [
			[`${key} as a key`, items(C, 0, 1, inRoot('fields', key, ANY, 1, raw(120)))],
			[`${key} in a value`, items(C, 0, 1, inRoot('fields', 'k', ANY, 1, raw(118, 1), text(key), raw(120)))],
			[`${key} as a format`, items(C, 0, 1, inList('text', 6, text(key), text('true')))],
			[`${key} as a root`, items(C, 0, 1, inRoot(key, 'k', ANY, 1, raw(120)))]
		])
	),
	'an encoding of version 2': Y.encodeStateAsUpdateV2(doc),
	'a run-length bomb of version 2': Uint8Array.of(
		0,
		0,
		5,
		0x01,
		0x80,
		0x84,
		0xaf,
		0x5f,
		0,
		0,
		0,
		0,
		0,
		1,
		0x80,
		0x84,
		0xaf,
		0x5f,
		0,
		0
	)
});

/** Every hostile update, by what it is. */
export function hostileUpdates(target: Victim): Record<string, Uint8Array> {
	return { ...counts(), ...structure(target), ...amount(), ...rights(target) };
}

/** Hostile state vectors: the first thing that a device sends. */
export function hostileStateVectors(): Record<string, Uint8Array> {
	return {
		'2^50 clients claimed': bytesOf(2 ** 50),
		'a vector of 65 kB': bytesOf(22_000, times(22_000, 99_999, 1)),
		'a vector that ends early': bytesOf(2, 1, 1),
		'a vector with trailing bytes': bytesOf(1, 1, 1, 1),
		'an empty vector': new Uint8Array()
	};
}
