import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#core/clock';
import { ok } from '#core/result';
import { authorize, findKind } from '#domain';
import { createSessions } from '#server/auth/sessions';
import { SignIn } from '#server/auth/sign-in';
import { type FinishUpload, workOrderDecider } from '#server/commands/decide-work-order';
import { receiveCommands } from '#server/commands/receive';
import type { Configuration } from '#server/configuration';
import { type Connection, openDatabase } from '#server/database/open';
import { postgresUpdateLog } from '#server/documents/postgres-update-log';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import { createCarriers } from '#server/effects/carriers';
import { insertEffects } from '#server/effects/effects-table';
import { EffectsWorker } from '#server/effects/effects-worker';
import { Projector, type WriteDocument } from '#server/facts/projector';
import { type Files, openFiles } from '#server/files/files';
import { type Services, sessionOf } from '#server/http/context';
import type { Logger } from '#server/logger';
import { createMetrics } from '#server/metrics';
import type { SyncSession } from './dependencies.ts';
import { createScopes } from './scopes.ts';
import { type SyncServer, createSyncServer } from './server.ts';

/** Everything of one process but its port: database, log, sync server, workers, and what the routes stand on. */
export interface Application {
	services: Services;
	sync: SyncServer;
	files: Files;
	projector: Projector;
	/** Stops cleanly: what was acknowledged is stored before anything closes. */
	stop(): Promise<void>;
}

const systemClock: Clock = { now: () => Date.now() };

/** Opens an installation. Throws when its database or its folder cannot be used. */
export async function openApplication(configuration: Configuration, logger: Logger): Promise<Application> {
	const { dataDir } = configuration;
	await mkdir(dataDir, { recursive: true });
	const db = await openDatabase(configuration);
	const log = await openLog(configuration);
	const sessions = createSessions(db, systemClock);
	const identify = (cookie: string | null | undefined) => sessionOf({ configuration, db, sessions }, cookie);
	const scopes = createScopes(db, authorize);
	const sync = createSyncServer({
		log,
		findKind,
		authorize: scopes.authorize,
		currentEpoch: scopes.currentEpoch,
		sessionOf: async (cookie) => toSyncSession(await identify(cookie)),
		origins: [configuration.origin],
		clock: systemClock,
		logger
	});
	const files = await openFiles({
		dataDir,
		connection: db,
		logger,
		clock: systemClock,
		authenticate: async (request) => (await identify(request.headers.cookie))?.member.actor ?? null,
		isOwnOrigin: (origin) => origin === configuration.origin
	});
	const projector = new Projector(db, writerOf(sync), logger);
	const effects = new EffectsWorker({
		connection: db,
		carriers: createCarriers({ ...configuration, from: `Avbrottsfri <noreply@${new URL(configuration.origin).hostname}>` }),
		logger,
		clock: systemClock
	});
	effects.start();
	projector.wake();
	const decided = () => {
		projector.wake();
		effects.wake();
	};
	const deciders = { 'work-orders': workOrderDecider(finishUpload(files), insertEffects) };
	const services: Services = {
		configuration,
		db,
		clock: systemClock,
		logger,
		sessions,
		signIn: new SignIn(db, sessions, systemClock),
		receive: (carrier, commands) =>
			receiveCommands({ db, clock: systemClock, logger, deciders, decided }, carrier, commands),
		ordersChanged: decided,
		revoke: (which) => {
			sync.revoke((session) => isRevoked(session, which));
		},
		serveFile: files.serve,
		canStore: () => canStore(db),
		metrics: createMetrics(sync)
	};
	return {
		services,
		sync,
		files,
		projector,
		async stop() {
			await projector.stop();
			await effects.stop();
			await sync.stop();
			await files.close();
			await log.close();
			await db.destroy();
		}
	};
}

function finishUpload(files: Files): FinishUpload {
	return async (asked) => {
		const finished = await files.finishUpload(asked);
		if (!finished.ok) return finished;
		const { id, media_type: mediaType, bytes, kind } = finished.value;
		return ok({ id, mediaType, bytes, picture: kind === 'picture' });
	};
}

function openLog({ databaseUrl, dataDir }: Configuration): Promise<UpdateLog> {
	if (databaseUrl) return postgresUpdateLog(databaseUrl);
	return Promise.resolve(sqliteUpdateLog(join(dataDir, 'documents.db')));
}

function writerOf(sync: SyncServer): WriteDocument {
	return async (name, change) => {
		const writer = await sync.openDirect(name);
		try {
			await writer.transact(change);
		} finally {
			await writer.close();
		}
	};
}

function toSyncSession(request: Awaited<ReturnType<typeof sessionOf>>): SyncSession | null {
	const device = request?.member.actor.device;
	if (!request || !device || !request.member.firstSignInDone) return null;
	const { member, session } = request;
	return { actor: { ...member.actor, device }, name: member.name, sessionId: session.publicId };
}

function isRevoked({ actor, sessionId }: SyncSession, which: Parameters<Services['revoke']>[0]): boolean {
	return sessionId === which.session || actor.device === which.device || actor.member === which.member;
}

async function canStore(db: Connection): Promise<boolean> {
	try {
		await db.updateTable('organisations').set({ settings_json: '{}' }).where('id', '=', '').execute();
		return true;
	} catch {
		return false;
	}
}
