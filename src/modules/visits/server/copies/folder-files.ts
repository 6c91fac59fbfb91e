import { hash, randomBytes } from 'node:crypto';
import { access, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderTime } from '#server/files/folder-time';
import type { CheckFolder, Commit, Inspect, MadeFile } from './writer-messages.ts';

/** Says in the folder itself what lies in it. Without it a folder that was written in before is not that folder. */
const MARKER = 'Avbrottsfri kopior.txt';
const TEMPORARY = /^\.avbrott-[0-9a-f]{16}$/;
const OLD = 60 * 60 * 1000; // an hour: no file takes so long to write

/**
 * Makes sure that the folder can be written in. A share that is not connected leaves an empty folder in its place:
 * written into, that would look like copies, and be none.
 */
export async function checkFolder({ root, folder, mayCreate, isKnown, marker }: CheckFolder): Promise<void> {
	if (mayCreate) await mkdir(root, { recursive: true });
	await stat(root);
	const path = join(root, MARKER);
	const found = await access(path).then(
		() => true,
		() => false
	);
	if (!found && isKnown) throw Object.assign(new Error('The folder has no marker'), { code: 'ENOENT' });
	if (!found) await writeFile(path, marker);
	await mkdir(folder, { recursive: true });
	await removeOld(folder);
}

/** What an earlier process left half done. */
async function removeOld(folder: string): Promise<void> {
	const left = (await readdir(folder)).filter((name) => TEMPORARY.test(name));
	if (left.length === 0) return;
	const now = await folderTime(join(folder, newTemporary()));
	for (const name of left) {
		const { mtimeMs } = await stat(join(folder, name));
		if (now - mtimeMs > OLD) await rm(join(folder, name), { force: true });
	}
}

const newTemporary = () => `.avbrott-${randomBytes(8).toString('hex')}`;

/** Writes bytes beside the place that they are meant for, durably. */
export async function writeBeside(folder: string, file: string, bytes: Uint8Array): Promise<MadeFile> {
	const temporary = newTemporary();
	const path = join(folder, temporary);
	try {
		const handle = await open(path, 'wx', 0o640);
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch (error) {
		await rm(path, { force: true }).catch(() => null);
		throw error;
	}
	return { file, temporary, sha256: hash('sha256', bytes, 'hex') };
}

/** Puts files in their places, each at once or not at all, and removes others. */
export async function commitFiles({ folder, moves, removed }: Commit): Promise<void> {
	for (const { temporary, file } of moves) await rename(join(folder, temporary), join(folder, file));
	for (const file of removed) await rm(join(folder, file), { force: true });
	await syncFolder(folder);
}

/** The ids of files that are not there, or not as they were written. */
export async function inspectFiles({ folder, files }: Inspect): Promise<string[]> {
	const missing: string[] = [];
	for (const { id, file, sha256 } of files) {
		const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
			throw error;
		});
		if (bytes === null || hash('sha256', bytes, 'hex') !== sha256) missing.push(id);
	}
	return missing;
}

/** Not every file system knows how; there the renames count as they are. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r').catch(() => null);
	await handle?.sync().catch(() => null);
	await handle?.close();
}
