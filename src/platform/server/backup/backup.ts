import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import { MANIFEST, type Manifest, describeParts } from './manifest.ts';

/** The files that the embedded databases live in. */
export const DOCUMENTS = 'documents.db';
export const TABLES = 'avbrottsfri.db';
/** The folder of pictures and other files. */
export const FILES = 'files';

/**
 * Copies an installation that may be running into an empty folder. Documents come first: tables that are older than
 * documents would leave orders on the devices that no table knows. Files come last, since they are never changed: of
 * those that the tables name only such can be missing as were due to go that very moment.
 */
export async function makeBackup(
	dataDir: string,
	folder: string,
	clock: Clock
): Promise<Result<Manifest, 'no-installation' | 'folder-taken'>> {
	if (!existsSync(join(dataDir, TABLES))) return refuse('no-installation');
	await mkdir(folder, { recursive: true });
	if ((await readdir(folder)).length > 0) return refuse('folder-taken');
	const madeAt = new Date(clock.now()).toISOString();
	for (const name of [DOCUMENTS, TABLES]) copyDatabase(join(dataDir, name), join(folder, name));
	if (existsSync(join(dataDir, FILES))) {
		await cp(join(dataDir, FILES), join(folder, FILES), {
			recursive: true,
			filter: (path) => !path.endsWith('.part') // being written
		});
	}
	const manifest: Manifest = { version: 1, madeAt, parts: await describeParts(folder) };
	// Under its own name last: a folder without it is no backup.
	await writeFile(join(folder, `${MANIFEST}.part`), JSON.stringify(manifest, null, '\t'), { flush: true });
	await rename(join(folder, `${MANIFEST}.part`), join(folder, MANIFEST));
	return ok(manifest);
}

/** A whole copy as of one moment, also while others write. */
function copyDatabase(from: string, to: string): void {
	if (!existsSync(from)) return;
	const database = new DatabaseSync(from);
	try {
		database.exec('pragma busy_timeout = 10000');
		database.prepare('vacuum into ?').run(to);
	} finally {
		database.close();
	}
}
