import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#core/clock';
import { ok } from '#core/result';
import { authorize, findKind } from './catalogue.ts';
import { planDocument, readPlan } from '#modules/visits/domain/index.ts';
import { type Generation, isRecovering, readGeneration } from '#server/backup/generation';
import { type Sessions, createSessions } from '#server/auth/sessions';
import { SignIn } from '#server/auth/sign-in';
import { introduce } from '#server/carrying/introduce';
import { type PlaceUpdate, receiveCarried } from '#server/carrying/receive-carried';
import { type ServerKey, openServerKey } from '#server/carrying/server-key';
import { outageSettingsDecider } from '#modules/visits/server/outage/decide-outage-settings.ts';
import { registrationDecider } from '#modules/work-orders/server/registering/decide-registration.ts';
import { settingsDecider } from '#modules/work-orders/server/settings/decide-settings.ts';
import { teamDecider } from '#modules/visits/server/team/decide-team.ts';
import { workOrderDecider } from '#modules/work-orders/server/order/decide-work-order.ts';
import type { FinishUpload } from '#server/commands/prepare-file';
import { receiveCommands } from '#server/commands/receive';
import type { Configuration } from '#server/configuration';
import { copiesDecider } from '#modules/visits/server/copies/decide-copies.ts';
import { sheetPicturesDecider } from '#modules/visits/server/copies/sheet-pictures.ts';
import { type Copies, openCopies } from '#modules/visits/server/copies/open-copies.ts';
import { type Connection, openDatabase } from '#server/database/open';
import { postgresUpdateLog } from '#server/documents/postgres-update-log';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import { createCarriers } from '#server/effects/carriers';
import { EffectsWorker } from '#server/effects/effects-worker';
import { type ReadDocument, firstCopy } from '#server/facts/first-copy';
import { Projector, type WriteDocument } from '#server/facts/projector';
import { type Files, openFiles } from '#server/files/files';
import { type Services, sessionOf } from '#server/http/context';
import { type ReadPlanDay, keysDecider } from '#modules/visits/server/keys/decide-keys.ts';
import { DailyPass } from '#server/keeping/daily-pass';
import { KeysService } from '#modules/visits/server/keys/keys-service.ts';
import { type Vault, openVault } from '#modules/visits/server/keys/vault.ts';
import type { Logger } from '#server/logger';
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
	/** Keeps keys and door codes. */
	vault: Vault;
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
	const stored = await openLog(configuration);
	const copies = await openCopies({ configuration, db, log: stored, logger, clock });
	const { log } = copies;
	const serverKey = await openServerKey(db);
	const generation = await readGeneration(db);
	const vault = await openVault(configuration);
	const sessions = createSessions(db, clock);
	const opened = { configuration, db, log, logger, clock, serverKey, sessions, copies, generation, vault };
	const parts = await openParts(opened);
	const { projector, effects, sync, files } = parts;
	await effects.start();
	projector.wake();
	copies.worker.start();
	const dailyPass = new DailyPass({
		...{ db, files, logger, keeping: configuration.keeping, clock },
		changed: () => {
			projector.wake();
		}
	});
	dailyPass.start();
	return {
		services: createServices(parts),
		sync,
		files,
		projector,
		vault,
		write: writerOf(sync),
		async stop() {
			await dailyPass.stop();
			await projector.stop();
			await copies.worker.stop();
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
	copies: Copies;
	generation: Generation;
	vault: Vault;
}

interface Parts extends Base {
	sync: SyncServer;
	files: Files;
	projector: Projector;
	effects: EffectsWorker;
}

async function openParts(base: Base): Promise<Parts> {
	const { configuration, db, log, logger, clock, sessions, generation } = base;
	const identify = (cookie: string | null | undefined) => sessionOf({ configuration, db, sessions }, cookie);
	const { authorize: authorizeInScope, currentEpoch } = createScopes(db, authorize);
	const sync = createSyncServer({
		log,
		findKind,
		authorize: authorizeInScope,
		currentEpoch,
		sessionOf: async (cookie) => toSyncSession(await identify(cookie)),
		origins: [configuration.origin],
		clock,
		logger,
		isRecovering: () => isRecovering(generation, clock.now())
	});
	const files = await openFiles({
		dataDir: configuration.dataDir,
		connection: db,
		logger,
		clock,
		authenticate: async (request) => {
			const member = (await identify(request.headers.cookie))?.member;
			return member?.firstSignInDone ? member.actor : null;
		},
		isOwnOrigin: (origin) => origin === configuration.origin,
		keepRefused: configuration.keeping.refusedUploads
	});
	const from = `Avbrottsfri <noreply@${new URL(configuration.origin).hostname}>`;
	const carriers = createCarriers({ ...configuration, from });
	const effects = new EffectsWorker({ connection: db, carriers, logger, clock });
	return { ...base, sync, files, effects, projector: new Projector({ db, write: writerOf(sync), logger, clock }) };
}

function createServices(parts: Parts): Services {
	const { configuration, db, logger, clock, sessions, sync, files, projector, effects, serverKey, generation, vault } =
		parts;
	const decided = () => {
		projector.wake();
		effects.wake();
	};
	const planOf = planReader(readerOf(sync));
	const life = () => ({ id: generation.id, recovering: isRecovering(generation, clock.now()) });
	const deciders = {
		'work-orders': workOrderDecider(finishUpload(files)),
		'work-order-register': registrationDecider(),
		'work-order-settings': settingsDecider(),
		copies: copiesDecider(),
		'sheet-pictures': sheetPicturesDecider(finishUpload(files)),
		keys: keysDecider({ db, vault, planOf }),
		'outage-settings': outageSettingsDecider(),
		team: teamDecider()
	};
	return {
		configuration,
		db,
		clock,
		logger,
		sessions,
		signIn: new SignIn(db, sessions, clock),
		generation: life,
		receive: (carrier, commands, again) =>
			receiveCommands({ db, clock, logger, deciders, decided }, carrier, commands, life().recovering ? again : []),
		receiveCarried: (carrier, rows) => receiveCarried({ db, clock, logger, place: placerOf(sync) }, carrier, rows),
		introduce: (member) => introduce({ db, clock, serverKey }, member),
		copies: parts.copies.service,
		keys: new KeysService({ db, clock, logger, vault, planOf }),
		ordersChanged: decided,
		firstCopy: (reader) => firstCopy(reader, readerOf(sync), clock),
		revoke: (which) => {
			sync.revoke((session) => isRevoked(session, which));
		},
		serveFile: files.serve,
		canStore: () => canStore(db),
		metrics: createMetrics(sync)
	};
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

function planReader(read: ReadDocument): ReadPlanDay {
	return (team, day) => read(planDocument(team, day), (doc) => readPlan(doc, day));
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
