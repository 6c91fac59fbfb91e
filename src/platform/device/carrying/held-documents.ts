import { type DocumentName, parseDocumentName } from '#core/document-name';
import type { Carrying } from './carrying.ts';

const MOST = 64; // documents of one bundle

/**
 * The documents of a team to give away: those that its index names and that are wanted, and whatever else of the team
 * waits for the server, the own work as well as others'. Unsent work comes first.
 */
export async function documentsToGive(
	{ store, outbox, carried }: Carrying,
	{ team, index, isWanted }: { team: string; index: string; isWanted: (name: DocumentName) => boolean }
): Promise<string[]> {
	const { doc, loaded } = store.open(index);
	await loaded;
	const named = [...doc.getMap('documents').keys()];
	store.release(index);
	const others = (await carried.waiting()).flatMap((row) => (row.what === 'update' ? [row.doc] : []));
	const unsent = [...(await outbox.waitingDocuments()), ...others].filter((name) => scopeOf(name) === team);
	const wanted = named.filter((name) => {
		const parsed = parseDocumentName(name);
		return parsed.ok && parsed.value.scope === team && isWanted(parsed.value);
	});
	return [...new Set([...unsent.sort(), ...wanted.sort()])].slice(0, MOST);
}

function scopeOf(name: string): string | null {
	const parsed = parseDocumentName(name);
	return parsed.ok ? parsed.value.scope : null;
}
