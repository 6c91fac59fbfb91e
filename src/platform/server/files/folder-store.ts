import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type FileStore, isFileKey } from './file-store.ts';
import { folderTime } from './folder-time.ts';

/** Files in a folder of this machine. Written under a temporary name, flushed, renamed; the folder is flushed too. */
export class FolderStore implements FileStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async put(key: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
		const path = this.#path(key);
		await mkdir(dirname(path), { recursive: true });
		const temporary = `${path}.${randomUUID()}.part`;
		try {
			const file = await open(temporary, 'wx', 0o600);
			try {
				await file.writeFile(content);
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(temporary, path);
		} catch (error) {
			await rm(temporary, { force: true }).catch(() => null); // the first error is the one that counts
			throw error;
		}
		await syncFolder(dirname(path));
		await syncFolder(this.#folder);
	}

	async get(key: string) {
		const file = await open(this.#path(key), 'r').catch(absentAsNull);
		if (!file) return null;
		const { size } = await file.stat();
		const body = Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array<ArrayBuffer>>;
		return { size, body };
	}

	async exists(key: string): Promise<boolean> {
		return (await stat(this.#path(key)).catch(absentAsNull)) !== null;
	}

	async delete(key: string): Promise<void> {
		await rm(this.#path(key), { force: true });
	}

	/** Removes what interrupted writes have left behind, when last written to longer ago than `age` milliseconds. */
	async removeRemains(age: number): Promise<number> {
		const names = await readdir(this.#folder, { recursive: true }).catch(() => []);
		const left = names.filter((name) => name.endsWith('.part'));
		if (left.length === 0) return 0;
		const before = (await folderTime(join(this.#folder, `${randomUUID()}.part`))) - age;
		let removed = 0;
		for (const name of left) {
			const path = join(this.#folder, name);
			const about = await stat(path).catch(absentAsNull);
			if (!about || about.mtimeMs >= before) continue;
			await rm(path, { force: true });
			removed += 1;
		}
		return removed;
	}

	#path(key: string): string {
		if (!isFileKey(key)) throw new Error('Not a key of a stored file');
		return join(this.#folder, key);
	}
}

function absentAsNull(error: NodeJS.ErrnoException): null {
	if (error.code === 'ENOENT') return null;
	throw error;
}

/** Makes a rename last: without it a lost machine can forget the new name although the content is on disk. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return; // folders cannot be opened there; NTFS journals renames by itself
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
