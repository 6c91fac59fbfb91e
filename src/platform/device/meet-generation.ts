import type { Catalogue } from '#core/catalogue';
import { parseDocumentName } from '#core/document-name';
import type { Work } from './work.ts';

/**
 * Compares the server's life with the one that this device knows. After a restore from a backup, what the server had
 * accepted since is handed over again, and what it had told is forgotten: it may tell otherwise now. What people plan
 * together stays, and fills the server again. To be called before anything is opened; undefined when nobody has told.
 */
export async function meetGeneration(
	{ notes, outbox, store }: Work,
	{ findKind }: Pick<Catalogue, 'findKind'>,
	generation: string | undefined
): Promise<void> {
	if (generation === undefined) return;
	const known = await notes.read<string>('generation');
	if (known === generation) return;
	if (known !== undefined) {
		await outbox.sendAgain();
		await store.removeCopiesOf((name) => {
			const parsed = parseDocumentName(name);
			return parsed.ok && findKind(parsed.value.kind)?.form === 'facts';
		});
	}
	await notes.write('generation', generation);
}
