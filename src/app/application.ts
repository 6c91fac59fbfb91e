import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#core/clock';
import { ok } from '#core/result';
import { catalogue } from './catalogue.ts';
import { demoAccounts, openDatabase } from './installation.ts';
import { serverModules } from './server-modules.ts';
import { type Generation, isRecovering, readGeneration } from '#server/backup/generation';
import { type Sessions, createSessions } from '#server/auth/sessions';
import { SignIn } from '#server/auth/sign-in';
import { introduce } from '#server/carrying/introduce';
import { type PlaceUpdate, receiveCarried } from '#server/carrying/receive-carried';
import { type ServerKey, openServerKey } from '#server/carrying/server-key';
import type { FinishUpload } from '#server/commands/prepare-file';
import { receiveCommands } from '#server/commands/receive';
import type { Configuration } from '#server/configuration';
import type { Connection } from '#server/database/open';
import { postgresUpdateLog } from '#server/documents/postgres-update-log';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import { watchAppends } from '#server/documents/watch-log';
import { createCarriers } from '#server/effects/carriers';
import { EffectsWorker } from '#server/effects/effects-worker';
import { type ReadDocument, firstCopy } from '#server/facts/first-copy';
import { Projector } from '#server/facts/projector';
import type { WriteDocument } from '#server/facts/write-document';
import { type Files, openFiles } from '#server/files/files';
import { type Services, sessionOf } from '#server/http/context';
import { DailyPass } from '#server/keeping/daily-pass';
import type { Logger } from '#server/logger';
import type { ModuleParts, OpenModule } from '#server/module';
import type { ToldOfMember } from '#server/told';
import type { Member } from '#server/auth/members';
import { createMetrics } from '#server/metrics';
import type { SyncSession } from '#sync/dependencies';
import { createScopes } from './scopes.ts';
import { type SyncServer, createSyncServer } from '#sync/server';

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

/** Opens an installation that lives in the time of `clock`. Throws when its database or its folder cannot be used. */
export async function openApplication(
	configuration: Configuration,
	logger: Logger,
	clock: Clock
): Promise<Application> {
	await mkdir(configuration.dataDir, { recursive: true });
	const db = await openDatabase(configuration);
	const stored = new Set<(documents: readonly string[]) => void>();
	const log = watchAppends(await openLog(configuration), (documents) => {
		for (const listener of stored) listener(documents);
	});
	const sessions = createSessions(db, clock);
	const serverKey = await openServerKey(db);
	const generation = await readGeneration(db);
	const parts = await openParts({ configuration, db, log, logger, clock, serverKey, sessions, generation, stored });
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

interface Base {
	configuration: Configuration;
	db: Connection;
	log: UpdateLog;
	logger: Logger;
	clock: Clock;
	sessions: Sessions;
	serverKey: ServerKey;
	generation: Generation;
	/** Who is told which documents something was stored of. */
	stored: Set<(documents: readonly string[]) => void>;
}

interface Parts extends Base {
	sync: SyncServer;
	files: Files;
	projector: Projector;
	effects: EffectsWorker;
	modules: readonly OpenModule[];
}

async function openParts(base: Base): Promise<Parts> {
	const { configuration, db, logger, clock } = base;
	const sync = openSync(base);
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
	return { ...base, sync, files, modules, effects, projector };
}

function openSync(base: Base): SyncServer {
	const { configuration, db, log, logger, clock, generation } = base;
	const { authorize, currentEpoch } = createScopes(db, catalogue.authorize);
	return createSyncServer({
		log,
		findKind: catalogue.findKind,
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
	return Promise.all(serverModules.map((module) => module.open(parts)));
}

function openDailyPass({ configuration, db, log, files, logger, clock, modules, projector }: Parts): DailyPass {
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

function createServices(parts: Parts): Services {
	const {
		configuration,
		db,
		logger,
		clock,
		sessions,
		sync,
		files,
		projector,
		effects,
		serverKey,
		generation,
		modules
	} = parts;
	const decided = () => {
		projector.wake();
		effects.wake();
	};
	const life = () => ({ id: generation.id, recovering: isRecovering(generation, clock.now()) });
	const deciders = Object.assign({}, ...modules.map(({ commands }) => commands)) as OpenModule['commands'];
	return {
		configuration,
		db,
		clock,
		logger,
		sessions,
		modules,
		signIn: new SignIn(db, sessions, clock),
		generation: life,
		rolesWith: catalogue.rolesWith,
		tell: (member) => tell(modules, member),
		demo: () => demoAccounts(db),
		receive: (carrier, commands, again) =>
			receiveCommands({ db, clock, logger, deciders, decided }, carrier, commands, life().recovering ? again : []),
		receiveCarried: (carrier, rows) => receiveCarried({ db, clock, logger, place: placerOf(sync) }, carrier, rows),
		introduce: (member) => introduce({ db, clock, serverKey }, member),
		changed: decided,
		firstCopy: (reader) => firstCopy({ catalogue, read: readerOf(sync), clock }, reader),
		revoke: (which) => {
			sync.revoke((session) => isRevoked(session, which));
		},
		serveFile: files.serve,
		canStore: () => canStore(db),
		metrics: createMetrics(sync)
	};
}

async function tell(modules: readonly OpenModule[], member: Member): Promise<Partial<ToldOfMember>> {
	const told = await Promise.all(modules.map((module) => module.tell(member)));
	return Object.assign({}, ...told) as Partial<ToldOfMember>;
}

function placerOf(sync: SyncServer): PlaceUpdate {
	return ({ doc, bytes }, author) => sync.placeCarried({ doc, bytes, author });
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

function readerOf(sync: SyncServer): ReadDocument {
	return async (name, look) => {
		const writer = await sync.openDirect(name);
		try {
			return look(writer.document);
		} finally {
			await writer.close();
		}
	};
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
