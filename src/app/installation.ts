import type { Result } from '#core/result';
import { type Configuration, readConfiguration as read } from '#server/configuration';
import { type Connection, type DatabasePlace, openDatabase as open } from '#server/database/open';
import { type DemoAccounts, demoAccounts as accountsOf, fillWithDemo as fill } from '#server/demo/fill';
import { serverModules } from './server-modules.ts';

// What an installation of this application is opened with: the platform's functions, told which modules there are.

const demos = serverModules.map(({ demo }) => demo);
const keepingRules = Object.assign({}, ...serverModules.map((module) => module.keepingRules)) as Parameters<
	typeof read
>[1];

/** Reads the environment; a refusal is one line that names the variable and what is wrong with it. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Result<Configuration, string> {
	return read(env, keepingRules);
}

/** Opens the database and brings all tables up to date; throws when a migration fails. */
export function openDatabase(place: DatabasePlace): Promise<Connection> {
	return open(place, serverModules);
}

/** Fills an empty installation with demo data as of `now`; false when it holds something already. */
export function fillWithDemo(db: Connection, now: number, size: number | null = null): Promise<boolean> {
	return fill(db, demos, { now, size });
}

/** The accounts to try with, or null when this installation holds no demo data. */
export function demoAccounts(db: Connection): Promise<DemoAccounts | null> {
	return accountsOf(db, demos);
}
