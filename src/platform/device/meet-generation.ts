import type { Catalogue } from '#core/catalogue';
import { GENERATION } from './notes.ts';
import type { Work } from './work.ts';

/**
 * Compares the server's life with the one that this device knows: see another-life.ts for what a restored one means. To
 * be called before anything is opened; undefined when nobody has told.
 */
export async function meetGeneration(
	work: Work,
	{ findKind }: Pick<Catalogue, 'findKind'>,
	generation: string | undefined
): Promise<void> {
	const known = await work.notes.read<string>(GENERATION);
	if (generation === undefined || known === generation) return;
	if (known === undefined) await work.notes.write(GENERATION, generation);
	else await (await import('./another-life.ts')).beginAnotherLife(work, findKind, generation);
}
