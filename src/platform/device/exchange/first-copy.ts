import * as Y from 'yjs';
import { type CopiedDocument, decodeCopies } from '#core/first-copy';
import { getFirstCopy } from '../api.ts';
import type { DocumentStore } from '../document-store.ts';

/**
 * Brings everything that the server has for a new device in one compressed answer, when the device has nothing yet.
 * Gives the way to let go of the documents, once others hold them. Without an answer the socket brings the same, slower.
 */
export async function takeFirstCopy(store: DocumentStore, indexes: readonly string[]): Promise<() => void> {
	const held: string[] = [];
	const letGo = () => {
		for (const name of held) store.release(name);
	};
	const open = async (name: string) => {
		const { doc, loaded } = store.open(name);
		held.push(name);
		await loaded;
		return doc;
	};
	for (const index of indexes) {
		if ((await open(index)).getMap('documents').size > 0) return letGo;
	}
	const bytes = await getFirstCopy();
	if (!bytes) return letGo;
	const fromServer = {};
	store.trust(fromServer);
	for (const [name, update] of readCopies(bytes)) Y.applyUpdate(await open(name), update, fromServer);
	return letGo;
}

/** Bytes that are not ours bring nothing: the socket will. */
function readCopies(bytes: Uint8Array): CopiedDocument[] {
	try {
		return decodeCopies(bytes);
	} catch {
		return [];
	}
}
