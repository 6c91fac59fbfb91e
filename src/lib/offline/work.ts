import { HybridClock } from '#core/clock';
import { Carried } from './carrying/carried.ts';
import type { Carrying } from './carrying/carrying.ts';
import { DocumentStore } from './document-store.ts';
import type { Exchange } from './exchange/exchange.ts';
import type { Identity } from './identity.ts';
import { keepLastWords, takeLastWords } from './last-words.ts';
import { Notes } from './notes.ts';
import { Outbox } from './outbox.ts';
import { openCarriedStorage, openMemberStorage } from './storage.ts';

/** What is open on this device while a member is signed in. */
export interface Work {
	identity: Identity;
	outbox: Outbox;
	store: DocumentStore;
	/** What this device gives colleagues, and has taken from them, while there is no server. */
	carrying: Carrying;
	/** The line to the server; null until the page has been drawn. */
	exchange: Exchange | null;
	clock: HybridClock;
	notes: Notes;
	close(): void;
}

/** Opens what a member keeps on this device. */
export async function openWork(identity: Identity): Promise<Work> {
	const { session, device } = identity;
	const storage = await openMemberStorage(session.member);
	const outbox = new Outbox(storage, session.member);
	await takeLastWords(session.member, outbox);
	const stopKeeping = keepLastWords(session.member, outbox);
	const carried = new Carried(await openCarriedStorage(session.member));
	const store = new DocumentStore(session.member, outbox, carried);
	const clock = new HybridClock({ now: Date.now }, device.id);
	for (const row of await outbox.commands()) clock.see(row.command.at);
	await outbox.tidy(Date.now());
	const own = { member: session.member, name: session.name, device: device.id, key: device.key };
	const card = session.carrying?.card ?? null;
	const carrying = { store, outbox, carried, own: { ...own, card }, now: Date.now };
	const work: Work = { identity, outbox, store, carrying, exchange: null, clock, notes: new Notes(storage), close };
	function close() {
		work.exchange?.close();
		stopKeeping();
		store.close();
		outbox.close();
		carried.close();
		storage.close();
	}
	return work;
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
