import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ChildProcess, fork } from 'node:child_process';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hocuspocus, type WebSocketLike } from '@hocuspocus/server';
import crossws from 'crossws/adapters/node';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import { createSyncServer } from '#sync/server';
import { ORIGIN, sessionOfCookie, testKind, testPolicy } from '../sync/support/server.ts';

/** `ours`: guard, log with full flush, acknowledgement. `plain`: Hocuspocus as its manual embeds it, in memory. */
export type Variant = 'ours' | 'plain';

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** A server in a process of its own, so that it shares no event loop with the load. */
export interface ServerProcess {
	variant: Variant;
	url: string;
	folder: string;
	/** Processor time that the server has used so far, in milliseconds. */
	cpu(): Promise<number>;
	child: ChildProcess;
	stop(): Promise<void>;
}

/** Starts a server of a kind; `folder` holds our log. */
export async function startServerProcess(variant: Variant, folder?: string): Promise<ServerProcess> {
	const data = folder ?? mkdtempSync(join(tmpdir(), 'sync-bench-'));
	const child = fork(import.meta.filename, [variant, data], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const [{ port }] = (await once(child, 'message')) as [{ port: number }];
	return {
		variant,
		url: `ws://127.0.0.1:${port}/sync`,
		folder: data,
		child,
		async cpu() {
			child.send('cpu');
			const [{ cpu }] = (await once(child, 'message')) as [{ cpu: number }];
			return cpu;
		},
		async stop() {
			child.kill('SIGKILL');
			if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
			if (folder === undefined) rmSync(data, { recursive: true, force: true });
		}
	};
}

function ourUpgrade(folder: string): Upgrade {
	const quiet = () => undefined;
	return createSyncServer({
		isRecovering: () => false,
		log: sqliteUpdateLog(join(folder, 'documents.db')),
		findKind: testKind,
		authorize: testPolicy,
		sessionOf: async (cookie) => sessionOfCookie(cookie),
		currentEpoch: async () => 1,
		origins: [ORIGIN],
		clock: { now: () => Date.now() },
		logger: {
			info: quiet,
			warn: quiet,
			error: (fields, message) => process.stderr.write(`${message} ${String(Object.values(fields))}\n`)
		}
	}).handleUpgrade;
}

function plainUpgrade(): Upgrade {
	const hocuspocus = new Hocuspocus({ quiet: true });
	const clients = new Map<string, ReturnType<typeof hocuspocus.handleConnection>>();
	const adapter = crossws({
		hooks: {
			open: (peer) =>
				void clients.set(peer.id, hocuspocus.handleConnection(peer.websocket as WebSocketLike, peer.request, {})),
			message: (peer, message) => clients.get(peer.id)?.handleMessage(message.uint8Array()),
			close: (peer, details) => {
				clients.get(peer.id)?.handleClose({ code: details.code ?? 1005, reason: details.reason ?? '' });
				clients.delete(peer.id);
			}
		}
	});
	return (request, socket, head) => void adapter.handleUpgrade(request, socket, head);
}

function serve([variant, folder = '']: string[]): void {
	const server = createServer();
	server.on('upgrade', variant === 'ours' ? ourUpgrade(folder) : plainUpgrade());
	server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
	process.on('message', () => {
		const { user, system } = process.cpuUsage();
		process.send?.({ cpu: (user + system) / 1000 });
	});
	process.on('disconnect', () => process.exit());
}

if (process.argv[1] === import.meta.filename) serve(process.argv.slice(2));
