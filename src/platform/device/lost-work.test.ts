import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#core/id';
import { LostWork, findLostWork } from './lost-work.svelte.ts';
import { openMemberRows } from './storage.ts';
import { markerOf } from './unsent-marker.ts';

/** As a browser keeps them: a cookie whose age is 0 is gone. */
class Cookies {
	readonly #kept = new Map<string, string>();

	get cookie(): string {
		return [...this.#kept].map(([name, value]) => `${name}=${value}`).join('; ');
	}
	set cookie(text: string) {
		const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
		if (/max-age=0/.test(text)) this.#kept.delete(name);
		else this.#kept.set(name, value);
	}
}

beforeEach(() => {
	vi.stubGlobal('document', new Cookies());
	vi.stubGlobal('location', { protocol: 'https:' });
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** What the app finds at its next start. */
async function nextStart(): Promise<LostWork> {
	await findLostWork();
	return new LostWork();
}

describe('a browser that has cleared what the app stores', () => {
	it('[OB21] is noticed by a cookie, told at every start until it was read, and once', async () => {
		markerOf(newId())(3);
		expect((await nextStart()).changes).toBe(3);
		const lost = await nextStart();
		expect(lost.changes).toBe(3);
		lost.seen();
		expect((await nextStart()).changes).toBe(0);
	});

	it('[OB21] counts everybody whose work is gone, and nobody whose work is here or was sent', async () => {
		const [here, sent, gone, other] = [newId(), newId(), newId(), newId()];
		const rows = await openMemberRows(here);
		for (const [member, changes] of [
			[here, 5],
			[sent, 2],
			[gone, 3],
			[other, 4]
		] as const)
			markerOf(member)(changes);
		markerOf(sent)(0);
		expect((await nextStart()).changes).toBe(7);
		rows.close();
	});

	it('[OB21] says nothing where the browser cannot tell', async () => {
		markerOf(newId())(3);
		vi.spyOn(indexedDB, 'databases').mockRejectedValue(new DOMException('lost', 'UnknownError'));
		expect((await nextStart()).changes).toBe(0);
	});
});
