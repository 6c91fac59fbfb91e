import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '#app/installation';
import { openDatabase } from '#app/installation';
import { findMemberByUsername } from '#server/auth/members';
import { systemClock } from '#server/system-clock';
import { verifyPassword } from '#server/auth/password';
import { runAddOrganisation } from '#app/organisation';
import { DATABASES, newPostgresDatabase } from '../support/application.ts';

describe.each(DATABASES)('an empty installation on %s', (database) => {
	let dataDir: string;
	let env: Record<string, string>;
	beforeAll(async () => {
		dataDir = await mkdtemp(join(tmpdir(), 'first-administrator-'));
		// As before the first start: the folder itself is not there yet.
		env = {
			DATA_DIR: join(dataDir, 'data'),
			...(database === 'postgres' && { DATABASE_URL: await newPostgresDatabase() })
		};
	});
	afterAll(() => rm(dataDir, { recursive: true, force: true }));

	const run = async (...options: string[]) => {
		const lines: string[] = [];
		return { status: await runAddOrganisation(options, env, (line) => lines.push(line)), text: lines.join('\n') };
	};

	it('[PE15] gets its landlord and its first administrator by a command that tells the start password once', async () => {
		const { status, text } = await run('Hyresbolaget', 'Ada@hyresbolaget.example', 'Ada Ek');
		expect(status).toBe(0);
		const password = /startlösenordet (\S+)/.exec(text)?.[1] ?? '';
		const configuration = readConfiguration(env);
		if (!configuration.ok) throw new Error(configuration.code);
		const db = await openDatabase(configuration.value);
		const ada = await findMemberByUsername(db, 'ada@hyresbolaget.example', systemClock);
		expect(ada).toMatchObject({ name: 'Ada Ek', organisationName: 'Hyresbolaget', firstSignInDone: false });
		expect(ada?.actor.roles).toEqual(['administrator', 'orderer']);
		expect(await verifyPassword(ada?.passwordHash ?? '', password)).toBe(true);
		await db.destroy();
		expect(await run('En annan', 'ada@hyresbolaget.example', 'Ada')).toMatchObject({ status: 1 });
	});

	it.each([[[]], [['Bolaget']], [['Bolaget', 'ingen adress', 'Ada']]])(
		'[PE15] says how it is called: %j',
		async (options) => {
			expect(await run(...options)).toMatchObject({ status: 1, text: expect.stringContaining('Så här') as string });
		}
	);
});
