import type { Document } from '@hocuspocus/server';
import * as Y from 'yjs';
import { newClientId } from '#core/id';
import { type LogRow, type Snapshot, type UpdateLog, fingerprint, isIntact } from '#server/documents/update-log';
import type { SyncDependencies } from './dependencies.ts';
import { openDocument } from './open-document.ts';

/** The transaction origin of what comes out of the log: never logged again. */
export const FROM_LOG = { source: 'redis' } as const;

type Loading = Pick<SyncDependencies, 'log' | 'clock' | 'logger' | 'isRecovering'>;

/**
 * Fills a new document from the log. A row or snapshot that does not load is set aside and the document is opened
 * without it, marked as damaged: one bad row must not take a document away from everybody.
 */
export async function loadDocument(document: Document, name: string, loading: Loading): Promise<void> {
	const { log } = loading;
	const [stored, claims] = await Promise.all([log.load(name), log.claims(name)]);
	const state = openDocument(document);
	for (const { clientId, member, device } of claims) state.claims.set(clientId, { member, device });
	const bad = applyStored(document, stored.snapshot, stored.rows);
	if (bad.snapshot) {
		const all = await log.load(name, { fromStart: true });
		bad.rows.push(...applyStored(document, null, all.rows).rows);
	}
	if (loading.isRecovering()) {
		const { rows } = await log.load(name, { fromStart: true });
		state.broughtBack.read(rows, state.claims);
	}
	state.rows = stored.rows.length;
	state.damaged = bad.snapshot || bad.rows.length > 0;
	if (state.damaged) await setAside(name, bad.rows, loading);
	document.clientID = newClientId();
	// Hocuspocus would show the load itself to whoever opened the document: all of it, whatever that device has.
	document.flush();
}

/** Writes a snapshot that replaces the rows when the document is next loaded. Built from rows alone, never from memory. */
export async function compactDocument(name: string, log: UpdateLog): Promise<void> {
	const { snapshot, rows } = await log.load(name);
	const last = rows.at(-1);
	if (!last) return;
	const document = new Y.Doc({ gc: true });
	const bad = applyStored(document, snapshot, rows);
	if (bad.snapshot || bad.rows.length > 0) throw new Error(`${name} holds rows that do not load: not compacted`);
	await log.compact(name, Y.encodeStateAsUpdate(document), last.seq);
	document.destroy();
}

/** Applies what was stored in one transaction; gives what could not be applied. */
function applyStored(document: Y.Doc, snapshot: Snapshot | null, rows: readonly LogRow[]) {
	const bad: { snapshot: boolean; rows: LogRow[] } = { snapshot: false, rows: [] };
	document.transact(() => {
		if (snapshot) bad.snapshot = fingerprint(snapshot.bytes) !== snapshot.sha256 || !applies(document, snapshot.bytes);
		for (const row of rows) if (!isIntact(row) || !applies(document, row.bytes)) bad.rows.push(row);
	}, FROM_LOG);
	return bad;
}

function applies(document: Y.Doc, bytes: Uint8Array): boolean {
	try {
		Y.decodeUpdate(bytes); // throws before anything is touched
		Y.applyUpdate(document, bytes, FROM_LOG);
		return true;
	} catch {
		return false;
	}
}

async function setAside(name: string, rows: readonly LogRow[], { log, clock, logger }: Loading): Promise<void> {
	logger.error({ document: name, rows: rows.map((row) => row.seq) }, 'A document is damaged and opens read-only');
	const known = new Set((await log.quarantined(name)).map((entry) => entry.seq));
	for (const { seq, member, device, bytes } of rows) {
		if (known.has(seq)) continue;
		await log.quarantine({
			doc: name,
			seq,
			reason: 'damaged',
			author: { member, device },
			bytes,
			foundAt: clock.now()
		});
	}
}
