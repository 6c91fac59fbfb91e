import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const KEY = 32; // bytes

/**
 * The 32 random bytes of a file that only we may read, made when they are first needed. Two processes that start at once
 * end up with the same: the second finds the file there. Throws when the file holds anything else.
 */
export async function readKeyFile(path: string): Promise<Buffer> {
	try {
		const file = await open(path, 'wx', 0o600);
		await file.writeFile(randomBytes(KEY));
		await file.sync();
		await file.close();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const key = await readFile(path);
	if (key.length !== KEY) throw new Error(`${basename(path)} is damaged`);
	return key;
}
