import * as Y from 'yjs';
import { type Result, ok, refuse } from '#core/result';

/** Why a document's changes were not taken: not readable, building on what is not here, or written in my name. */
export type ChangesRefusal = 'malformed' | 'gap' | 'forged';

/** The most bytes of one document's changes in a bundle. */
export const MAX_CHANGES = 4 * 1024 * 1024;

const MAX_CLOCK = 10_000_000; // items of one client: no device of ours comes near
const TRIAL = Symbol('trial');

/**
 * Tries changes out on a copy before they touch the document, and gives the state vector that they lead to. Yjs defends itself against nothing: a few bytes can claim
 * a million items, wait for ever for what never comes, or take the place of work that this device has not sent yet
 * (`own`: by client id, the clock after the last item that this device has written under it).
 */
export function checkChanges(
	doc: Y.Doc,
	changes: Uint8Array,
	own: ReadonlyMap<number, number> = new Map()
): Result<Map<number, number>, ChangesRefusal> {
	const structs = readStructs(changes);
	if (!structs) return refuse('malformed');
	for (const struct of structs) {
		const { client, clock } = struct.id;
		const end = clock + struct.length;
		if (!isAllowed(struct) || end > MAX_CLOCK) return refuse('malformed');
		const written = client === doc.clientID ? 0 : own.get(client);
		if (written !== undefined && end > Math.max(written, Y.getState(doc.store, client))) return refuse('forged');
	}
	return tryOnCopy(doc, changes);
}

/** True when a document with this state vector holds everything that an update brings; false also for no update. */
export function holdsUpdate(vector: ReadonlyMap<number, number>, update: Uint8Array): boolean {
	const structs = readStructs(update);
	return structs?.every(({ id, length }) => id.clock + length <= (vector.get(id.client) ?? 0)) ?? false;
}

/** Reads a state vector; null for what is none. */
export function readVector(encoded: Uint8Array): Map<number, number> | null {
	try {
		return Y.decodeStateVector(encoded);
	} catch {
		return null;
	}
}

/** By client id, the clock after the last item that updates bring. */
export function clientsOf(updates: readonly Uint8Array[]): Map<number, number> {
	const ends = new Map<number, number>();
	for (const update of updates) {
		for (const { id, length } of readStructs(update) ?? []) {
			ends.set(id.client, Math.max(ends.get(id.client) ?? 0, id.clock + length));
		}
	}
	return ends;
}

/** Decoding reads one item after the other, while applying believes the counts that are claimed. */
function readStructs(update: Uint8Array): (Y.Item | Y.GC | Y.Skip)[] | null {
	if (update.length === 0 || update.length > MAX_CHANGES) return null;
	try {
		return Y.decodeUpdate(update).structs;
	} catch {
		return null;
	}
}

/** Workspaces are maps with flat keys, lists and texts at the top: nothing within them is a document or a type itself. */
function isAllowed(struct: Y.Item | Y.GC | Y.Skip): boolean {
	if (struct instanceof Y.GC) return true;
	if (!(struct instanceof Y.Item)) return false;
	const { content } = struct;
	return !(content instanceof Y.ContentType || content instanceof Y.ContentDoc || content instanceof Y.ContentEmbed);
}

function tryOnCopy(doc: Y.Doc, changes: Uint8Array): Result<Map<number, number>, ChangesRefusal> {
	const copy = new Y.Doc();
	try {
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), TRIAL);
		const waitedBefore = isWaiting(copy);
		Y.applyUpdate(copy, changes, TRIAL);
		if (isWaiting(copy) && !waitedBefore) return refuse('gap');
		Y.encodeStateAsUpdate(copy);
		return ok(Y.decodeStateVector(Y.encodeStateVector(copy)));
	} catch {
		return refuse('malformed');
	} finally {
		copy.destroy();
	}
}

function isWaiting({ store }: Y.Doc): boolean {
	return store.pendingStructs !== null || store.pendingDs !== null;
}
