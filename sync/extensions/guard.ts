import {
	type Document,
	OutgoingMessage,
	type afterHandleMessagePayload,
	type beforeSyncPayload
} from '@hocuspocus/server';
import { CLOSE_CODES, type UpdateRefusal } from '#core/connection';
import type { Result } from '#core/result';
import { type Channel, type SyncConnection, type SyncContext, refuseFrame, releaseHold } from '../context.ts';
import type { SyncDependencies } from '../dependencies.ts';
import { type AcceptedUpdate, guardUpdate } from '../guard/guard.ts';
import { scanStateVector } from '../guard/scan.ts';
import { openDocument } from '../open-document.ts';
import { Refusal, type SyncExtension } from './safe-hooks.ts';

const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const UPDATE = 2;
const ALLOWED_BREACHES = 3;
const STORAGE_PAUSE = 5_000; // milliseconds before a device is asked again for what could not be stored

/** Refusals that no honest device earns: they are kept for people to look at, and three end the socket. */
const BREACHES: ReadonlySet<UpdateRefusal> = new Set<UpdateRefusal>([
	'root',
	'append',
	'keep',
	'claim',
	'malformed',
	'limit'
]);

type Guarding = Pick<SyncDependencies, 'log' | 'clock' | 'logger'>;

/**
 * Judges every sync frame before anything of it is decoded or stored. A refused update is answered with "not taken"
 * while the connection lives; after a gap the device is asked for everything that the server lacks.
 */
export function guard(guarding: Guarding): SyncExtension {
	return {
		name: 'guard',
		beforeSync({ type, payload, connection, document }: beforeSyncPayload<SyncContext>) {
			if (type === SYNC_STEP_2 || type === UPDATE) return judge(payload, type, connection, document, guarding);
			if (type !== SYNC_STEP_1) throw new Refusal('malformed');
			checkStateVector(payload);
			return undefined;
		},
		afterHandleMessage({ connection, document }: afterHandleMessagePayload<SyncContext>) {
			const { channel } = connection.context;
			if (!channel.held) return;
			releaseHold(connection);
			if (channel.resync) askForMissing(connection, document);
			else if (channel.refused === 'storage' && !openDocument(document).damaged) askLater(connection, document);
			channel.resync = false;
		}
	};
}

function checkStateVector(payload: Uint8Array): void {
	const vector = scanStateVector(payload);
	if (!vector.ok) throw new Refusal(vector.code);
}

function judge(
	payload: Uint8Array,
	type: number,
	connection: SyncConnection,
	document: Document,
	guarding: Guarding
): Promise<void> | undefined {
	const { channel, socket } = connection.context;
	const { claims, damaged } = openDocument(document);
	const { actor } = socket.session;
	const verdict = guardUpdate(payload, { document, kind: channel.kind, claims, author: actor });
	if (connection.readOnly) {
		judgeForReader(verdict, type, channel);
		return undefined;
	}
	if (!verdict.ok) return refuse(verdict.code, payload, connection, guarding);
	if (!verdict.value.news) return undefined;
	if (damaged) {
		refuseFrame(connection, 'storage');
		return undefined;
	}
	for (const client of verdict.value.newClients) claims.set(client, { member: actor.member, device: actor.device });
	channel.accepted = verdict.value;
	return undefined;
}

/** A reader's update is never applied, but Yjs still reads its bytes: only those that can be read may pass. */
function judgeForReader(verdict: Result<AcceptedUpdate, UpdateRefusal>, type: number, channel: Channel): void {
	if (!verdict.ok && (verdict.code === 'malformed' || verdict.code === 'limit')) throw new Refusal(verdict.code);
	if (!verdict.ok || verdict.value.news || type === UPDATE) channel.refused ??= 'readonly';
}

async function refuse(
	code: UpdateRefusal,
	payload: Uint8Array,
	connection: SyncConnection,
	{ log, clock, logger }: Guarding
): Promise<void> {
	const { socket } = connection.context;
	refuseFrame(connection, code);
	if (!BREACHES.has(code)) return;
	const { document } = connection;
	const author = { member: socket.session.actor.member, device: socket.session.actor.device };
	logger.warn({ document: document.name, code, ...author }, 'An update was refused');
	socket.brokenRules += 1;
	try {
		await log.quarantine({ doc: document.name, seq: null, reason: code, author, bytes: payload, foundAt: clock.now() });
	} catch (error) {
		logger.error({ document: document.name, error }, 'A refused update could not be set aside');
	}
	if (socket.brokenRules >= ALLOWED_BREACHES) socket.close(CLOSE_CODES.limit, code);
	if (code === 'malformed' || code === 'limit') throw new Refusal(code);
}

function askForMissing(connection: SyncConnection, document: Document): void {
	const question = new OutgoingMessage(connection.messageAddress).createSyncMessage().writeFirstSyncStepFor(document);
	connection.send(question.toUint8Array());
}

function askLater(connection: SyncConnection, document: Document): void {
	setTimeout(() => {
		if (document.hasConnection(connection)) askForMissing(connection, document);
	}, STORAGE_PAUSE).unref();
}
