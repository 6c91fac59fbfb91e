import * as Y from 'yjs';
import { isId } from '#core/id';
import type { Work } from './work.ts';

/** What people have written that this device could not store, as plain text: to be pasted elsewhere, in case. */
export function unwrittenText({ outbox, store }: Pick<Work, 'outbox' | 'store'>): string {
	const { updates, commands } = outbox.unwritten();
	const documents = [...new Set(updates.map(({ doc }) => doc))];
	const texts = documents.flatMap((name) => {
		const { doc } = store.open(name);
		const found = [...doc.share.values()].flatMap((shared) => (shared instanceof Y.Text ? [shared.toJSON()] : []));
		store.release(name);
		return found;
	});
	return [...texts, ...commands.flatMap(({ command }) => textsIn(command.payload))].filter(Boolean).join('\n\n');
}

/** Ids say nothing to people. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return isId(value) ? [] : [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
