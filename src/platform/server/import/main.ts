import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Result, ok, refuse } from '#core/result';
import { authorize } from '#app/catalogue';
import { type Member, findMember, findMemberByUsername } from '../auth/members.ts';
import { type Configuration, readConfiguration } from '../configuration.ts';
import { type Connection, openDatabase } from '../database/open.ts';
import { systemClock } from '../system-clock.ts';
import { type ImportFrom, importWorkOrders } from '#modules/work-orders/server/import/work-orders.ts';

/** How each kind of file is read in. */
const KINDS: Readonly<Record<string, (bytes: Uint8Array, into: ImportFrom) => Promise<boolean>>> = {
	'work-orders': importWorkOrders
};
const USAGE = 'Så här: npm run import -- work-orders FIL.csv [--dry-run] [--as E-POST]';

interface Asked {
	kind: string;
	file: string;
	dryRun: boolean;
	/** The sign-in name of the orderer who imports; null for the only organisation's first. */
	as: string | null;
}

/** Reads a file into the installation that the environment names; gives the status that the program ends with. */
export async function runImport(
	options: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void
): Promise<0 | 1> {
	const asked = readOptions(options);
	const configuration = asked.ok ? readInstallation(env) : asked;
	const bytes = asked.ok ? await readFile(asked.value.file).catch(() => null) : null;
	if (!asked.ok || !configuration.ok || !bytes) {
		say(configuration.ok ? `Filen kan inte läsas. ${USAGE}` : configuration.code);
		return 1;
	}
	const db = await openDatabase(configuration.value);
	try {
		const member = await findImporter(db, asked.value.as);
		if (!member.ok) {
			say(member.code);
			return 1;
		}
		const { actor, name } = member.value;
		const from = { actor, name, dryRun: asked.value.dryRun };
		const isGood = await KINDS[asked.value.kind]?.(bytes, { db, clock: systemClock, from, say });
		return isGood ? 0 : 1;
	} finally {
		await db.destroy();
	}
}

function readOptions(options: readonly string[]): Result<Asked, string> {
	try {
		const { values, positionals } = parseArgs({
			args: [...options],
			options: { 'dry-run': { type: 'boolean' }, as: { type: 'string' } },
			allowPositionals: true
		});
		const [kind = '', file, ...more] = positionals;
		const known = Object.keys(KINDS).join(', ');
		if (!Object.hasOwn(KINDS, kind)) return refuse(`"${kind}" kan inte läsas in. Det som kan läsas in: ${known}`);
		if (file === undefined || more.length > 0) return refuse(USAGE);
		return ok({ kind, file, dryRun: values['dry-run'] ?? false, as: values.as ?? null });
	} catch {
		return refuse(USAGE); // an option that does not exist
	}
}

function readInstallation(env: Readonly<Record<string, string | undefined>>): Result<Configuration, string> {
	const configuration = readConfiguration(env);
	if (!configuration.ok) return configuration;
	const { databaseUrl, dataDir } = configuration.value;
	if (databaseUrl !== null || existsSync(join(dataDir, 'avbrottsfri.db'))) return configuration;
	return refuse(`Det finns ingen installation i ${dataDir}: starta servern en gång, eller ange DATA_DIR`);
}

/** The orderer in whose name orders are registered. */
async function findImporter(db: Connection, as: string | null): Promise<Result<Member, string>> {
	if (as !== null) {
		const member = await findMemberByUsername(db, as.trim().toLowerCase());
		return member && mayRegister(member) ? ok(member) : refuse(`${as} är ingen beställare här`);
	}
	const rows = await db
		.selectFrom('members')
		.select('id')
		.where('company_id', 'is', null)
		.where('removed_at', 'is', null)
		.orderBy('username')
		.execute();
	const members = await Promise.all(rows.map(({ id }) => findMember(db, id, null)));
	const orderers = members.filter((member) => member !== null && mayRegister(member));
	if (new Set(orderers.map((member) => member?.actor.organisation)).size > 1) {
		return refuse('Här finns flera organisationer: ange beställare med --as E-POST');
	}
	return orderers[0] ? ok(orderers[0]) : refuse('Här finns ingen beställare');
}

function mayRegister({ actor }: Member): boolean {
	return authorize(actor, 'write', { type: 'work-order-register', organisation: actor.organisation });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.exitCode = await runImport(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`));
}
