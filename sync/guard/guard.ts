import type * as Y from 'yjs';
import type { UpdateRefusal } from '#core/connection';
import type { DocumentKind } from '#core/document-kind';
import { type Result, ok, refuse } from '#core/result';
import type { Author } from '#server/documents/update-log';
import { inspect } from './inspect.ts';
import { scanUpdate } from './scan.ts';

/** An update that the guard lets through. */
export interface AcceptedUpdate {
	bytes: Uint8Array;
	/** False when the document holds all of it: nothing to log. */
	news: boolean;
	/** Clients with new items, and the clock that each stands at once the update is applied. */
	ends: readonly (readonly [client: number, clock: number])[];
	/** Those of them that nobody had claimed before. */
	newClients: readonly number[];
}

/** What an update is judged by. */
export interface GuardQuestion {
	document: Y.Doc;
	kind: Pick<DocumentKind, 'rootRule'>;
	/** Whom the document's client ids belong to. */
	claims: ReadonlyMap<number, Author>;
	/** Who sends the update. */
	author: Author;
}

/**
 * The whole judgement of an update: scan, limits, where it writes, and in whose name. Nothing is changed, neither the
 * document nor the claims.
 */
export function guardUpdate(bytes: Uint8Array, question: GuardQuestion): Result<AcceptedUpdate, UpdateRefusal> {
	const scanned = scanUpdate(bytes);
	if (!scanned.ok) return scanned;
	const found = inspect(scanned.value, question.document, question.kind);
	if (!found.ok) return found;
	const newClients: number[] = [];
	for (const [client] of found.value.ends) {
		const owner = question.claims.get(client);
		if (!owner) newClients.push(client);
		else if (owner.member !== question.author.member || owner.device !== question.author.device) return refuse('claim');
	}
	return ok({ bytes, ...found.value, newClients });
}
