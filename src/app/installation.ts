import type { Result } from '#core/result';
import { type Configuration, readConfiguration as read } from '#server/configuration';
import { type Connection, type DatabasePlace, openDatabase as open } from '#server/database/open';
import { fillWithDemo as fill } from '#server/demo/fill';
import type { KeepingRule } from '#server/keeping/rules';
import type { ServerModule } from '#server/module';
import { serverModules } from './server-modules.ts';

// What an installation of this application is opened with: the platform's functions, told which modules there are.

const demos = serverModules.map(({ demo }) => demo);

/** The keeping rules of modules, by name. */
export function keepingRulesOf(
	modules: readonly Pick<ServerModule, 'keepingRules'>[]
): Readonly<Record<string, KeepingRule>> {
	return Object.assign({}, ...modules.map((module) => module.keepingRules)) as Record<string, KeepingRule>;
}

/** Reads the environment; a refusal is one line that names the variable and what is wrong with it. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Result<Configuration, string> {
	return read(env, keepingRulesOf(serverModules));
}

/** Opens the database and brings all tables up to date; throws when a migration fails. */
export function openDatabase(place: DatabasePlace): Promise<Connection> {
	return open(place, serverModules);
}

/** Fills an empty installation with demo data as of `now`; false when it holds something already. */
export function fillWithDemo(db: Connection, now: number, size: number | null = null): Promise<boolean> {
	return fill(db, demos, { now, size });
}
