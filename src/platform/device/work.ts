import { deviceClock } from './device-clock.svelte.ts';
import { HybridClock } from '#core/clock';
import { Brought } from './brought.ts';
import { Carried } from './carrying/carried.ts';
import type { Carrying } from './carrying/carrying.ts';
import { DocumentStore } from './document-store.ts';
import type { Exchange } from './exchange/exchange.ts';
import type { Identity } from './identity.ts';
import { keepLastWords, takeLastWords } from './last-words.ts';
import { Notes } from './notes.ts';
import { Outbox } from './outbox.ts';
import { type CarriedRows, type MemberRows, openCarriedRows, openMemberRows } from './storage.ts';

/** What is open on this device while a member is signed in. */
export interface Work {
	identity: Identity;
	rows: MemberRows;
	carriedRows: CarriedRows;
	outbox: Outbox;
	store: DocumentStore;
	/** What this device gives colleagues, and has taken from them, while there is no server. */
	carrying: Carrying;
	/** The line to the server; null until the page has been drawn. */
	exchange: Exchange | null;
	clock: HybridClock;
	notes: Notes;
	/** What somebody fetched to look at, though the device does not hold it by itself. */
	brought: Brought;
	close(): void;
}

/** Opens what a member keeps on this device. */
export async function openWork(identity: Identity): Promise<Work> {
	const { session, device } = identity;
	const [rows, carriedRows] = await Promise.all([openMemberRows(session.member), openCarriedRows(session.member)]);
	const outbox = new Outbox(rows, session.member);
	await takeLastWords(session.member, outbox);
	const carried = new Carried(carriedRows, session.member);
	const store = new DocumentStore(session.member, outbox, carried);
	// A copy that could not be written lacks something: opened again it takes what the page has.
	store.onFailed(() => {
		rows.failed();
	});
	rows.beforeWell(() => store.reopenCopies());
	const keepWords = () => {
		keepLastWords(session.member, outbox);
	};
	rows.onFailing(keepWords);
	outbox.onChange(() => {
		if (rows.failing) keepWords();
	});
	addEventListener('pagehide', leave);
	const clock = new HybridClock({ now: () => deviceClock.now() }, device.id);
	for (const row of await outbox.commands()) clock.see(row.command.at);
	const own = { member: session.member, name: session.name, device: device.id, key: device.key };
	const card = session.carrying?.card ?? null;
	const carrying = { store, outbox, carried, own: { ...own, card }, now: () => deviceClock.now() };
	const notes = new Notes(rows);
	const brought = new Brought(notes);
	const work: Work = {
		identity,
		rows,
		carriedRows,
		outbox,
		store,
		carrying,
		exchange: null,
		clock,
		notes,
		brought,
		close
	};
	function close() {
		removeEventListener('pagehide', leave);
		work.exchange?.close();
		store.close();
		outbox.close();
		carried.close();
		rows.close();
	}
	// A page that the browser keeps for the back button would keep the databases from the next one, which then waits for ever.
	function leave() {
		keepWords();
		close();
	}
	return work;
}

/** Opens what the first page will ask for while that page is still being made; gives the way to let go of it. */
export function openFirst({ store }: Work, names: readonly string[]): () => void {
	for (const name of names) store.open(name);
	return () => {
		for (const name of names) store.release(name);
	};
}

/** Resolves after the next quiet moment, within half a second. */
export function pageIsDrawn(): Promise<void> {
	return new Promise((resolve) => {
		if ('requestIdleCallback' in globalThis)
			requestIdleCallback(
				() => {
					resolve();
				},
				{ timeout: 500 }
			);
		else setTimeout(resolve, 200);
	});
}
