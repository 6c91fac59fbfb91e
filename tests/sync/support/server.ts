import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy } from '#core/access';
import type { DocumentKind, RootRule } from '#core/document-kind';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import type { SyncDependencies, SyncLogger, SyncSession } from '#sync/dependencies';
import { type SyncServer, createSyncServer } from '#sync/server';

/** The page that test devices say they come from. */
export const ORIGIN = 'https://avbrottsfri.test';
export const SCOPE = 'a'.repeat(32);

/** The name of a document of a kind, in the scope that test members may write in. */
export const documentName = (kind: string, partition = 'all', epoch = 1): string =>
	`${kind}:${SCOPE}:${partition}:${epoch}`;

/** A 32-digit id that starts with readable letters. */
export const id = (start: string): string =>
	Array.from(start, (letter) => letter.charCodeAt(0).toString(16))
		.join('')
		.padEnd(32, '0')
		.slice(0, 32);

const RULES: Readonly<Record<string, RootRule>> = {
	fields: 'any',
	text: 'any',
	log: 'append',
	entries: 'keep',
	locked: 'none'
};

/** The kinds of document that the tests use: one of each form, one by months, and a root for each rule. */
export function testKind(kind: string): DocumentKind | null {
	const form = { notes: 'workspace', diary: 'workspace', order: 'facts', here: 'presence' }[kind];
	if (form === undefined) return null;
	const rootRule = (root: string) => (/^action:[0-9a-f]{32}$/.test(root) ? 'any' : (RULES[root] ?? null));
	return { kind, form: form as DocumentKind['form'], parts: kind === 'diary' ? 'month' : 'all', rootRule };
}

/** Everybody may read and write in SCOPE; members whose id starts like "reader" may only read. */
export const testPolicy: Policy = (actor, action, resource) =>
	resource.scope === SCOPE && (action === 'read' || !actor.member.startsWith(id('reader').slice(0, 12)));

/** The session of a cookie `session=<member>.<device>`: the tests' session store. */
export function sessionOfCookie(cookie: string | null): SyncSession | null {
	const match = /^session=(\w+)\.(\w+)$/.exec(cookie ?? '');
	if (!match) return null;
	const [, member = '', device = ''] = match;
	const actor = { member: id(member), organisation: id('org'), company: null, device: id(device), roles: [] };
	return { actor, name: `Name of ${member}`, sessionId: `${member}.${device}` };
}

/** A logger that keeps its lines for the test to read. */
export interface KeptLogger extends SyncLogger {
	lines: { level: string; fields: object; message: string }[];
}

/** A logger that prints nothing. */
export function keptLogger(): KeptLogger {
	const lines: KeptLogger['lines'] = [];
	const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
	return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

export interface TestServer {
	sync: SyncServer;
	log: UpdateLog;
	logger: KeptLogger;
	/** ws://… of the sync path. */
	url: string;
	folder: string;
	/** Stops everything; the folder goes too unless it was passed in. */
	stop(): Promise<void>;
}

/** Starts a real sync server on a free port, on a log in a temporary folder. */
export async function startServer(changes: Partial<SyncDependencies> & { folder?: string } = {}): Promise<TestServer> {
	const folder = changes.folder ?? (await mkdtemp(join(tmpdir(), 'sync-')));
	const log = changes.log ?? sqliteUpdateLog(join(folder, 'documents.db'));
	const logger = keptLogger();
	const sync = createSyncServer({
		isRecovering: () => false,
		log,
		findKind: testKind,
		authorize: testPolicy,
		sessionOf: async (cookie) => sessionOfCookie(cookie),
		currentEpoch: async () => 1,
		origins: [ORIGIN],
		clock: { now: () => Date.now() },
		logger,
		...changes
	});
	const http = createServer((_request, response) => response.end('here'));
	http.on('upgrade', sync.handleUpgrade);
	const port = await listen(http);
	let stopped = false;
	return {
		sync,
		log,
		logger,
		url: `ws://127.0.0.1:${port}/sync`,
		folder,
		async stop() {
			if (stopped) return;
			stopped = true;
			await sync.stop();
			await log.close();
			await new Promise((resolve) => http.close(resolve));
			if (changes.folder === undefined) await rm(folder, { recursive: true, force: true });
		}
	};
}

async function listen(http: Server): Promise<number> {
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	return (http.address() as AddressInfo).port;
}
