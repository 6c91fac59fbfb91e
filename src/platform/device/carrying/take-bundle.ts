import { type BundleRefusal, readBundle } from '#carrying/bundle';
import type { Bundle } from '#carrying/bundle-content';
import { readVector } from '#carrying/check-update';
import type { Secret } from '#carrying/seal';
import { idOfUpdate } from '#carrying/signed-update';
import { type Result, ok } from '#core/result';
import type { PublicJwk } from '#core/web-crypto';
import type { CarriedRow } from '../storage.ts';
import type { Carrying, Peer } from './carrying.ts';
import { type CheckedWork, checkWork } from './check-work.ts';
import { deviceOf } from './carried.ts';
import { type TakenDocument, type TriedDocument, tryDocument } from './take-document.ts';

/** How a bundle is to be read. */
export interface TakeOrder {
	team: string;
	secret: Secret;
	/** Which documents this device takes: workspaces that the member may write in. */
	accepts(name: string): boolean;
	/** The key with which the server vouches for devices, as far as this device has learnt it. */
	serverKey: PublicJwk | null;
	/**
	 * Hands what is carried to the server, where that can be had: it must come there under its authors' names, before
	 * the documents' own exchange brings the same under this member's.
	 */
	deliver(): Promise<void>;
}

/** One author's work in a bundle. */
export interface TakenWork {
	author: string;
	name: string;
	/** False when only the device's own word says whose it is. */
	vouchedFor: boolean;
	/** How many changes of each document, and how many acts, were new to this device. */
	changes: ReadonlyMap<string, number>;
	commands: number;
}

/** What a bundle brought, for telling people. */
export interface TakenBundle {
	from: { member: string; name: string; device: string };
	madeAt: number; // milliseconds since 1970
	documents: readonly TakenDocument[];
	work: readonly TakenWork[];
	/** Rows and acts whose signature did not hold, or that have no place in the documents: not taken. */
	notTaken: number;
	/** What the colleague already holds of this device's own work: ids of rows and commands. */
	received: readonly string[];
	/** For the bundle that goes back: what need not be in it. */
	peer: Peer;
}

/**
 * Takes what a colleague's device gives. What was signed is kept and goes to the server under its authors' names; the
 * documents merge as they do online. The same bundle twice changes nothing.
 */
export async function takeBundle(
	carrying: Carrying,
	bytes: Uint8Array,
	order: TakeOrder
): Promise<Result<TakenBundle, BundleRefusal>> {
	const { team, secret } = order;
	const read = await readBundle(bytes, { team, secret, device: carrying.own.device, now: carrying.now() });
	if (!read.ok) return read;
	const bundle = read.value;
	const work = await checkWork(carrying, bundle, order.serverKey);
	const tried: TriedDocument[] = [];
	try {
		for (const document of bundle.documents) {
			if (order.accepts(document.name)) tried.push(await tryDocument(carrying, document, work.updates));
		}
		// First kept, then applied: no document may show what no row brings to the server.
		const rows = rowsOf(tried, work, { from: bundle.sender.device, receivedAt: carrying.now() });
		const kept = await carrying.carried.keep(rows, [...work.cards.values()]);
		if (kept.length > 0) await order.deliver();
		const documents = tried.map((each) => each.apply());
		const placed = tried.reduce((sum, each) => sum + each.rows.length, 0);
		return ok({
			...reportOf(bundle, work, kept),
			documents: [...documents, ...notAccepted(bundle, documents)],
			notTaken: work.notTaken + work.updates.length - placed
		});
	} finally {
		for (const each of tried) each.release();
	}
}

function rowsOf(
	tried: readonly TriedDocument[],
	{ commands }: CheckedWork,
	arrival: { from: string; receivedAt: number }
): CarriedRow[] {
	const rest = { ...arrival, state: 'waiting', code: null, v: 1, enc: null } as const;
	const updates = tried.flatMap(({ rows }) => rows);
	return [
		...updates.map((update): CarriedRow => {
			const { author, doc } = update;
			return { ...rest, what: 'update', id: idOfUpdate(update), author, doc, update };
		}),
		...commands.map((command): CarriedRow => {
			return { ...rest, what: 'command', id: command.id, author: command.author, command };
		})
	];
}

function notAccepted(bundle: Bundle, taken: readonly TakenDocument[]): TakenDocument[] {
	const names = new Set(taken.map(({ name }) => name));
	const others = bundle.documents.filter(({ name }) => !names.has(name));
	return others.map(({ name }) => ({ name, outcome: 'not-accepted', changed: new Map() }));
}

function reportOf(bundle: Bundle, work: CheckedWork, kept: readonly CarriedRow[]) {
	const { sender, madeAt, received } = bundle;
	const vectors = new Map(
		bundle.documents.flatMap(({ name, vector }) => (readVector(vector) ? [[name, vector] as const] : []))
	);
	return { from: sender, madeAt, work: workByDevice(work, kept), received, peer: { ...sender, vectors } };
}

/** Who wrote what was new, a line a device: somebody may work on two, and the server may have vouched for one. */
function workByDevice({ cards, vouchedFor }: CheckedWork, kept: readonly CarriedRow[]): TakenWork[] {
	const devices = [...new Set(kept.map(deviceOf))];
	return devices.map((device) => {
		const rows = kept.filter((row) => deviceOf(row) === device);
		const changes = new Map<string, number>();
		for (const row of rows) if (row.what === 'update') changes.set(row.doc, (changes.get(row.doc) ?? 0) + 1);
		return {
			author: rows[0]?.author ?? '',
			name: cards.get(device)?.name ?? '',
			vouchedFor: vouchedFor.has(device),
			changes,
			commands: rows.filter(({ what }) => what === 'command').length
		};
	});
}
