import { zipSync } from 'fflate/browser';
import type { CopyFile } from './folder.ts';

/** Files in one archive. They are locked, and so cannot be made smaller. */
export async function zipFiles(files: readonly CopyFile[]): Promise<Blob> {
	const contents = await Promise.all(
		files.map(async ({ name, content }) => [name, new Uint8Array(await content.arrayBuffer())] as const)
	);
	return new Blob([new Uint8Array(zipSync(Object.fromEntries(contents), { level: 0 }))], { type: 'application/zip' });
}
