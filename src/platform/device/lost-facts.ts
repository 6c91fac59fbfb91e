import * as Y from 'yjs';
import type { SessionInfo } from '#core/answers';
import type { Catalogue } from '#core/catalogue';
import { canonicalJson } from '#core/command';
import type { AgainEntry, BroughtAgain } from '#core/document-kind';
import { parseDocumentName } from '#core/document-name';
import { type CopiedDocument, decodeCopies } from '#core/first-copy';
import { getFirstCopy } from './api.ts';
import { STRICT } from './kept-rows.ts';
import { GENERATION, LOST_FACTS } from './notes.ts';
import type { Work } from './work.ts';

/** So much of one command's entries, and so many: the server takes 2 MiB and a hundred commands at once. */
const AT_ONCE = { characters: 12_000, entries: 200 } as const;

/** Entries of facts as a server told them that was restored since, by document. */
type LostFacts = Readonly<Record<string, readonly AgainEntry[]>>;

const FROM_SERVER = {};

type FindKind = Pick<Catalogue, 'findKind'>['findKind'];

/**
 * Keeps aside what a server told before it was restored, as far as devices bring it again: its copies are about to be
 * forgotten. False when the browser does not store it. Safe to repeat: nothing that was kept is lost to a copy that has
 * been forgotten meanwhile.
 */
export async function keepAside({ notes, rows, store }: Work, findKind: FindKind): Promise<boolean> {
	const known = (await notes.read<LostFacts>(LOST_FACTS)) ?? {};
	const kept: Record<string, readonly AgainEntry[]> = { ...known };
	for (const name of await store.copies()) {
		const { again } = kindOf(name, findKind);
		if (!again) continue;
		const { doc, loaded } = store.open(name);
		await loaded;
		const entries = joined(known[name] ?? [], entriesOf(doc, again));
		store.release(name);
		if (entries.length > 0) kept[name] = entries;
	}
	if (Object.keys(kept).length > 0) await notes.write(LOST_FACTS, kept, STRICT);
	return !rows.failing;
}

/** What bringing again asks of the device. */
export interface BringingAgain {
	findKind: FindKind;
	/** All facts that the server has for the member, as encodeCopies() writes them; null when they cannot be had now. */
	askServer?(): Promise<Uint8Array | null>;
	/** The server's life as this tab knows it; another tab may know a later one. */
	life: SessionInfo['generation'];
	/** Puts a command into the outbox: it is sent until it is answered. */
	act(command: string, scope: string, payload: { entries: readonly AgainEntry[] }): Promise<void>;
}

/**
 * Brings to a restored server what it lacks of what was kept aside. What is in the outbox is kept aside no longer; without
 * the server everything waits for the next time.
 */
export async function bringAgain(
	{ notes }: Pick<Work, 'notes'>,
	{ findKind, askServer = getFirstCopy, life, act }: BringingAgain
): Promise<void> {
	const kept = await notes.read<LostFacts>(LOST_FACTS);
	if (!kept || life?.id !== (await notes.read(GENERATION))) return;
	if (!life?.recovering) {
		await notes.write(LOST_FACTS, null, STRICT);
		return;
	}
	const answer = await askServer();
	if (!answer) return;
	const told = new Map(readCopies(answer));
	for (const [name, entries] of Object.entries(kept)) {
		const update = told.get(name);
		const { again, scope } = kindOf(name, findKind);
		// Not this member's now: a right that was lost with the tables may come back.
		if (!update || !again) continue;
		for (const part of parts(lacking(entries, update, again))) await act(again.command, scope, { entries: part });
		await letGo(notes, name);
	}
}

function kindOf(name: string, findKind: FindKind): { again: BroughtAgain | undefined; scope: string } {
	const parsed = parseDocumentName(name);
	if (!parsed.ok) return { again: undefined, scope: '' };
	return { again: findKind(parsed.value.kind)?.again, scope: parsed.value.scope };
}

function entriesOf(doc: Y.Doc, { roots }: BroughtAgain): AgainEntry[] {
	return roots.flatMap((root) => [...doc.getMap(root)].map(([key, body]) => ({ root, key, body })));
}

const nameOf = ({ root, key }: AgainEntry) => `${root} ${key}`;

function joined(before: readonly AgainEntry[], now: readonly AgainEntry[]): AgainEntry[] {
	return [...new Map([...before, ...now].map((entry) => [nameOf(entry), entry])).values()];
}

/** In the order of the roots: what is named comes before what names it. */
function lacking(entries: readonly AgainEntry[], update: Uint8Array, again: BroughtAgain): AgainEntry[] {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, update, FROM_SERVER);
	const known = new Set(entriesOf(doc, again).map(nameOf));
	doc.destroy();
	return again.roots.flatMap((root) => entries.filter((entry) => entry.root === root && !known.has(nameOf(entry))));
}

function parts(entries: readonly AgainEntry[]): AgainEntry[][] {
	const all: AgainEntry[][] = [];
	let room = 0;
	for (const entry of entries) {
		const length = canonicalJson(entry).length;
		const last = all.at(-1);
		if (last && last.length < AT_ONCE.entries && length <= room) last.push(entry);
		else {
			all.push([entry]);
			room = AT_ONCE.characters;
		}
		room -= length;
	}
	return all;
}

async function letGo(notes: Work['notes'], name: string): Promise<void> {
	const kept = (await notes.read<LostFacts>(LOST_FACTS)) ?? {};
	const left = Object.entries(kept).filter(([each]) => each !== name);
	await notes.write(LOST_FACTS, left.length > 0 ? Object.fromEntries(left) : null, STRICT);
}

/** Bytes that are not ours say nothing. */
function readCopies(bytes: Uint8Array): CopiedDocument[] {
	try {
		return decodeCopies(bytes);
	} catch {
		return [];
	}
}
