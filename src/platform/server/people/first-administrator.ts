import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import { ADMINISTRATOR } from '#core/roles';
import type { Configuration } from '../configuration.ts';
import type { Connection } from '../database/open.ts';
import { markBehind } from '#server/facts/behind';
import { insertInvited } from './invitations.ts';
import { newStartPassword } from './start-password.ts';

const USAGE = 'Så här: npm run organisation -- "ORGANISATIONENS NAMN" E-POST "ADMINISTRATÖRENS NAMN"';
const EMAIL = /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+$/;

/** A new organisation and the person who keeps it. */
export interface NewOrganisation {
	organisation: string;
	email: string;
	name: string;
	/** The roles of modules that an administrator has besides. */
	roles: readonly string[];
}

/**
 * Adds an organisation with its first administrator, who invites everybody else; gives the start password, which is
 * told nowhere else.
 */
export async function addOrganisation(
	db: Connection,
	clock: Clock,
	{ organisation, email, name, roles }: NewOrganisation
): Promise<Result<{ startPassword: string; expiresAt: string }, 'username-taken'>> {
	const start = await newStartPassword(clock);
	return db.transaction().execute(async (trx) => {
		const id = newId();
		const taken = await trx
			.selectFrom('members')
			.select('id')
			.where('username', '=', email.toLowerCase())
			.executeTakeFirst();
		if (taken) return refuse('username-taken');
		await trx.insertInto('organisations').values({ id, name: organisation, settings_json: '{}' }).execute();
		await markBehind(trx, id);
		const person = {
			name,
			email,
			mobile: '',
			username: email.toLowerCase(),
			roles: [ADMINISTRATOR, ...roles]
		};
		await insertInvited(trx, { organisation: id, company: null }, person, start);
		return ok({ startPassword: start.password, expiresAt: start.expiresAt });
	});
}

/** What a run from the command line stands on. */
export interface AddRun {
	configuration: Result<Configuration, string>;
	open(configuration: Configuration): Promise<Connection>;
	clock: Clock;
	/** The roles of modules that an administrator has besides. */
	roles: readonly string[];
	say(line: string): void;
}

/** Runs it from the command line; gives the status to end with. */
export async function runAddOrganisation(
	options: readonly string[],
	{ configuration, open, clock, roles, say }: AddRun
): Promise<0 | 1> {
	const { positionals } = parseArgs({ args: [...options], allowPositionals: true, strict: false });
	const [organisation = '', email = '', name = '', ...more] = positionals.map((word) => word.trim());
	if (!organisation || !EMAIL.test(email) || !name || more.length > 0 || !configuration.ok) {
		say(configuration.ok ? USAGE : configuration.code);
		return 1;
	}
	await mkdir(configuration.value.dataDir, { recursive: true });
	const db = await open(configuration.value);
	try {
		const added = await addOrganisation(db, clock, { organisation, email, name, roles });
		if (!added.ok) {
			say(`${email} är redan någons användarnamn`);
			return 1;
		}
		say(`${organisation} är upplagd. Logga in som ${email} med startlösenordet ${added.value.startPassword}`);
		say('Lösenordet visas bara nu och gäller i sju dagar.');
		return 0;
	} finally {
		await db.destroy();
	}
}
