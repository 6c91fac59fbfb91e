import { fileURLToPath } from 'node:url';
import { type Importer, runImport as run } from '#server/import/import-file';
import { openDatabase, readConfiguration } from './installation.ts';
import { serverModules } from './server-modules.ts';
import { systemClock } from '#server/system-clock';

const importers = Object.assign({}, ...serverModules.map((module) => module.importers)) as Record<string, Importer>;

/** Reads a file into the installation that the environment names; gives the status that the program ends with. */
export function runImport(
	options: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void
): Promise<0 | 1> {
	const configuration = readConfiguration(env);
	return run(options, { importers, configuration, open: openDatabase, clock: systemClock, say });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.exitCode = await runImport(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`));
}
