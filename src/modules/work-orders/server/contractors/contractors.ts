import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import { formatOrganisationNumber, isPersonalNumber } from '#swedish/organisation-number';
import { CONTRACTOR } from '#modules/work-orders/domain/role-names.ts';
import type { Connection } from '#server/database/open';
import { markBehind } from '#server/facts/behind';
import { type Invited, type Inviting, insertInvited, mailInvitation, nameForMail } from '#server/people/invitations';
import { close, companyAccount, endSessions, lockOrganisation } from '#server/people/people';
import { type StartPassword, newStartPassword } from '#server/people/start-password';

/** A contractor as the landlord's administrators see it. */
export interface Contractor {
	id: string;
	name: string;
	/** For reading; of a sole trader, whose number is a personal identity number, the beginning only. */
	organisationNumber: string;
	areas: readonly string[];
	people: number;
	/** Orders that it has and that are not done: somebody must take them over before it leaves. */
	openOrders: number;
}

/** A contractor that is added, checked. */
export interface NewContractor {
	name: string;
	organisationNumber: string;
	email: string;
	areas: readonly string[];
}

const OPEN = ['ordered', 'accepted'];

/** A landlord's contractors, by name. */
export async function listContractors(db: Connection, organisation: string): Promise<Contractor[]> {
	const rows = await db
		.selectFrom('companies')
		.select(['id', 'name', 'organisation_number', 'areas_json'])
		.select(({ selectFrom }) => [
			selectFrom('members')
				.select(({ fn }) => fn.countAll<string>().as('count'))
				.whereRef('members.company_id', '=', 'companies.id')
				.where('members.removed_at', 'is', null)
				.as('people'),
			selectFrom('work_orders')
				.select(({ fn }) => fn.countAll<string>().as('count'))
				.whereRef('work_orders.contractor_id', '=', 'companies.id')
				.where('work_orders.status', 'in', OPEN)
				.as('open_orders')
		])
		.where('organisation_id', '=', organisation)
		.where('removed_at', 'is', null)
		.execute();
	const contractors = rows.map((row) => ({
		id: row.id,
		name: row.name,
		organisationNumber: shownNumber(row.organisation_number),
		areas: JSON.parse(row.areas_json) as string[],
		people: Number(row.people),
		openOrders: Number(row.open_orders)
	}));
	return contractors.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
}

function shownNumber(number: string): string {
	const written = formatOrganisationNumber(number);
	return isPersonalNumber(number) ? `${written.slice(0, 7)}****` : written;
}

/**
 * Adds a contractor with its own account, which is invited. One that was removed before comes back as it was, with its
 * own account alone.
 */
export async function addContractor(
	inviting: Inviting,
	organisation: string,
	contractor: NewContractor
): Promise<Result<Invited, 'contractor-exists' | 'username-taken'>> {
	const start = await newStartPassword(inviting.clock);
	return inviting.db.transaction().execute(async (trx) => {
		await lockOrganisation(trx, organisation);
		const known = await trx
			.selectFrom('companies')
			.select(['id', 'removed_at'])
			.where('organisation_id', '=', organisation)
			.where('organisation_number', '=', contractor.organisationNumber)
			.executeTakeFirst();
		if (known?.removed_at === null) return refuse('contractor-exists');
		const company = known?.id ?? newId();
		const account =
			(await renewAccount(trx, company, contractor, start)) ??
			(await insertAccount(trx, { organisation, company }, contractor, start));
		if (account === null) return refuse('username-taken');
		await writeCompany(trx, organisation, company, contractor);
		const { name, email, organisationNumber } = contractor;
		const signsInWith = nameForMail(organisationNumber);
		await mailInvitation(trx, inviting, { id: account, name, email, signsInWith, start });
		await markBehind(trx, organisation);
		return ok({ id: company, startPassword: start.password, expiresAt: start.expiresAt });
	});
}

async function insertAccount(
	trx: Connection,
	of: { organisation: string; company: string },
	{ name, email, organisationNumber: username }: NewContractor,
	start: StartPassword
): Promise<string | null> {
	return insertInvited(trx, of, { name, email, mobile: '', username, roles: [CONTRACTOR] }, start);
}

/** The account of a contractor that was removed, opened again; null when there is none. */
async function renewAccount(
	trx: Connection,
	company: string,
	{ email }: NewContractor,
	start: StartPassword
): Promise<string | null> {
	const account = await companyAccount(trx, company);
	if (account === null) return null;
	await trx
		.updateTable('members')
		.set({ email, password_hash: start.hash, start_password_expires_at: start.expiresAt, first_sign_in_done: 0 })
		.where('id', '=', account)
		.execute();
	return account;
}

async function writeCompany(
	trx: Connection,
	organisation: string,
	id: string,
	{ name, organisationNumber, areas }: NewContractor
): Promise<void> {
	const set = { name, areas_json: JSON.stringify(areas), removed_at: null };
	await trx
		.insertInto('companies')
		.values({ id, organisation_id: organisation, organisation_number: organisationNumber, ...set })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(set))
		.execute();
}

/** Gives a contractor another name or other areas. Orders keep the name that they were placed under. */
export async function changeContractor(
	db: Connection,
	organisation: string,
	id: string,
	{ name, areas }: Pick<NewContractor, 'name' | 'areas'>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await trx
			.updateTable('companies')
			.set({ name, areas_json: JSON.stringify(areas) })
			.where('id', '=', id)
			.where('organisation_id', '=', organisation)
			.execute();
		await markBehind(trx, organisation);
	});
}

/**
 * Removes a contractor: it gets no new orders, and its people cannot sign in. Gives the ids of those whose sockets are
 * to be closed. Its own account stays as it is, behind the closed door, for the day it is added again.
 */
export async function removeContractor(
	db: Connection,
	organisation: string,
	id: string,
	clock: Clock
): Promise<readonly string[]> {
	const now = new Date(clock.now()).toISOString();
	return db.transaction().execute(async (trx) => {
		await lockOrganisation(trx, organisation);
		await trx
			.updateTable('companies')
			.set({ removed_at: now })
			.where('id', '=', id)
			.where('organisation_id', '=', organisation)
			.execute();
		const rows = await trx
			.selectFrom('members')
			.select('id')
			.where('company_id', '=', id)
			.where('removed_at', 'is', null)
			.execute();
		const people = rows.map((row) => row.id);
		const account = await companyAccount(trx, id);
		await close(
			trx,
			people.filter((person) => person !== account),
			now
		);
		if (account !== null) await endSessions(trx, account);
		await markBehind(trx, organisation);
		return people;
	});
}
