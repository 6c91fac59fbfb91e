import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** A document with its whole state as one Yjs update. */
export type CopiedDocument = readonly [name: string, update: Uint8Array];

/** Documents as one run of bytes: their number, then name and update of each, with lengths in front. */
export function encodeCopies(documents: readonly CopiedDocument[]): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, documents.length);
	for (const [name, update] of documents) {
		encoding.writeVarString(encoder, name);
		encoding.writeVarUint8Array(encoder, update);
	}
	return encoding.toUint8Array(encoder);
}

/** What encodeCopies() wrote; throws on anything else. */
export function decodeCopies(bytes: Uint8Array): CopiedDocument[] {
	const decoder = decoding.createDecoder(bytes);
	const count = decoding.readVarUint(decoder);
	const documents: CopiedDocument[] = [];
	while (documents.length < count) {
		documents.push([decoding.readVarString(decoder), decoding.readVarUint8Array(decoder)]);
	}
	return documents;
}
