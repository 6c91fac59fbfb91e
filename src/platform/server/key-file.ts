import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { CannotStart } from './cannot-start.ts';

const KEY = 32; // bytes

/**
 * The 32 random bytes of a file that only we may read, made when they are first needed. Two processes that start at once
 * end up with the same: the second finds the file there. Throws CannotStart when the file holds anything else, and when it
 * is gone though `isUsed` says that something was sealed under it: another key would make all of that unreadable for good.
 */
export async function readKeyFile(path: string, isUsed: () => Promise<boolean>): Promise<Buffer> {
	const key = (await readIfThere(path)) ?? (await makeKey(path, isUsed));
	if (key.length !== KEY) throw new CannotStart(`${basename(path)} is damaged, put it back from a backup`);
	return key;
}

async function makeKey(path: string, isUsed: () => Promise<boolean>): Promise<Buffer> {
	const name = basename(path);
	if (await isUsed()) throw new CannotStart(`${name} is missing, put it back from a backup`);
	// Written beside it and put in place whole: a machine that stops here leaves no half a key.
	const beside = `${path}.${randomBytes(8).toString('hex')}`;
	try {
		const file = await open(beside, 'wx', 0o600);
		await file.writeFile(randomBytes(KEY));
		await file.sync();
		await file.close();
		await link(beside, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new CannotStart(`${name} cannot be written`);
	} finally {
		await rm(beside, { force: true });
	}
	return readFile(path);
}

async function readIfThere(path: string): Promise<Buffer | null> {
	try {
		return await readFile(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw new CannotStart(`${basename(path)} cannot be read`);
	}
}
