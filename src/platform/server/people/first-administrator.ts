import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import { readConfiguration } from '../configuration.ts';
import { type Connection, openDatabase } from '../database/open.ts';
import { markSettingsBehind } from '#modules/work-orders/server/settings/settings.ts';
import { systemClock } from '../system-clock.ts';
import { insertInvited } from './invitations.ts';
import { newStartPassword } from './start-password.ts';

const USAGE = 'Så här: npm run organisation -- "ORGANISATIONENS NAMN" E-POST "ADMINISTRATÖRENS NAMN"';
const EMAIL = /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+$/;

/** A new organisation and the person who keeps it. */
export interface NewOrganisation {
	organisation: string;
	email: string;
	name: string;
}

/**
 * Adds an organisation with its first administrator, who invites everybody else; gives the start password, which is
 * told nowhere else.
 */
export async function addOrganisation(
	db: Connection,
	clock: Clock,
	{ organisation, email, name }: NewOrganisation
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
		await markSettingsBehind(trx, id);
		const person = {
			name,
			email,
			mobile: '',
			username: email.toLowerCase(),
			roles: ['administrator', 'orderer'] as const
		};
		await insertInvited(trx, { organisation: id, company: null }, person, start);
		return ok({ startPassword: start.password, expiresAt: start.expiresAt });
	});
}

/** Runs it from the command line on the installation that the environment names; gives the status to end with. */
export async function runAddOrganisation(
	options: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void
): Promise<0 | 1> {
	const { positionals } = parseArgs({ args: [...options], allowPositionals: true, strict: false });
	const [organisation = '', email = '', name = '', ...more] = positionals.map((word) => word.trim());
	const configuration = readConfiguration(env);
	if (!organisation || !EMAIL.test(email) || !name || more.length > 0 || !configuration.ok) {
		say(configuration.ok ? USAGE : configuration.code);
		return 1;
	}
	const db = await openDatabase(configuration.value);
	try {
		const added = await addOrganisation(db, systemClock, { organisation, email, name });
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.exitCode = await runAddOrganisation(process.argv.slice(2), process.env, (line) =>
		process.stdout.write(`${line}\n`)
	);
}
