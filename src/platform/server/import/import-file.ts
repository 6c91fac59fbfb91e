import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import type { Configuration } from '../configuration.ts';
import type { Connection } from '../database/open.ts';

/** What reading in a file stands on. */
export interface ImportOptions {
	db: Connection;
	clock: Clock;
	/** Checks everything and writes nothing. */
	dryRun: boolean;
	/** The sign-in name of the person who imports; null for the only organisation's first who may. */
	as: string | null;
	/** Prints one line for the person who runs it. */
	say(line: string): void;
}

/** Reads one kind of file into the installation; true when nothing in it was refused. */
export type Importer = (bytes: Uint8Array, options: ImportOptions) => Promise<boolean>;

/** What a run from the command line stands on. */
export interface ImportRun {
	importers: Readonly<Record<string, Importer>>;
	configuration: Result<Configuration, string>;
	open(configuration: Configuration): Promise<Connection>;
	clock: Clock;
	say(line: string): void;
}

interface Asked {
	kind: string;
	file: string;
	dryRun: boolean;
	as: string | null;
}

/** Reads a file into an installation; gives the status that the program ends with. */
export async function runImport(options: readonly string[], run: ImportRun): Promise<0 | 1> {
	const { importers, say } = run;
	const asked = readOptions(options, Object.keys(importers));
	const configuration = asked.ok ? installationOf(run.configuration) : asked;
	const bytes = asked.ok ? await readFile(asked.value.file).catch(() => null) : null;
	if (!asked.ok || !configuration.ok || !bytes) {
		say(configuration.ok ? `Filen kan inte läsas. ${usageOf(Object.keys(importers))}` : configuration.code);
		return 1;
	}
	const { kind, dryRun, as } = asked.value;
	const db = await run.open(configuration.value);
	try {
		return (await importers[kind]?.(bytes, { db, clock: run.clock, dryRun, as, say })) ? 0 : 1;
	} finally {
		await db.destroy();
	}
}

const usageOf = (kinds: readonly string[]) =>
	`Så här: npm run import -- ${kinds.join('|')} FIL.csv [--dry-run] [--as E-POST]`;

function readOptions(options: readonly string[], kinds: readonly string[]): Result<Asked, string> {
	try {
		const { values, positionals } = parseArgs({
			args: [...options],
			options: { 'dry-run': { type: 'boolean' }, as: { type: 'string' } },
			allowPositionals: true
		});
		const [kind = '', file, ...more] = positionals;
		if (!kinds.includes(kind)) {
			return refuse(`"${kind}" kan inte läsas in. Det som kan läsas in: ${kinds.join(', ')}`);
		}
		if (file === undefined || more.length > 0) return refuse(usageOf(kinds));
		return ok({ kind, file, dryRun: values['dry-run'] ?? false, as: values.as ?? null });
	} catch {
		return refuse(usageOf(kinds)); // an option that does not exist
	}
}

function installationOf(configuration: Result<Configuration, string>): Result<Configuration, string> {
	if (!configuration.ok) return configuration;
	const { databaseUrl, dataDir } = configuration.value;
	if (databaseUrl !== null || existsSync(join(dataDir, 'avbrottsfri.db'))) return configuration;
	return refuse(`Det finns ingen installation i ${dataDir}: starta servern en gång, eller ange DATA_DIR`);
}
