import type * as Y from 'yjs';
import type { BundledDocument } from '#carrying/bundle-content';
import { type ChangesRefusal, checkChanges, clientsOf, holdsUpdate, readVector } from '#carrying/check-update';
import type { SignedUpdate } from '#carrying/signed-update';
import { type Result, refuse } from '#core/result';
import type { Carrying } from './carrying.ts';

/** What became of a document in a bundle. */
export interface TakenDocument {
	name: string;
	/** `not-accepted`: this device does not take such documents. `gap`: it builds on what is not here: ask for all of it. */
	outcome: 'new' | 'nothing-new' | 'not-accepted' | ChangesRefusal;
	/** The keys that changed, by root: the module turns them into words. A text or list that changed has the key ''. */
	changed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A document of a bundle, tried out and not yet applied. */
export interface TriedDocument {
	/** The rows that have their place in it; empty when it is not taken. */
	rows: readonly SignedUpdate[];
	/** Merges it into this device's, and tells what that changed. */
	apply(): TakenDocument;
	/** Lets go of it. */
	release(): void;
}

const NOTHING: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** Tries a colleague's document out against this device's. */
export async function tryDocument(
	{ store, outbox }: Carrying,
	{ name, changes, vector }: BundledDocument,
	signed: readonly SignedUpdate[]
): Promise<TriedDocument> {
	const { doc, loaded } = store.open(name);
	await loaded;
	const own = clientsOf((await outbox.updatesOf(name)).map(({ bytes }) => bytes));
	const checked = reaches(checkChanges(doc, changes, own), vector);
	const release = () => {
		store.release(name);
	};
	if (!checked.ok) {
		const { code } = checked;
		return { rows: [], apply: () => ({ name, outcome: code, changed: NOTHING }), release };
	}
	const rows = signed.filter(({ doc: of, bytes }) => of === name && holdsUpdate(checked.value, bytes));
	const apply = (): TakenDocument => {
		const changed = watchKeys(doc, () => {
			store.applyCarried(name, changes);
		});
		return { name, outcome: changed.size > 0 ? 'new' : 'nothing-new', changed };
	};
	return { rows, apply, release };
}

/** A difference from what this device had, and has lost since, fits without filling the hole: that is a gap as well. */
function reaches(
	checked: Result<Map<number, number>, ChangesRefusal>,
	vector: Uint8Array
): Result<Map<number, number>, ChangesRefusal> {
	const theirs = readVector(vector);
	if (!checked.ok || !theirs) return checked.ok ? refuse('malformed') : checked;
	const isThere = [...theirs].every(([client, clock]) => clock <= (checked.value.get(client) ?? 0));
	return isThere ? checked : refuse('gap');
}

/** The keys that something changes in a document, by root. */
function watchKeys(doc: Y.Doc, change: () => void): Map<string, Set<string>> {
	const changed = new Map<string, Set<string>>();
	const listen = (transaction: Y.Transaction) => {
		for (const [root, type] of doc.share) {
			const keys = transaction.changed.get(type);
			if (keys) changed.set(root, new Set([...keys].map((key) => key ?? '')));
		}
	};
	doc.once('afterTransaction', listen);
	change();
	doc.off('afterTransaction', listen);
	return changed;
}
