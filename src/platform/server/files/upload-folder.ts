import { createReadStream } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash, randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { folderTime } from './folder-time.ts';

/** How far an upload has come, in bytes. */
export interface UploadProgress {
	size: number;
	/** Bytes that have arrived; null when they were removed after the file was stored. */
	arrived: number | null;
}

const NAME = /^([0-9a-f]{32})(?:\.json)?$/;

/**
 * The folder in which the tus store keeps uploads: the bytes under the upload's id, what is known about them beside it
 * in a .json file. The latter stays after the bytes are gone, since quotas count it.
 */
export class UploadFolder {
	readonly path: string;

	constructor(path: string) {
		this.path = path;
	}

	/** Makes the folder, which the tus store does too late and without waiting. */
	async create(): Promise<void> {
		await mkdir(this.path, { recursive: true });
	}

	/** The file that holds the bytes of an upload. */
	dataPath(id: string): string {
		return join(this.path, id);
	}

	/** How far an upload has come, or null when nothing is known about it. */
	async progress(id: string): Promise<UploadProgress | null> {
		const known = await readFile(join(this.path, `${id}.json`), 'utf8').catch(() => null);
		if (known === null) return null;
		const size = readSize(known);
		if (size === null) return null;
		const data = await stat(this.dataPath(id)).catch(() => null);
		return { size, arrived: data?.size ?? null };
	}

	/** SHA-256 of the bytes that have arrived, as 64 hexadecimal digits. */
	async sha256(id: string): Promise<string> {
		const hash = createHash('sha256');
		await pipeline(createReadStream(this.dataPath(id)), hash);
		return hash.digest('hex');
	}

	/** Removes the bytes of an upload that is finished: they can hold a position or a face that the picture no longer shows. */
	async removeBytes(id: string): Promise<void> {
		await rm(this.dataPath(id), { force: true });
	}

	/** Removes all of an upload. */
	async remove(id: string): Promise<void> {
		await this.removeBytes(id);
		await rm(join(this.path, `${id}.json`), { force: true });
	}

	/** The ids that lie in the folder, with how many milliseconds ago each was last written to. */
	async list(): Promise<Map<string, number>> {
		const found = new Map<string, number>();
		const names = await readdir(this.path);
		const now = await folderTime(join(this.path, `.time-${randomUUID()}`));
		for (const name of names) {
			const id = NAME.exec(name)?.[1];
			const about = id === undefined ? null : await stat(join(this.path, name)).catch(() => null);
			if (id !== undefined && about) found.set(id, Math.min(found.get(id) ?? Infinity, now - about.mtimeMs));
		}
		return found;
	}
}

function readSize(json: string): number | null {
	try {
		const { size } = JSON.parse(json) as { size?: unknown };
		return typeof size === 'number' ? size : null;
	} catch {
		return null; // cut off by a crash
	}
}
