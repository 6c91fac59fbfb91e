import { fromBase64Url, toBase64Url } from '#core/bytes';
import type { Outbox } from './outbox.ts';
import type { UpdateRow } from './storage.ts';

/** An update as the local storage holds it: its bytes in base64url. */
type StoredWords = Pick<UpdateRow, 'doc' | 'tab' | 'n'> & { bytes: string };

const keyOf = (member: string) => `last-words-${member}`;

/**
 * Keeps what the browser has not written yet when the page goes. IndexedDB writes in the background, and a page that is
 * left on a busy phone takes its queue along; the local storage is written at once, and holds it until the next start.
 */
export function keepLastWords(member: string, outbox: Outbox): () => void {
	const keep = () => {
		const rows = outbox.unwritten().map(({ doc, tab, n, bytes }) => ({ doc, tab, n, bytes: toBase64Url(bytes) }));
		if (rows.length === 0) return;
		try {
			localStorage.setItem(keyOf(member), JSON.stringify([...readStored(member), ...rows]));
		} catch {
			// The local storage is full or blocked: IndexedDB may still finish.
		}
	};
	addEventListener('pagehide', keep);
	return () => {
		removeEventListener('pagehide', keep);
	};
}

/** Brings kept last words into the outbox. A row that IndexedDB had written after all is the same row. */
export async function takeLastWords(member: string, outbox: Outbox): Promise<void> {
	const rows = readStored(member).map((row): UpdateRow => ({
		...row,
		bytes: fromBase64Url(row.bytes),
		refused: null,
		v: 1,
		enc: null
	}));
	if (rows.length === 0) return;
	await outbox.addRows(rows);
	localStorage.removeItem(keyOf(member));
}

function readStored(member: string): StoredWords[] {
	try {
		const stored: unknown = JSON.parse(localStorage.getItem(keyOf(member)) ?? '[]');
		return Array.isArray(stored) && stored.every(areWords) ? stored : [];
	} catch {
		return [];
	}
}

/** Checked by hand: this is read at every start, and the library for it would be loaded for these four fields alone. */
function areWords(stored: unknown): stored is StoredWords {
	if (typeof stored !== 'object' || stored === null) return false;
	const { doc, tab, n, bytes } = stored as Partial<Record<keyof StoredWords, unknown>>;
	return typeof doc === 'string' && typeof tab === 'string' && typeof n === 'number' && typeof bytes === 'string';
}
