import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#app/installation';
import { serverModules } from '#app/server-modules';
import { findMember } from '#server/auth/members';
import { allMigrations } from '#server/database/open';
import { sqliteDialect } from '#server/database/sqlite';
import { systemClock } from '#server/system-clock';
import { DATABASES, newPostgresDatabase } from '../support/application.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

type Former = Kysely<Record<string, Record<string, unknown>>>;

/** Somebody as the version before had them: roles for everything, and teams apart. */
interface FormerMember {
	organisation: string;
	company?: string;
	roles: readonly string[];
	teams?: readonly string[];
	removed?: true;
}

/** A landlord with a contractor, one without anything, home care, and an organisation that has both. */
const MEMBERS: Readonly<Record<string, FormerMember>> = {
	technician: { organisation: 'landlord', company: 'pipes', roles: ['contractor'] },
	orderer: { organisation: 'landlord', roles: ['orderer'] },
	both: { organisation: 'landlord', roles: ['administrator', 'orderer'] },
	administrator: { organisation: 'landlord', roles: ['administrator'] },
	begun: { organisation: 'empty', roles: ['administrator'] },
	planner: { organisation: 'care', roles: ['planner'], teams: ['north', 'south'] },
	carer: { organisation: 'care', roles: ['carer'], teams: ['north'] },
	plansAndVisits: { organisation: 'care', roles: ['planner', 'carer'], teams: ['south'] },
	keeper: { organisation: 'care', roles: ['administrator'], teams: ['north'] },
	everything: { organisation: 'municipality', roles: ['administrator', 'planner'], teams: ['middle'] },
	nobody: { organisation: 'care', roles: [] },
	removed: { organisation: 'landlord', roles: ['orderer'], removed: true }
};

const TEAMS = { north: 'care', south: 'care', middle: 'municipality' };

async function formerDatabase(database: (typeof DATABASES)[number]) {
	const dataDir = await mkdtemp(join(tmpdir(), 'roles-migration-'));
	folders.push(dataDir);
	const databaseUrl = database === 'postgres' ? await newPostgresDatabase() : null;
	const dialect = databaseUrl
		? new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) })
		: sqliteDialect(join(dataDir, 'avbrottsfri.db'));
	const db: Former = new Kysely({ dialect });
	const all = allMigrations(database, serverModules);
	await new Migrator({ db, provider: { getMigrations: () => Promise.resolve(all) } }).migrateTo('0012-add-keeping');
	await fill(db);
	await db.destroy();
	return { databaseUrl, dataDir };
}

async function fill(db: Former): Promise<void> {
	for (const id of ['landlord', 'empty', 'care', 'municipality']) {
		await db.insertInto('organisations').values({ id, name: id, settings_json: '{}' }).execute();
	}
	const company = { id: 'pipes', organisation_id: 'landlord', name: 'pipes', organisation_number: '1' };
	await db.insertInto('companies').values(company).execute();
	const order = { id: 'o', organisation_id: 'municipality', number: 1, bundle: '', status: 'ordered', month: '' };
	await db
		.insertInto('work_orders')
		.values({ ...order, body_json: '{}' })
		.execute();
	for (const [id, organisation_id] of Object.entries(TEAMS)) {
		await db.insertInto('teams').values({ id, organisation_id, name: id }).execute();
	}
	for (const [id, member] of Object.entries(MEMBERS)) await insertMember(db, id, member);
}

async function insertMember(
	db: Former,
	id: string,
	{ organisation, company = '', roles, teams = [], removed }: FormerMember
): Promise<void> {
	const blank = { password_hash: '', email: '', phone: '', mobile: '', other_phone: '', first_sign_in_done: 1 };
	await db
		.insertInto('members')
		.values({
			...blank,
			id,
			organisation_id: organisation,
			company_id: company || null,
			username: id,
			name: id,
			roles_json: JSON.stringify(roles),
			removed_at: removed ? '2026-01-01T00:00:00.000Z' : null
		})
		.execute();
	for (const team_id of teams) {
		await db
			.insertInto('team_members')
			.values({ team_id, member_id: id, carer_id: roles.includes('carer') ? 'c1' : null })
			.execute();
	}
}

describe.each(DATABASES)('an installation from before roles were given for a scope, on %s', (database) => {
	it('[RO8] everybody has what they had, for just the places that they had it in', async () => {
		const db = await openDatabase(await formerDatabase(database));
		const found = await Promise.all(
			Object.keys(MEMBERS).map(async (id) => [id, await findMember(db, id, null, systemClock)] as const)
		);
		expect(Object.fromEntries(found.map(([id, member]) => [id, member?.actor.rolesIn]))).toEqual({
			technician: { pipes: ['contractor'] },
			orderer: { landlord: ['orderer'] },
			both: { landlord: expect.arrayContaining(['administrator', 'orderer']) as string[] },
			administrator: { landlord: expect.arrayContaining(['administrator', 'orderer']) as string[] },
			begun: { empty: expect.arrayContaining(['administrator', 'orderer']) as string[] },
			planner: { north: ['planner'], south: ['planner'] },
			carer: { north: ['carer'] },
			plansAndVisits: { south: expect.arrayContaining(['planner', 'carer']) as string[] },
			keeper: { care: ['administrator'], north: ['colleague'] },
			everything: {
				municipality: expect.arrayContaining(['administrator', 'orderer']) as string[],
				middle: ['planner']
			},
			nobody: {},
			removed: undefined
		});
		const carer = found.find(([id]) => id === 'carer')?.[1];
		expect(carer?.teams).toEqual([{ id: 'north', name: 'north', carer: 'c1' }]);
		const rows = await db.selectFrom('role_grants').selectAll().execute();
		expect(rows.filter(({ member_id }) => member_id === 'removed')).toHaveLength(1);
		expect(rows.every(({ from_day, to_day }) => from_day === null && to_day === null)).toBe(true);
		await db.destroy();
	});
});
