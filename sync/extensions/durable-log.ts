import {
	type Document,
	type afterHandleMessagePayload,
	type beforeSyncPayload,
	type onChangePayload,
	isTransactionOrigin
} from '@hocuspocus/server';
import { getState, parseUpdateMeta } from 'yjs';
import { type Author, type NewRow, type RowKind, SERVER_AUTHOR } from '#server/documents/update-log';
import { type SyncConnection, type SyncContext, refuseFrame } from '../context.ts';
import type { SyncDependencies } from '../dependencies.ts';
import { type AcceptedUpdate, ownerOf } from '../guard/judge.ts';
import { compactDocument, loadDocument } from '../load-document.ts';
import { openDocument } from '../open-document.ts';
import { Refusal, type SyncExtension } from './safe-hooks.ts';

const ROWS_BEFORE_COMPACTION = 500; // while people work
const ROWS_BEFORE_COMPACTION_AT_END = 50; // when the last one leaves
const LONGEST_PAUSE = 10_000; // milliseconds between tries to store the server's own writing

/** The transaction origin of an update that somebody else than its author brought: stored before it is applied. */
export const FROM_CARRIER = { source: 'local' } as const;

type Logging = Pick<SyncDependencies, 'log' | 'clock' | 'logger' | 'isRecovering'>;

/** Commits every update before it is applied, broadcast and acknowledged, and loads documents from what was committed. */
export function durableLog(logging: Logging): SyncExtension {
	return {
		name: 'durable-log',
		onLoadDocument: ({ document, documentName }) => loadDocument(document, documentName, logging),
		beforeSync({ connection, document }: beforeSyncPayload<SyncContext>) {
			const { accepted } = connection.context.channel;
			return accepted ? commit(connection, document, accepted, logging) : undefined;
		},
		afterHandleMessage: (payload: afterHandleMessagePayload<SyncContext>) => checkApplied(payload, logging),
		onChange(payload: onChangePayload) {
			if (isServersOwn(payload.transactionOrigin)) owe(payload.document, payload.update, logging);
		},
		async onStoreDocument({ document, documentName }) {
			const state = openDocument(document);
			const limit = document.getConnectionsCount() === 0 ? ROWS_BEFORE_COMPACTION_AT_END : ROWS_BEFORE_COMPACTION;
			if (state.damaged || state.rows < limit) return;
			const { rows } = state;
			await compactDocument(documentName, logging.log);
			state.rows -= rows;
		},
		beforeUnloadDocument({ document }) {
			if (openDocument(document).owed.size > 0) throw new Refusal('keep-loaded');
		}
	};
}

/** Resolves when everything that the server itself wrote into a document is durable. */
export async function flushed(document: Document): Promise<void> {
	await Promise.all(openDocument(document).owed);
}

async function commit(connection: SyncConnection, document: Document, update: AcceptedUpdate, logging: Logging) {
	const { channel, socket } = connection.context;
	const kind = update.broughtBack ? 'recovered' : 'device';
	const problem = await storeUpdate(document, { kind, author: socket.session.actor, update }, logging);
	if (problem === null) channel.logged = true;
	else refuseFrame(connection, problem);
}

/**
 * Commits an update that the guard let through, in its author's name; gives why it could not be, or null. The claims
 * that the guard's verdict led to are taken back when it fails.
 */
export async function storeUpdate(
	document: Document,
	{ kind, author, update }: { kind: RowKind; author: Author; update: AcceptedUpdate },
	{ log, clock, logger }: Logging
): Promise<'claim' | 'storage' | null> {
	const state = openDocument(document);
	const { member, device } = author;
	const { bytes, newClients } = update;
	let problem: 'claim' | 'storage' = 'storage';
	try {
		const owner = ownerOf(update, author);
		const row = { doc: document.name, kind, member, device, receivedAt: clock.now(), bytes, newClients, owner };
		const stored = await log.append([row]);
		if (stored.ok) {
			state.rows += 1;
			if (kind === 'recovered') state.broughtBack.add(bytes, (client) => getState(document.store, client));
			else state.broughtBack.prove(bytes, author, state.claims);
			return null;
		}
		problem = stored.code;
	} catch (error) {
		logger.error({ document: document.name, error }, 'An update could not be stored');
	}
	for (const client of newClients) state.claims.delete(client);
	return problem;
}

/** An update that was logged but did not move the document would be lost for those who are here: people must know. */
function checkApplied({ connection, document }: afterHandleMessagePayload<SyncContext>, logging: Logging): unknown {
	const { channel, socket } = connection.context;
	const { accepted, logged } = channel;
	if (!logged || !accepted) return undefined;
	channel.logged = false;
	channel.accepted = null;
	showSoon(document);
	if (isApplied(document, accepted)) return undefined;
	channel.refused ??= 'storage';
	return tellNotApplied(document, accepted, socket.session.actor, logging);
}

/** True when a document holds everything that an update brings. */
export function isApplied(document: Document, { ends }: AcceptedUpdate): boolean {
	return ends.every(([client, clock]) => getState(document.store, client) >= clock);
}

/** Keeps an update that was stored, and that Yjs did not take, for people to look at. */
export async function tellNotApplied(
	document: Document,
	{ bytes }: AcceptedUpdate,
	{ member, device }: Author,
	{ log, clock, logger }: Logging
): Promise<void> {
	logger.error({ document: document.name }, 'An update was stored but not applied');
	const author = { member, device };
	const entry = { doc: document.name, seq: null, reason: 'not-applied', author, bytes };
	await log.quarantine({ ...entry, foundAt: clock.now() });
}

/**
 * Shows what was applied to everybody as soon as all frames of this commit are applied. Hocuspocus would do so one turn
 * of the event loop later, which a frame that waited for its commit has already spent.
 */
export function showSoon(document: Document): void {
	const state = openDocument(document);
	if (state.showing) return;
	state.showing = true;
	process.nextTick(() => {
		state.showing = false;
		if (!document.isDestroyed) document.flush();
	});
}

function isServersOwn(origin: unknown): boolean {
	return (
		origin !== FROM_CARRIER &&
		!(isTransactionOrigin(origin) && (origin.source === 'connection' || origin.source === 'redis'))
	);
}

/** Keeps the document in memory until the server's own writing is durable. */
function owe(document: Document, bytes: Uint8Array, logging: Logging): void {
	const state = openDocument(document);
	const newClients = Array.from(parseUpdateMeta(bytes).to.keys()).filter((client) => !state.claims.has(client));
	for (const client of newClients) state.claims.set(client, SERVER_AUTHOR);
	const receivedAt = logging.clock.now();
	const row: NewRow = { doc: document.name, kind: 'server', ...SERVER_AUTHOR, receivedAt, bytes, newClients };
	const debt = storeUntilDone(row, logging).then(() => {
		state.rows += 1;
		state.owed.delete(debt);
	});
	state.owed.add(debt);
}

async function storeUntilDone(row: NewRow, { log, logger }: Logging): Promise<void> {
	for (let pause = 250; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
		try {
			const stored = await log.append([row]);
			if (stored.ok) return;
			throw new Error('A client id of the server belongs to somebody else');
		} catch (error) {
			logger.error(
				{ document: row.doc, error },
				"The server's own writing could not be stored; it will be tried again"
			);
			await new Promise((resolve) => setTimeout(resolve, pause).unref());
		}
	}
}
