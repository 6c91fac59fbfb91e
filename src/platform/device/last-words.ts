import { fromBase64Url, toBase64Url } from '#core/bytes';
import type { Outbox } from './outbox.ts';
import type { CommandRow, UpdateRow } from './storage.ts';

/** An update as the local storage holds it: its bytes in base64url. */
type StoredWords = Pick<UpdateRow, 'doc' | 'tab' | 'n'> & { bytes: string };

/** A command as the local storage holds it, with the tab that it was made in. */
interface StoredAct {
	tab: string;
	row: CommandRow;
}

const keyOf = (member: string) => `last-words-${member}`;
const actsOf = (member: string) => `last-acts-${member}`;

/**
 * Keeps what the browser has not written. IndexedDB writes in the background, and a page that is left on a busy phone
 * takes its queue along; the local storage is written at once, and holds it until the next start. To be called when the
 * page goes, and while IndexedDB refuses to write.
 */
export function keepLastWords(member: string, outbox: Outbox): void {
	const { updates, commands } = outbox.unwritten();
	const { tab } = outbox;
	const words = updates.map(({ bytes, doc, tab: madeIn, n }) => ({ doc, tab: madeIn, n, bytes: toBase64Url(bytes) }));
	const others = <Row extends { tab: string }>(rows: Row[]) => rows.filter((row) => row.tab !== tab);
	const named = new Map([...others(readWords(member)), ...words].map((row) => [`${row.doc} ${row.tab} ${row.n}`, row]));
	keep(keyOf(member), [...named.values()]);
	keep(actsOf(member), [...others(readActs(member)), ...commands.map((row) => ({ tab, row }))]);
}

/** Brings kept last words into the outbox. A row that IndexedDB had written after all is the same row. */
export async function takeLastWords(member: string, outbox: Outbox): Promise<void> {
	const updates = readWords(member).map((row): UpdateRow => ({
		...row,
		bytes: fromBase64Url(row.bytes),
		refused: null,
		v: 1,
		enc: null
	}));
	const acts = readActs(member);
	if (updates.length + acts.length === 0) return;
	if (!(await outbox.addRows({ updates, commands: await newActs(acts, outbox) }))) return;
	keep(keyOf(member), []);
	keep(actsOf(member), []);
}

/** The picture of a command may have gone with the page: then the person is told, instead of waiting for it. */
async function newActs(acts: readonly StoredAct[], outbox: Outbox): Promise<CommandRow[]> {
	const [commands, blobs] = await Promise.all([outbox.commands(), outbox.blobs()]);
	const known = new Set(commands.map(({ id }) => id));
	const here = new Set(blobs.map(({ id }) => id));
	const fresh = acts.map(({ row }) => row).filter(({ id }) => !known.has(id));
	return fresh.map((row) => (row.blob === null || here.has(row.blob) ? row : { ...row, again: true }));
}

function keep(key: string, rows: readonly unknown[]): void {
	try {
		if (rows.length > 0) localStorage.setItem(key, JSON.stringify(rows));
		else localStorage.removeItem(key);
	} catch {
		// The local storage is full or blocked: IndexedDB may still finish.
	}
}

function readWords(member: string): StoredWords[] {
	return readStored(keyOf(member), areWords);
}

function readActs(member: string): StoredAct[] {
	return readStored(actsOf(member), isAct);
}

function readStored<Row>(key: string, isRow: (stored: unknown) => stored is Row): Row[] {
	try {
		const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
		return Array.isArray(stored) && stored.every(isRow) ? stored : [];
	} catch {
		return [];
	}
}

/** Checked by hand: this is read at every start, and the library for it would be loaded for these fields alone. */
function areWords(stored: unknown): stored is StoredWords {
	if (typeof stored !== 'object' || stored === null) return false;
	const { doc, tab, n, bytes } = stored as Partial<Record<keyof StoredWords, unknown>>;
	return typeof doc === 'string' && typeof tab === 'string' && typeof n === 'number' && typeof bytes === 'string';
}

/** The server judges a command itself: here only its row has to be one. */
function isAct(stored: unknown): stored is StoredAct {
	if (typeof stored !== 'object' || stored === null) return false;
	const { tab, row } = stored as Partial<StoredAct>;
	const isRow = typeof row?.id === 'string' && row.command.id === row.id && typeof row.command.at === 'string';
	return typeof tab === 'string' && isRow;
}
