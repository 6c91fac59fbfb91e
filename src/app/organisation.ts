import { fileURLToPath } from 'node:url';
import { runAddOrganisation as run } from '#server/people/first-administrator';
import { catalogue } from './catalogue.ts';
import { openDatabase, readConfiguration } from './installation.ts';
import { systemClock } from '#server/system-clock';

/** Adds an organisation to the installation that the environment names; gives the status that the program ends with. */
export async function runAddOrganisation(
	options: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void
): Promise<0 | 1> {
	const roles = (await catalogue.loadRules()).rolesWith('administrator');
	return run(options, { configuration: readConfiguration(env), open: openDatabase, clock: systemClock, roles, say });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.exitCode = await runAddOrganisation(process.argv.slice(2), process.env, (line) =>
		process.stdout.write(`${line}\n`)
	);
}
