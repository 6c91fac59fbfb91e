import { type Document, Hocuspocus } from '@hocuspocus/server';
import { CLOSE_CODES } from '#core/connection';
import type { Placed } from '#server/carrying/receive-carried';
import { type CarriedWork, placeCarried } from './carried.ts';
import type { SyncContext } from './context.ts';
import type { SyncDependencies, SyncSession } from './dependencies.ts';
import { type DirectWriter, openDirect } from './direct-writer.ts';
import { acknowledgement } from './extensions/acknowledgement.ts';
import { authentication } from './extensions/authentication.ts';
import { limits } from './extensions/frame-limits.ts';
import { durableLog } from './extensions/durable-log.ts';
import { safeHooks } from './extensions/safe-hooks.ts';
import { guard } from './extensions/update-guard.ts';
import { presence } from './extensions/stamped-presence.ts';
import { openDocument } from './open-document.ts';
import { recheckSessions } from './session-watch.ts';
import { type Sockets, createSockets } from './sockets.ts';

const RECHECK_INTERVAL = 60 * 1000; // 1 minute
const LONGEST_STOP = 8 * 1000; // 8 seconds until documents that do not settle are given up

/** The sync server of a process. It listens nowhere itself: the HTTP server hands it the upgrades. */
export interface SyncServer {
	hocuspocus: Hocuspocus<SyncContext>;
	handleUpgrade: Sockets['handleUpgrade'];
	/** Opens a document for the server itself to write into. Rejects when it cannot be loaded. */
	openDirect(name: string): Promise<DirectWriter>;
	/** Puts an update that somebody else has brought into its document, as its author. Rejects when it cannot be loaded. */
	placeCarried(work: CarriedWork): Promise<Placed>;
	/** Closes the sockets of the sessions that `revoked` picks, at once; how many. */
	revoke(revoked: (session: SyncSession) => boolean): number;
	/** Looks all sessions and rights up again now; otherwise done once a minute. */
	recheck(): Promise<void>;
	/** Refuses new sockets, closes the open ones, waits until all is stored. The log is closed by who opened it. */
	stop(): Promise<void>;
	documentsCount(): number;
	/** What happens in each open document, for the people who run the server. */
	counters(): DocumentCounters[];
}

/** Figures of one open document since it was loaded. */
export interface DocumentCounters {
	document: string;
	connections: number;
	frames: number;
	refused: number;
	rowsSinceSnapshot: number;
	damaged: boolean;
}

/** Builds the sync server on what the rest of the program gives it. */
export function createSyncServer(dependencies: SyncDependencies): SyncServer {
	const hocuspocus = createHocuspocus(dependencies);
	const sockets = createSockets(hocuspocus, dependencies);
	const recheck = () => recheckSessions(sockets, hocuspocus, dependencies);
	const timer = setInterval(() => {
		recheck().catch((error: unknown) => dependencies.logger.error({ error }, 'Sessions could not be re-checked'));
	}, RECHECK_INTERVAL);
	timer.unref();
	return {
		hocuspocus,
		handleUpgrade: sockets.handleUpgrade,
		openDirect: (name) => openDirect(hocuspocus, name),
		placeCarried: (work) => placeCarried(hocuspocus, dependencies, work),
		revoke: (revoked) => closeRevoked(sockets, revoked),
		recheck,
		async stop() {
			clearInterval(timer);
			await stop(hocuspocus, sockets, dependencies);
		},
		documentsCount: () => hocuspocus.getDocumentsCount(),
		counters: () => Array.from(hocuspocus.documents.values(), countersOf)
	};
}

function createHocuspocus(dependencies: SyncDependencies): Hocuspocus<SyncContext> {
	const extensions = [
		authentication(dependencies),
		limits(),
		guard(dependencies),
		durableLog(dependencies),
		presence(),
		acknowledgement()
	];
	return new Hocuspocus<SyncContext>({
		...withoutDefaultHooks(),
		quiet: true,
		debounce: 2_000,
		maxDebounce: 10_000,
		timeout: 60_000,
		unloadImmediately: true,
		flushDelay: 0,
		maxPendingDocuments: 2_000,
		maxUnauthenticatedQueueMessages: 10_000,
		maxUnauthenticatedQueueSize: 5 * 1024 * 1024,
		yDocOptions: { gc: true, gcFilter: () => true },
		extensions: [safeHooks(extensions, dependencies.logger)]
	});
}

/** Hocuspocus' own hooks do nothing, but each costs every frame a promise: they are taken out. */
function withoutDefaultHooks(): object {
	const names = ['beforeHandleMessage', 'afterHandleMessage', 'beforeSync', 'onChange', 'onAwarenessUpdate'];
	return Object.fromEntries(names.map((name) => [name, undefined]));
}

function countersOf(document: Document): DocumentCounters {
	const { frames, refused, rows, damaged } = openDocument(document);
	const connections = document.getConnectionsCount();
	return { document: document.name, connections, frames, refused, rowsSinceSnapshot: rows, damaged };
}

function closeRevoked(sockets: Sockets, revoked: (session: SyncSession) => boolean): number {
	const gone = Array.from(sockets.open()).filter((socket) => revoked(socket.session));
	for (const socket of gone) socket.close(CLOSE_CODES.revoked, 'revoked');
	return gone.length;
}

async function stop(hocuspocus: Hocuspocus<SyncContext>, sockets: Sockets, { logger }: SyncDependencies) {
	sockets.refuseNew();
	hocuspocus.closeConnections();
	sockets.closeAll();
	const deadline = performance.now() + LONGEST_STOP;
	while (hocuspocus.getDocumentsCount() > 0 && performance.now() < deadline) {
		hocuspocus.flushPendingStores();
		for (const document of hocuspocus.documents.values()) void hocuspocus.unloadDocument(document);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	const left = hocuspocus.getDocumentsCount();
	if (left > 0) logger.error({ documents: left }, 'Stopped with documents that did not settle');
	await hocuspocus.hooks('onDestroy', { instance: hocuspocus });
}
