import type { Catalogue } from '#core/catalogue';
import { parseDocumentName } from '#core/document-name';
import { keepAside } from './lost-facts.ts';
import { GENERATION } from './notes.ts';
import type { Work } from './work.ts';

/**
 * After a restore from a backup, what the server had accepted since is handed over again, and what it had told is
 * forgotten: it may tell otherwise now. What people plan together stays, and fills the server again.
 */
export async function beginAnotherLife(work: Work, findKind: Catalogue['findKind'], generation: string): Promise<void> {
	// One tab after the other: a later one must not forget what an earlier one has been told anew.
	await navigator.locks.request('avbrottsfri-generation', () => begin(work, findKind, generation));
}

async function begin(work: Work, findKind: Catalogue['findKind'], generation: string): Promise<void> {
	const { notes, outbox, store } = work;
	if ((await notes.read<string>(GENERATION)) === generation) return;
	await outbox.sendAgain();
	// The adding device may be gone: what this one was told may be nowhere else, and is forgotten only when it is safe.
	if (!(await keepAside(work, findKind))) return;
	for (const name of await store.copies()) {
		const parsed = parseDocumentName(name);
		if (parsed.ok && findKind(parsed.value.kind)?.form === 'facts') await store.forgetCopy(name);
	}
	await notes.write(GENERATION, generation);
}
