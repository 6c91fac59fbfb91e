import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a file of this name unless it is already there, so that a second delivery changes nothing. Temporary name,
 * fsync, rename, fsync of the folder: after a kill the file is whole or absent. The name must not hold personal data.
 */
export async function writeOnce(folder: string, name: string, content: string | Uint8Array): Promise<void> {
	await mkdir(folder, { recursive: true });
	const path = join(folder, name);
	if (await exists(path)) return;
	const temporary = join(folder, `.${name}.part`);
	const file = await open(temporary, 'w', 0o600);
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(temporary, path);
	await syncFolder(folder);
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false
	);
}

async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return; // folders cannot be opened there; NTFS journals renames by itself
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
