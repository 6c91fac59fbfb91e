import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import type { Damage } from './damaged-copy.ts';

const LATE = 3000; // milliseconds: a copy that has not opened by then is looked into

/**
 * Opens the copy of a document. `onFailed` is called when it cannot be written: the library writes without asking whether
 * the database is still there, and would throw in the middle of an edit.
 */
export function openCopy(name: string, doc: Y.Doc, onFailed: () => void): IndexeddbPersistence {
	const copy = new IndexeddbPersistence(name, doc);
	copy._db.then(
		(database) => {
			// Another tab takes the copy away: what the library has put off would meet a database that is closing.
			database.addEventListener('versionchange', () => {
				clearTimeout(copy._storeTimeoutId as number);
			});
		},
		() => undefined // stateOf() tells
	);
	const write = copy._storeUpdate;
	doc.off('update', write);
	copy._storeUpdate = (update: Uint8Array, origin: unknown) => {
		try {
			write(update, origin);
		} catch {
			onFailed();
		}
	};
	doc.on('update', copy._storeUpdate);
	readQuietly(doc, copy);
	return copy;
}

/** A damaged copy never says that it is read, and one whose database does not open is silent for good. */
export async function stateOf(copy: IndexeddbPersistence, name: string): Promise<'read' | Damage> {
	const read = copy.whenSynced.then(() => 'read' as const);
	const opened = copy._db.then(
		() => read,
		() => 'silent' as const
	);
	const late = new Promise<null>((resolve) => {
		setTimeout(() => {
			resolve(null);
		}, LATE);
	});
	const state = await Promise.race([opened, late]);
	if (state !== null) return state;
	const { findDamage } = await import('./damaged-copy.ts');
	return findDamage(name);
}

/**
 * Resolves when the disk has what the document had as its copy was opened. "Synced" says only that it was asked for: a
 * page that goes right then takes it along. A later transaction begins when that one has been committed.
 */
export async function copyIsWritten(copy: IndexeddbPersistence): Promise<void> {
	await copy.whenSynced;
	const database = await copy._db;
	await new Promise<void>((resolve, reject) => {
		const transaction = database.transaction('updates', 'readwrite');
		transaction.objectStore('updates').count();
		transaction.oncomplete = () => {
			resolve();
		};
		transaction.onabort = () => {
			reject(new Error('A copy could not be written', { cause: transaction.error }));
		};
	});
}

/**
 * While a copy is read nobody hears of updates: whoever listens ignores them, and Yjs would write out everything that it
 * has just read in, which is a fifth of what a slow phone waits for.
 */
function readQuietly(doc: Y.Doc, persistence: IndexeddbPersistence): void {
	doc.on('beforeTransaction', function quiet({ origin }: Y.Transaction) {
		if (origin !== persistence) return;
		doc.off('beforeTransaction', quiet);
		const listeners = doc._observers.get('update');
		doc._observers.delete('update');
		doc.once('afterAllTransactions', () => {
			if (listeners) doc._observers.set('update', listeners);
		});
	});
}
