import { fileURLToPath } from 'node:url';
import type { Clock } from '#core/clock';
import { runBackup as run } from '#server/backup/run-backup';
import { openDatabase, readConfiguration } from './installation.ts';
import { systemClock } from '#server/system-clock';

/** Copies or puts back the installation that the environment names; gives the status that the program ends with. */
export function runBackup(
	options: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void,
	clock: Clock = systemClock
): Promise<0 | 1> {
	return run(options, { configuration: readConfiguration(env), open: openDatabase, clock, say });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.exitCode = await runBackup(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`));
}
