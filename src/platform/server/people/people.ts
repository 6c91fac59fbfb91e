import type { Actor } from '#core/access';
import type { Person } from '#core/answers';
import type { Clock } from '#core/clock';
import type { Rules } from '#core/rules';
import { type Result, ok, refuse } from '#core/result';
import { ADMINISTRATOR, heldRoles } from '#core/roles';
import { swedishDay } from '#swedish/dates';
import { type Connection, isPostgres } from '../database/open.ts';
import { type PeopleOf, giveRoles, grantsOn, scopeOf, takeRoles } from './grants.ts';

/** What a change of people stands on. */
interface Keeping {
	db: Connection;
	clock: Clock;
}

/** The people of a company, or the landlord's own, by name. */
export async function listPeople(db: Connection, of: PeopleOf, now: number): Promise<Person[]> {
	const rows = await db
		.selectFrom('members')
		.leftJoin('companies', 'companies.id', 'members.company_id')
		.selectAll('members')
		.select('companies.organisation_number')
		.select(({ selectFrom }) =>
			selectFrom('devices')
				.select(({ fn }) => fn.max('seen_at').as('seen'))
				.whereRef('devices.member_id', '=', 'members.id')
				.as('seen_at')
		)
		.where('members.organisation_id', '=', of.organisation)
		.where('members.company_id', of.company === null ? 'is' : '=', of.company)
		.where('members.removed_at', 'is', null)
		.execute();
	const ids = rows.map(({ id }) => id);
	const grants = Map.groupBy(await grantsOn(db, ids, swedishDay(now)), ({ member }) => member);
	const iso = new Date(now).toISOString();
	const people = rows.map((row): Person => {
		const isExpired = row.start_password_expires_at !== null && row.start_password_expires_at <= iso;
		return {
			id: row.id,
			name: row.name,
			email: row.email,
			mobile: row.mobile,
			phone: row.phone,
			roles: heldRoles(grants.get(row.id) ?? []).roles,
			isCompanyAccount: row.username === row.organisation_number,
			state: row.first_sign_in_done === 1 ? 'active' : isExpired ? 'expired' : 'invited',
			seenAt: row.seen_at
		};
	});
	return people.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
}

/** Where a person belongs, or null when there is none (any more) with this id. */
export async function findPlaceOf(db: Connection, id: string): Promise<PeopleOf | null> {
	const row = await db
		.selectFrom('members')
		.select(['organisation_id', 'company_id'])
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	return row ? { organisation: row.organisation_id, company: row.company_id } : null;
}

/** The account that a company signs in with: it answers for the company's people. */
export async function companyAccount(db: Connection, company: string): Promise<string | null> {
	const row = await db
		.selectFrom('members')
		.innerJoin('companies', 'companies.id', 'members.company_id')
		.select('members.id')
		.where('companies.id', '=', company)
		.where('members.removed_at', 'is', null)
		.whereRef('members.username', '=', 'companies.organisation_number')
		.executeTakeFirst();
	return row?.id ?? null;
}

/** Why a person is not removed. */
export type RemovalRefusal = 'unknown-person' | 'own-account' | 'company-account' | 'no-longer-administrator';

/** Removes a person: nothing opens any more. What the person did stays, and so does the name under it. */
export async function removePerson(
	{ db, clock }: Keeping,
	{ id, of, by }: { id: string; of: PeopleOf; by: Actor }
): Promise<Result<null, RemovalRefusal>> {
	if (id === by.member) return refuse('own-account');
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		await lockOrganisation(trx, of.organisation);
		// Two administrators who remove each other at once: the one who comes second is none any more.
		if (by.company === null && !(await isAdministrator(trx, by, now))) return refuse('no-longer-administrator');
		if (of.company !== null && (await companyAccount(trx, of.company)) === id) return refuse('company-account');
		return (await close(trx, [id], new Date(now).toISOString())) > 0 ? ok(null) : refuse('unknown-person');
	});
}

/** Ends accounts, with their sessions and devices. Their names to sign in with are free again. */
export async function close(trx: Connection, ids: readonly string[], now: string): Promise<number> {
	let closed = 0;
	for (const id of ids) {
		const { numUpdatedRows } = await trx
			.updateTable('members')
			.set({ removed_at: now, username: `removed:${id}` })
			.where('id', '=', id)
			.where('removed_at', 'is', null)
			.executeTakeFirst();
		await endSessions(trx, id);
		await trx
			.updateTable('devices')
			.set({ revoked_at: now })
			.where('member_id', '=', id)
			.where('revoked_at', 'is', null)
			.execute();
		closed += Number(numUpdatedRows);
	}
	return closed;
}

/** Ends a member's sessions inside a transaction; the sockets are closed by Services.revoke() after it. */
export async function endSessions(trx: Connection, member: string): Promise<void> {
	await trx.deleteFrom('sessions').where('member_id', '=', member).execute();
}

/** Makes somebody an administrator, or takes that back. Nobody does it to themselves: so one always remains. */
export async function setAdministrator(
	{ db, clock, rolesWith }: Keeping & Pick<Rules, 'rolesWith'>,
	{ id, of, by, administrator }: { id: string; of: PeopleOf; by: Actor; administrator: boolean }
): Promise<Result<null, RemovalRefusal>> {
	if (id === by.member) return refuse('own-account');
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		await lockOrganisation(trx, of.organisation);
		if (!(await isAdministrator(trx, by, now))) return refuse('no-longer-administrator');
		const member = await trx
			.selectFrom('members')
			.select('id')
			.where('id', '=', id)
			.where('organisation_id', '=', of.organisation)
			.where('company_id', 'is', null)
			.where('removed_at', 'is', null)
			.executeTakeFirst();
		if (!member) return refuse('unknown-person');
		const scope = scopeOf({ ...of, company: null });
		const roles = administrator ? [ADMINISTRATOR, ...rolesWith('administrator')] : [];
		await takeRoles(trx, id, scope, [ADMINISTRATOR, ...roles]); // so that none is held twice, or until some day
		await giveRoles(trx, id, scope, roles);
		return ok(null);
	});
}

async function isAdministrator(trx: Connection, { member, organisation }: Actor, now: number): Promise<boolean> {
	const held = await grantsOn(trx, [member], swedishDay(now));
	return held.some(({ role, scope }) => role === ADMINISTRATOR && scope.id === organisation);
}

/** Those who change who belongs to an organisation do it one after the other. */
export async function lockOrganisation(trx: Connection, organisation: string): Promise<void> {
	if (!isPostgres(trx)) return;
	await trx.selectFrom('organisations').select('id').where('id', '=', organisation).forNoKeyUpdate().execute();
}
