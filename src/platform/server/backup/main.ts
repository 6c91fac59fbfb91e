import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Clock } from '#core/clock';
import { type Configuration, readConfiguration } from '../configuration.ts';
import { systemClock } from '../system-clock.ts';
import { makeBackup } from './backup.ts';
import { markRestored, restoreBackup } from './restore.ts';

const USAGE = 'Så här: npm run backup -- MAPP, npm run restore -- MAPP eller npm run restore -- --mark';
const PROBLEMS = {
	'no-installation': 'Det finns ingen installation att kopiera: ange DATA_DIR.',
	'folder-taken': 'Mappen är inte tom. Ange en ny mapp: en säkerhetskopia skrivs aldrig över.',
	'no-backup': 'Det finns ingen säkerhetskopia i mappen, eller så blev den aldrig klar.',
	damaged: 'Säkerhetskopian är skadad. Ingenting är ändrat.',
	running: 'Servern är igång. Stoppa den först. Ingenting är ändrat.'
} as const;

type Say = (line: string) => void;

/** Copies or puts back the installation that the environment names; gives the status that the program ends with. */
export async function runBackup(
	options: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: Say,
	clock: Clock = systemClock
): Promise<0 | 1> {
	const { values, positionals } = parseArgs({
		args: [...options],
		options: { mark: { type: 'boolean' } },
		allowPositionals: true,
		strict: false
	});
	const [what = '', folder, ...more] = positionals;
	const configuration = readConfiguration(env);
	if (!configuration.ok) return ended(say, configuration.code);
	if (more.length > 0) return ended(say, USAGE);
	if (what === 'restore' && values['mark'] === true && folder === undefined) {
		await markRestored(configuration.value, clock, null);
		say('Databasen är märkt som återställd. Enheterna skickar det som saknas när de får kontakt.');
		return 0;
	}
	if (folder === undefined) return ended(say, USAGE);
	return onFolder(what, { configuration: configuration.value, folder: resolve(folder), say, clock });
}

interface OnFolder {
	configuration: Configuration;
	folder: string;
	say: Say;
	clock: Clock;
}

async function onFolder(what: string, { configuration, folder, say, clock }: OnFolder): Promise<0 | 1> {
	if (configuration.databaseUrl !== null) {
		return ended(say, 'Databasen ligger i PostgreSQL: kopiera den med pg_dump, och filerna i DATA_DIR/files för sig.');
	}
	if (what === 'backup') {
		const made = await makeBackup(configuration.dataDir, folder, clock);
		if (!made.ok) return ended(say, PROBLEMS[made.code]);
		say(`Säkerhetskopian är klar: ${made.value.parts.length} filer i ${folder}`);
		return 0;
	}
	if (what !== 'restore') return ended(say, USAGE);
	const restored = await restoreBackup(configuration.dataDir, folder, clock);
	if (!restored.ok) return ended(say, PROBLEMS[restored.code]);
	const { madeAt, setAside } = restored.value;
	say(`Säkerhetskopian från ${madeAt} är på plats. Starta servern: enheterna skickar det som saknas.`);
	if (setAside !== null) say(`Det som fanns före ligger kvar i ${setAside}`);
	return 0;
}

function ended(say: Say, line: string): 1 {
	say(line);
	return 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.exitCode = await runBackup(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`));
}
