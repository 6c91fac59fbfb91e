import { existsSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import type { Connection } from '../database/open.ts';
import { DOCUMENTS, FILES, TABLES } from './backup.ts';
import { beginGeneration } from './generation.ts';
import { type BackupProblem, checkBackup } from './manifest.ts';

/** What was put back. */
export interface Restored {
	/** When the backup was made. */
	madeAt: string;
	/** Where what was there before lies now; null when there was nothing. */
	setAside: string | null;
}

/**
 * Puts a backup in the place of an installation that is not running, and begins its new life. What was there before is
 * set aside, never deleted.
 */
export async function restoreBackup(
	dataDir: string,
	folder: string,
	{ clock, open }: { clock: Clock; open: () => Promise<Connection> }
): Promise<Result<Restored, BackupProblem | 'running'>> {
	const backup = await checkBackup(folder);
	if (!backup.ok) return backup;
	if ([TABLES, DOCUMENTS].some((name) => isInUse(join(dataDir, name)))) return refuse('running');
	const setAside = await putAside(dataDir, clock);
	for (const name of [TABLES, DOCUMENTS, FILES]) {
		const from = join(folder, name);
		if (existsSync(from)) await cp(from, join(dataDir, name), { recursive: true });
	}
	await markRestored(open, clock, backup.value.madeAt);
	return ok({ madeAt: backup.value.madeAt, setAside });
}

/** Begins a new life of tables that were put back, by us or in another way. */
export async function markRestored(
	open: () => Promise<Connection>,
	clock: Clock,
	backupAt: string | null
): Promise<void> {
	const db = await open();
	try {
		await beginGeneration(db, clock.now(), backupAt);
	} finally {
		await db.destroy();
	}
}

/** What has no place in a backup (sessions' uploads, keys) stays where it is. */
async function putAside(dataDir: string, clock: Clock): Promise<string | null> {
	const names = [TABLES, DOCUMENTS].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]);
	const present = [...names, FILES].filter((name) => existsSync(join(dataDir, name)));
	if (present.length === 0) {
		await mkdir(dataDir, { recursive: true });
		return null;
	}
	const aside = join(dataDir, `before-restore-${new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-')}`);
	await mkdir(aside);
	for (const name of present) await rename(join(dataDir, name), join(aside, name));
	return aside;
}

/** True when another process has the database open: it would go on writing into the file that was set aside. */
function isInUse(file: string): boolean {
	if (!existsSync(file)) return false;
	const database = new DatabaseSync(file);
	try {
		database.exec('pragma locking_mode = exclusive; begin exclusive; commit');
		return false;
	} catch {
		return true;
	} finally {
		database.close();
	}
}
