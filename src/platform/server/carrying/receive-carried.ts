import type { Actor } from '#core/access';
import {
	type CarriedAnswer,
	type CarriedUpdate,
	type SignedUpdate,
	fromCarried,
	idOfUpdate,
	verifyUpdate
} from '#carrying/signed-update';
import type { Clock } from '#core/clock';
import type { PublicJwk } from '#core/web-crypto';
import { findMember } from '../auth/members.ts';
import type { Connection } from '../database/open.ts';
import { fingerprint } from '../documents/update-log.ts';
import type { Logger } from '../logger.ts';

/** What became of an update that was put into its document; `isNews`: it was not there before. */
export type Placed = Pick<CarriedAnswer, 'status' | 'code'> & { isNews: boolean };

/** Puts an update into its document as its author, under the rules that hold for the author's own socket. */
export type PlaceUpdate = (
	update: { doc: string; bytes: Uint8Array },
	author: Actor & { device: string }
) => Promise<Placed>;

/** What receiving stands on. */
export interface ReceiveCarriedDependencies {
	db: Connection;
	clock: Clock;
	logger: Logger;
	place: PlaceUpdate;
}

type Verdict = Pick<CarriedAnswer, 'status' | 'code'>;

/**
 * Takes rows of anybody from a carrier, and answers each, in order. What counts is who signed a row, never who brings
 * it. Safe to repeat.
 */
export async function receiveCarried(
	dependencies: ReceiveCarriedDependencies,
	carrier: Actor,
	rows: readonly CarriedUpdate[]
): Promise<CarriedAnswer[]> {
	const answers: CarriedAnswer[] = [];
	for (const row of rows) answers.push({ id: idOfUpdate(row), ...(await receiveSafely(dependencies, carrier, row)) });
	return answers;
}

async function receiveSafely(
	dependencies: ReceiveCarriedDependencies,
	carrier: Actor,
	row: CarriedUpdate
): Promise<Verdict> {
	try {
		return await receive(dependencies, carrier, fromCarried(row));
	} catch (error) {
		dependencies.logger.error({ err: error, document: row.doc }, 'A carried update could not be taken');
		return { status: 'waiting', code: 'storage' };
	}
}

async function receive(
	dependencies: ReceiveCarriedDependencies,
	carrier: Actor,
	update: SignedUpdate
): Promise<Verdict> {
	const { db, clock } = dependencies;
	const device = await findAnyDevice(db, update.device);
	if (device?.member !== update.author) return refused('unknown-device');
	if (!(await verifyUpdate(update, device.key))) return refused('wrong-signature');
	const known = await findStored(db, update);
	if (known && !isSame(known, update)) return refused('id-taken');
	const author = device.isRevoked ? null : await findMember(db, update.author, update.device, clock);
	// What came while the author was still trusted stays: the carrier's copy is not spoilt by it.
	if (!author) return known ? STORED : refused('revoked');
	if (!author.firstSignInDone) return { status: 'waiting', code: 'first-sign-in' };
	const { isNews, ...verdict } = await dependencies.place(update, { ...author.actor, device: update.device });
	if (isNews) await noteCarrier(dependencies, carrier, update);
	return verdict;
}

function isSame(known: { doc: string; sha256: string }, { doc, bytes }: SignedUpdate): boolean {
	return known.doc === doc && known.sha256 === fingerprint(bytes);
}

const STORED: Verdict = { status: 'stored', code: null };

const refused = (code: string): Verdict => ({ status: 'refused', code });

/** A device that was registered, also when it has been revoked since. */
async function findAnyDevice(
	db: Connection,
	id: string
): Promise<{ member: string; key: PublicJwk; isRevoked: boolean } | null> {
	const row = await db
		.selectFrom('devices')
		.select(['member_id', 'public_key_json', 'revoked_at'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return null;
	return {
		member: row.member_id,
		key: JSON.parse(row.public_key_json) as PublicJwk,
		isRevoked: row.revoked_at !== null
	};
}

function findStored(db: Connection, { device, tab, n }: SignedUpdate) {
	return db
		.selectFrom('carried_updates')
		.select(['doc', 'sha256'])
		.where('device_id', '=', device)
		.where('tab', '=', tab)
		.where('place', '=', n)
		.executeTakeFirst();
}

async function noteCarrier({ db, clock }: ReceiveCarriedDependencies, carrier: Actor, update: SignedUpdate) {
	const { device, tab, n, doc, author, bytes } = update;
	await db
		.insertInto('carried_updates')
		.values({
			device_id: device,
			tab,
			place: n,
			doc,
			sha256: fingerprint(bytes),
			author_id: author,
			carrier_id: carrier.member,
			received_at: new Date(clock.now()).toISOString()
		})
		.onConflict((conflict) => conflict.columns(['device_id', 'tab', 'place']).doNothing())
		.execute();
}
