import { rm, stat, writeFile } from 'node:fs/promises';

/**
 * What time it is for the files of a folder, in milliseconds since 1970. Files are dated by the machine that they lie
 * on: by any other clock one that was written just now may look years old. `probe` is a path in the folder.
 */
export async function folderTime(probe: string): Promise<number> {
	await writeFile(probe, '', { flag: 'wx' });
	try {
		return (await stat(probe)).mtimeMs;
	} finally {
		await rm(probe, { force: true });
	}
}
