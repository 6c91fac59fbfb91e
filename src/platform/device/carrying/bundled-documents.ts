import * as Y from 'yjs';
import type { BundledDocument } from '#carrying/bundle-content';
import { MAX_CHANGES, holdsUpdate, readVector } from '#carrying/check-update';
import { type SignedUpdate, signUpdate } from '#carrying/signed-update';
import type { UpdateRow } from '../storage.ts';
import type { Carrying, Peer } from './carrying.ts';

/** A document as it is given away, with the work in it that the server has not confirmed. */
export interface GivenDocument extends BundledDocument {
	own: readonly UpdateRow[];
	others: readonly SignedUpdate[];
}

/**
 * A document as it stands, less what the other is known to have; null when it is too much to give. The state is taken
 * first and the rows after it: whatever in it the server lacks, some row answers for, under its author's name.
 */
export async function giveDocument(
	{ store, outbox, carried }: Carrying,
	name: string,
	peer: Peer | null
): Promise<GivenDocument | null> {
	const { doc, loaded } = store.open(name);
	await loaded;
	const vector = Y.encodeStateVector(doc);
	const known = peer?.vectors.get(name);
	const changes = known ? Y.encodeStateAsUpdate(doc, known) : Y.encodeStateAsUpdate(doc);
	store.release(name);
	if (changes.length > MAX_CHANGES) return null;
	await outbox.settled();
	const held = readVector(vector) ?? new Map<number, number>();
	const own = (await outbox.updatesOf(name)).filter(({ bytes }) => holdsUpdate(held, bytes));
	const others = (await carried.waiting()).flatMap((row) =>
		row.what === 'update' && row.doc === name && holdsUpdate(held, row.update.bytes) ? [row.update] : []
	);
	return { name, changes, vector, own, others };
}

/** The own rows of a document, signed one by one, so that each can be checked and delivered by itself. */
export function signOwn(
	{ own, now }: Carrying,
	{ name, own: rows }: Pick<GivenDocument, 'name' | 'own'>
): Promise<SignedUpdate[]> {
	const { member: author, device, key } = own;
	const at = now();
	return Promise.all(
		rows.map(({ tab, n, bytes }) => signUpdate({ v: 1, doc: name, author, device, tab, n, at, bytes }, key))
	);
}
