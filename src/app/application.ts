import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '#core/result';
import { catalogue } from './catalogue.ts';
import type { Rules } from '#core/rules';
import { openDatabase } from '#server/database/open';
import { serverModules } from './server-modules.ts';
import { isRecovering, readGeneration } from '#server/backup/generation';
import { createSessions } from '#server/auth/sessions';
import { openServerKey } from '#server/carrying/server-key';
import type { FinishUpload } from '#server/commands/prepare-file';
import type { Configuration } from '#server/configuration';
import { postgresUpdateLog } from '#server/documents/postgres-update-log';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import { watchAppends } from '#server/documents/watch-log';
import { createCarriers } from '#server/effects/carriers';
import { EffectsWorker } from '#server/effects/effects-worker';
import { Projector } from '#server/facts/projector';
import type { WriteDocument } from '#server/facts/write-document';
import { type Files, openFiles } from '#server/files/files';
import { type Services, sessionOf } from '#server/http/context';
import { DailyPass } from '#server/keeping/daily-pass';
import type { Logger } from '#server/logger';
import { type SteadyClock, openServerClock } from '#server/server-clock';
import type { ModuleParts, OpenModule } from '#server/module';
import type { SyncSession } from '#sync/dependencies';
import { createScopes } from './scopes.ts';
import { type SyncServer, createSyncServer } from '#sync/server';
import type { Base, Halves, Parts } from './parts.ts';
import { readerOf, writerOf } from './server-documents.ts';
import { createServices } from './services.ts';

export type { Halves };

/** Everything of one process but its port: database, log, sync server, workers, and what the routes stand on. */
export interface Application {
	services: Services;
	sync: SyncServer;
	files: Files;
	projector: Projector;
	modules: readonly OpenModule[];
	/** Writes into a document as the server: durable when it resolves. */
	write: WriteDocument;
	/** Stops cleanly: what was acknowledged is stored before anything closes. */
	stop(): Promise<void>;
}

/** Opens an installation that lives in the time of `machine`. Throws when its database or its folder cannot be used. */
export async function openApplication(
	configuration: Configuration,
	logger: Logger,
	machine: SteadyClock,
	halves: Halves = { catalogue, serverModules }
): Promise<Application> {
	await mkdir(configuration.dataDir, { recursive: true });
	const db = await openDatabase(configuration, halves.serverModules);
	const clock = await openServerClock(db, machine);
	const stored = new Set<(documents: readonly string[]) => void>();
	const log = watchAppends(await openLog(configuration), (documents) => {
		for (const listener of stored) listener(documents);
	});
	const sessions = createSessions(db, clock);
	const serverKey = await openServerKey(db);
	const generation = await readGeneration(db);
	const parts = await openParts({
		...halves,
		configuration,
		db,
		log,
		logger,
		clock,
		serverKey,
		sessions,
		generation,
		stored
	});
	const { projector, effects, sync, files, modules } = parts;
	await effects.start();
	projector.wake();
	for (const module of modules) module.start();
	const dailyPass = openDailyPass(parts);
	dailyPass.start();
	return {
		services: createServices(parts),
		sync,
		files,
		projector,
		modules,
		write: writerOf(sync),
		async stop() {
			await dailyPass.stop();
			await projector.stop();
			for (const module of modules) await module.stop();
			await effects.stop();
			await sync.stop();
			await files.close();
			await log.close();
			await db.destroy();
		}
	};
}

async function openParts(base: Base): Promise<Parts> {
	const rules = await base.catalogue.loadRules();
	const { configuration, db, logger, clock } = base;
	const sync = openSync(base, rules);
	const files = await openFiles({
		dataDir: configuration.dataDir,
		connection: db,
		logger,
		clock,
		authenticate: async (request) => {
			const member = (await sessionOf(base, request.headers.cookie))?.member;
			return member?.firstSignInDone ? member.actor : null;
		},
		isOwnOrigin: (origin) => origin === configuration.origin,
		keepRefused: configuration.keeping.refusedUploads
	});
	const modules = await openModules(base, sync, files);
	const from = `Avbrottsfri <noreply@${new URL(configuration.origin).hostname}>`;
	const carriers = createCarriers({ ...configuration, from });
	const effects = new EffectsWorker({ connection: db, carriers, logger, clock });
	const projector = new Projector({ db, facts: modules.map(({ facts }) => facts), clock, logger });
	return { ...base, rules, sync, files, modules, effects, projector };
}

function openSync(base: Base, rules: Rules): SyncServer {
	const { configuration, db, log, logger, clock, generation } = base;
	const { authorize, currentEpoch } = createScopes(db, rules.authorize);
	return createSyncServer({
		log,
		findKind(name) {
			const kind = base.catalogue.findKind(name);
			const contents = rules.contentsOf(name);
			return kind && contents ? { ...kind, contents } : kind;
		},
		authorize,
		currentEpoch,
		sessionOf: async (cookie) => toSyncSession(await sessionOf(base, cookie)),
		origins: [configuration.origin],
		clock,
		logger,
		isRecovering: () => isRecovering(generation, clock.now())
	});
}

function openModules(base: Base, sync: SyncServer, files: Files): Promise<OpenModule[]> {
	const { configuration, db, log, logger, clock, stored } = base;
	const parts: ModuleParts = {
		configuration,
		db,
		log,
		logger,
		clock,
		finishUpload: finishUpload(files),
		read: readerOf(sync),
		write: writerOf(sync),
		onStored: (listener) => void stored.add(listener)
	};
	return Promise.all(base.serverModules.map((module) => module.open(parts)));
}

function openDailyPass({
	serverModules,
	configuration,
	db,
	log,
	files,
	logger,
	clock,
	modules,
	projector
}: Parts): DailyPass {
	return new DailyPass({
		db,
		files,
		log,
		logger,
		clock,
		keeping: configuration.keeping,
		named: serverModules.map((module) => module.namedFiles(db)),
		modules: modules.map(({ keeping }) => keeping),
		changed: () => {
			projector.wake();
		}
	});
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

function toSyncSession(request: Awaited<ReturnType<typeof sessionOf>>): SyncSession | null {
	const device = request?.member.actor.device;
	if (!request || !device || !request.member.firstSignInDone) return null;
	const { member, session } = request;
	return { actor: { ...member.actor, device }, name: member.name, sessionId: session.publicId };
}
