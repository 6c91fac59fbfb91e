import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import * as Y from 'yjs';
import type { Clock } from '#core/clock';
import { parseDocumentName } from '#core/document-name';
import { type CopiedDocument, encodeCopies } from '#core/first-copy';
import type { Actor, Policy } from '#core/access';
import type { Catalogue } from '#core/catalogue';

const gzipInPool = promisify(gzip);

/** Looks at a document as it is now. */
export type ReadDocument = <Seen>(name: string, look: (document: Y.Doc) => Seen) => Promise<Seen>;

/** What a first copy is made from. */
export interface FirstCopyOptions {
	catalogue: Catalogue;
	authorize: Policy;
	read: ReadDocument;
	clock: Clock;
}

/**
 * The facts documents that a member's devices hold, gzipped: what a new device would otherwise ask for document by
 * document, uncompressed. Workspaces come over the socket, which knows who may write.
 */
export async function firstCopy(
	{ catalogue, authorize, read, clock }: FirstCopyOptions,
	reader: Actor
): Promise<Uint8Array> {
	const documents: CopiedDocument[] = [];
	const copy = async (name: string) => {
		documents.push([name, await read(name, (doc) => Y.encodeStateAsUpdate(doc))]);
	};
	for (const index of catalogue.indexesOf(reader)) {
		await copy(index);
		const names = await read(index, (doc) => catalogue.keptDocuments(doc.getMap('documents'), clock.now()));
		for (const name of names) if (isFactsFor(catalogue, authorize, reader, name)) await copy(name);
	}
	return gzipInPool(encodeCopies(documents));
}

function isFactsFor({ findKind }: Catalogue, authorize: Policy, reader: Actor, name: string): boolean {
	const parsed = parseDocumentName(name);
	if (!parsed.ok || findKind(parsed.value.kind)?.form !== 'facts') return false;
	return authorize(reader, 'read', { type: parsed.value.kind, scope: parsed.value.scope });
}
