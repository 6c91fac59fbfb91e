import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '#core/command';
import { newId } from '#core/id';
import { DocumentStore } from './document-store.ts';
import { type MemberRows, openMemberRows } from './storage.ts';
import { keepLastWords, takeLastWords } from './last-words.ts';
import { Outbox } from './outbox.ts';

/** A phone that was in the background: the browser answers every question to its databases like this. */
const LOST = () => {
	throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
};

let member: string;
let rows: MemberRows;
let outbox: Outbox;
beforeEach(async () => {
	const stored = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, value: string) => stored.set(key, value),
		removeItem: (key: string) => stored.delete(key)
	});
	member = newId();
	rows = await openMemberRows(member);
	outbox = new Outbox(rows, member);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	outbox.close();
	rows.close();
});

function loseDatabases(): void {
	vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(LOST);
	vi.spyOn(indexedDB, 'open').mockImplementation(LOST);
}

/** The transactions that have begun from now on, and are not committed. */
function watchTransactions(): Set<IDBTransaction> {
	const uncommitted = new Set<IDBTransaction>();
	const begin = IDBDatabase.prototype.transaction;
	vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function watched(this: IDBDatabase, ...asked) {
		const transaction = begin.apply(this, asked);
		uncommitted.add(transaction);
		transaction.addEventListener('complete', () => uncommitted.delete(transaction));
		return transaction;
	});
	return uncommitted;
}

const command = (): Command => ({
	v: 1,
	id: newId(),
	kind: 'work-orders.note',
	about: newId(),
	payload: { text: 'Ventilen läcker' },
	author: member,
	device: newId(),
	at: '1',
	signature: ''
});

/** Opens the database again at once, as the page's button does. */
async function found(): Promise<boolean> {
	vi.restoreAllMocks();
	return rows.retry();
}

describe('a browser that has lost its databases', () => {
	it('[OB13] keeps what is written in memory: it is told, counted, and sent from there', async () => {
		const told: boolean[] = [];
		rows.onFailing((failing) => told.push(failing));
		await outbox.addUpdate('a', Uint8Array.of(1));
		await outbox.updatesOf('a');
		loseDatabases();
		const act = command();
		await Promise.all([outbox.addUpdate('a', Uint8Array.of(2)), outbox.addCommand(act, null, 0)]);
		expect(told).toEqual([true]);
		expect(await outbox.unsent()).toMatchObject({ updates: 1, commands: 1 });
		expect((await outbox.updatesOf('a')).map(({ bytes }) => [...bytes])).toEqual([[1], [2]]);
		expect(await outbox.commands()).toMatchObject([{ id: act.id, state: 'waiting' }]);
		await outbox.confirmUpdates(await outbox.updatesOf('a'));
		expect(await outbox.updatesOf('a')).toEqual([]);
	});

	it('[OB14] has everything on the disk once it has its databases again, and what was confirmed meanwhile is gone', async () => {
		await outbox.addUpdate('a', Uint8Array.of(1));
		await outbox.updatesOf('a');
		loseDatabases();
		await outbox.addUpdate('a', Uint8Array.of(2));
		const [first] = await outbox.updatesOf('a');
		await outbox.confirmUpdates(first ? [first] : []);
		expect(await rows.retry()).toBe(false);
		expect(await found()).toBe(true);
		expect(rows.unwritten()).toEqual([]);
		const later = await openMemberRows(member);
		expect((await new Outbox(later, member).updatesOf('a')).map(({ bytes }) => [...bytes])).toEqual([[2]]);
		later.close();
	});

	it('[OB14] opens them again by itself', async () => {
		loseDatabases();
		await outbox.addUpdate('a', Uint8Array.of(2));
		vi.restoreAllMocks();
		await vi.waitFor(() => {
			expect(rows.failing).toBe(false);
		}, 3000);
	});

	it('[OB15] keeps texts and acts beside the database, so that a page that is loaded anew still has them', async () => {
		loseDatabases();
		const act = command();
		await outbox.addUpdate('a', Uint8Array.of(7));
		await outbox.addCommand(act, null, 0);
		keepLastWords(member, outbox);
		vi.restoreAllMocks(); // the page is gone, and another one begins
		const next = await openMemberRows(member);
		const started = new Outbox(next, member);
		await takeLastWords(member, started);
		expect((await started.updatesOf('a')).map(({ bytes }) => [...bytes])).toEqual([[7]]);
		expect(await started.commands()).toMatchObject([{ id: act.id, state: 'waiting' }]);
		expect(localStorage.getItem(`last-acts-${member}`)).toBeNull();
		next.close();
	});

	it('[OB16] does not break off an edit because of its copy, which is whole again later', async () => {
		const store = new DocumentStore(member, outbox);
		store.onFailed(() => {
			rows.failed();
		});
		const { doc, loaded } = store.open('a');
		await loaded;
		loseDatabases();
		doc.getText('text').insert(0, 'Bytte packning');
		expect(rows.failing).toBe(true);
		expect(await outbox.updatesOf('a')).toHaveLength(1);
		expect(await found()).toBe(true);
		await outbox.confirmUpdates(await outbox.updatesOf('a'));
		const uncommitted = watchTransactions();
		await store.reopenCopies();
		expect(uncommitted.size).toBe(0); // a page that goes now would take them along
		const again = new DocumentStore(member, outbox);
		const copy = again.open('a');
		await copy.loaded;
		expect(copy.doc.getText('text').toJSON()).toBe('Bytte packning');
		again.close();
		store.close();
	});
});
