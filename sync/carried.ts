import type { Document, Hocuspocus } from '@hocuspocus/server';
import * as Y from 'yjs';
import type { DocumentKind } from '#core/document-kind';
import type { Placed } from '#server/carrying/receive-carried';
import type { SyncContext } from './context.ts';
import type { SyncDependencies, SyncSession } from './dependencies.ts';
import { mayOpen } from './extensions/authentication.ts';
import { FROM_CARRIER, isApplied, showSoon, storeUpdate, tellNotApplied } from './extensions/durable-log.ts';
import { isBreach, setAsideBreach } from './extensions/update-guard.ts';
import { guardUpdate, ownerOf } from './guard/judge.ts';
import { openDocument } from './open-document.ts';

/** An update that somebody else than its author has brought; whose it is has been checked. */
export interface CarriedWork {
	doc: string;
	bytes: Uint8Array;
	author: SyncSession['actor'];
}

/**
 * Puts carried work into its document as if its author's own socket had brought it: the same access, guard, claims and
 * log, and whoever has the document open sees it.
 */
export async function placeCarried(
	hocuspocus: Hocuspocus<SyncContext>,
	dependencies: SyncDependencies,
	work: CarriedWork
): Promise<Placed> {
	const grant = await mayOpen(work.doc, { actor: work.author }, dependencies);
	if (!grant.ok) return refused(grant.code);
	if (grant.value.readOnly) return refused('readonly');
	const direct = await hocuspocus.openDirectConnection(work.doc);
	try {
		const document = direct.document as Document;
		return await inTurn(document, () => placeInto(document, grant.value.kind, work, dependencies));
	} finally {
		await direct.disconnect({ unloadImmediately: false });
	}
}

const lastOf = new WeakMap<Document, Promise<unknown>>();

/** One after the other in each document: two who bring the same at the same moment store it once. */
function inTurn<Value>(document: Document, work: () => Promise<Value>): Promise<Value> {
	const turn = (lastOf.get(document) ?? Promise.resolve()).then(work, work);
	lastOf.set(document, turn);
	return turn;
}

async function placeInto(
	document: Document,
	kind: DocumentKind,
	{ bytes, author }: CarriedWork,
	dependencies: SyncDependencies
): Promise<Placed> {
	const { claims, damaged, broughtBack } = openDocument(document);
	const verdict = guardUpdate(bytes, { document, kind, claims, author });
	if (!verdict.ok) {
		if (verdict.code === 'gap') return waiting('gap');
		if (isBreach(verdict.code)) await setAsideBreach(document, { code: verdict.code, bytes, author }, dependencies);
		return refused(verdict.code);
	}
	const update = verdict.value;
	const isProof = broughtBack.isShownBy(bytes, author, claims);
	if (!update.news && update.newClients.length === 0 && !isProof) {
		return { status: 'stored', code: null, isNews: false };
	}
	if (damaged) return waiting('storage');
	for (const client of update.newClients) claims.set(client, ownerOf(update, author));
	const problem = await storeUpdate(document, { kind: 'carried', author, update }, dependencies);
	if (problem !== null) return problem === 'claim' ? refused(problem) : waiting(problem);
	Y.applyUpdate(document, bytes, FROM_CARRIER);
	showSoon(document);
	if (!isApplied(document, update)) await tellNotApplied(document, update, author, dependencies);
	return { status: 'stored', code: null, isNews: true };
}

const refused = (code: string): Placed => ({ status: 'refused', code, isNews: false });

/** Worth another try, when something else has come first. */
const waiting = (code: string): Placed => ({ status: 'waiting', code, isNews: false });
