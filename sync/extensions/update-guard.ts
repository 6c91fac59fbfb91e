import {
	type Document,
	OutgoingMessage,
	type afterHandleMessagePayload,
	type beforeSyncPayload
} from '@hocuspocus/server';
import { CLOSE_CODES, type UpdateRefusal } from '#core/connection';
import type { Result } from '#core/result';
import type { Author } from '#server/documents/update-log';
import { type Channel, type SyncConnection, type SyncContext, refuseFrame, releaseHold } from '../context.ts';
import type { SyncDependencies } from '../dependencies.ts';
import { type AcceptedUpdate, guardUpdate, ownerOf } from '../guard/judge.ts';
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
	'value',
	'author',
	'malformed',
	'limit'
]);

type Guarding = Pick<SyncDependencies, 'log' | 'clock' | 'logger' | 'isRecovering'>;

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
			chargeQuestion(connection, document);
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

const ITEMS_PER_TOKEN = 1_000;

/** A question for what is missing is short, and its answer is looked for in the whole document: that is what it costs. */
function chargeQuestion({ context: { socket } }: SyncConnection, document: Document): void {
	let items = 0;
	for (const structs of document.store.clients.values()) items += structs.length;
	if (socket.bucket.take(Math.floor(items / ITEMS_PER_TOKEN))) return;
	socket.close(CLOSE_CODES.limit, 'limit');
	throw new Refusal('limit');
}

function judge(
	payload: Uint8Array,
	type: number,
	connection: SyncConnection,
	document: Document,
	guarding: Guarding
): Promise<void> | undefined {
	const { channel, socket } = connection.context;
	const { claims, damaged, broughtBack } = openDocument(document);
	const { actor } = socket.session;
	const bringsBack = type === SYNC_STEP_2 && guarding.isRecovering();
	const verdict = guardUpdate(payload, { document, kind: channel.kind, claims, author: actor, bringsBack });
	if (connection.readOnly) {
		judgeForReader(verdict, type, channel);
		return undefined;
	}
	if (!verdict.ok) return refuse(verdict.code, payload, connection, guarding);
	const isProof = !bringsBack && broughtBack.isShownBy(payload, actor, claims);
	if (!verdict.value.news && verdict.value.newClients.length === 0 && !isProof) return undefined;
	if (damaged) {
		refuseFrame(connection, 'storage');
		return undefined;
	}
	for (const client of verdict.value.newClients) claims.set(client, ownerOf(verdict.value, actor));
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
	guarding: Guarding
): Promise<void> {
	const { socket } = connection.context;
	refuseFrame(connection, code);
	if (!isBreach(code)) return;
	socket.brokenRules += 1;
	await setAsideBreach(connection.document, { code, bytes: payload, author: socket.session.actor }, guarding);
	if (socket.brokenRules >= ALLOWED_BREACHES) socket.close(CLOSE_CODES.limit, code);
	if (code === 'malformed' || code === 'limit') throw new Refusal(code);
}

/** True for a refusal that no honest device earns. */
export function isBreach(code: UpdateRefusal): boolean {
	return BREACHES.has(code);
}

/** Keeps an update that broke a rule for people to look at, under who wrote it, as long as their day's quota lasts. */
export async function setAsideBreach(
	document: Document,
	{ code, bytes, author }: { code: UpdateRefusal; bytes: Uint8Array; author: Author },
	{ log, clock, logger }: Guarding
): Promise<void> {
	const { member, device } = author;
	const entry = { doc: document.name, seq: null, reason: code, author: { member, device }, bytes };
	try {
		const kept = await log.quarantine({ ...entry, foundAt: clock.now() });
		logger.warn({ document: document.name, code, member, device, kept }, 'An update was refused');
	} catch (error) {
		logger.error({ document: document.name, code, member, device, error }, 'A refused update could not be set aside');
	}
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
