import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '#core/id';
import { keepLastWords, takeLastWords } from './last-words.ts';
import { Outbox } from './outbox.ts';
import { openMemberRows } from './storage.ts';

const MEMBER = newId();
beforeEach(() => {
	const stored = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, value: string) => stored.set(key, value),
		removeItem: (key: string) => stored.delete(key)
	});
});
afterEach(() => vi.unstubAllGlobals());

const open = async (member: string) => new Outbox(await openMemberRows(member), member);

it('[OB8] what the browser had not written when the page went is in the outbox at the next start, once', async () => {
	const gone = await open(MEMBER);
	void gone.addUpdate('a', Uint8Array.of(1, 255));
	keepLastWords(MEMBER, gone); // before IndexedDB has written anything
	const lost = newId(); // a device on which the write never came through
	localStorage.setItem(`last-words-${lost}`, localStorage.getItem(`last-words-${MEMBER}`) ?? '');
	const started = await open(lost);
	await takeLastWords(lost, started);
	expect(await started.updatesOf('a')).toMatchObject([{ bytes: Uint8Array.of(1, 255) }]);
	await takeLastWords(lost, started);
	expect(await started.updatesOf('a')).toHaveLength(1);
	await gone.settled();
	await takeLastWords(MEMBER, gone);
	expect(await gone.updatesOf('a')).toHaveLength(1);
});

it('[OB8] nothing is kept when everything is written', async () => {
	const outbox = await open(newId());
	await outbox.addUpdate('a', Uint8Array.of(1));
	keepLastWords(MEMBER, outbox);
	expect(localStorage.getItem(`last-words-${MEMBER}`)).toBeNull();
});

it('[OB8] words that cannot be read are no words', async () => {
	const outbox = await open(newId());
	localStorage.setItem(`last-words-${MEMBER}`, '[{"doc":1}]');
	await takeLastWords(MEMBER, outbox);
	expect((await outbox.unsent()).updates).toBe(0);
});
