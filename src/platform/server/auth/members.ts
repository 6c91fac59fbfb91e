import type { Actor } from '#core/access';
import type { Clock } from '#core/clock';
import { heldRoles } from '#core/roles';
import type { PublicJwk } from '#core/web-crypto';
import { swedishDay } from '#swedish/dates';
import type { Connection } from '../database/open.ts';
import { type StoredGrant, grantsOn } from '../people/grants.ts';

/** A member with what is known of the company and the organisation. */
export interface Member {
	actor: Actor;
	name: string;
	companyName: string;
	organisationName: string;
	username: string;
	passwordHash: string;
	firstSignInDone: boolean;
	teams: readonly MemberTeam[];
	/** Until when the password that the member was invited with holds, as an ISO time; null for an own password. */
	startPasswordExpiresAt: string | null;
	contact: ContactDetails;
}

/** A team that a member belongs to; `carer` is who the member is there, when the member visits. */
export interface MemberTeam {
	id: string;
	name: string;
	carer: string | null;
}

/** The contact details that the first sign-in confirms. */
export interface ContactDetails {
	name: string;
	email: string;
	phone: string;
	mobile: string;
	otherPhone: string;
}

function membersQuery(db: Connection) {
	return db
		.selectFrom('members')
		.innerJoin('organisations', 'organisations.id', 'members.organisation_id')
		.leftJoin('companies', 'companies.id', 'members.company_id')
		.selectAll('members')
		.select(['organisations.name as organisation_name', 'companies.name as company_name'])
		.where('members.removed_at', 'is', null)
		.where('companies.removed_at', 'is', null); // also where there is no company
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof membersQuery>['executeTakeFirstOrThrow']>>;

/** The member with this id, acting on the given device; null when there is none any more. Roles are those of today. */
export async function findMember(
	db: Connection,
	id: string,
	device: string | null,
	clock: Clock
): Promise<Member | null> {
	const row = await membersQuery(db).where('members.id', '=', id).executeTakeFirst();
	return row ? toMember(row, device, await grantsOn(db, [row.id], swedishDay(clock.now()))) : null;
}

/** The member that signs in with this name: ten digits, or an e-mail address in lower case. */
export async function findMemberByUsername(db: Connection, username: string, clock: Clock): Promise<Member | null> {
	const row = await membersQuery(db).where('members.username', '=', username).executeTakeFirst();
	return row ? toMember(row, null, await grantsOn(db, [row.id], swedishDay(clock.now()))) : null;
}

function teamsOf(grants: readonly StoredGrant[]): MemberTeam[] {
	const teams = new Map<string, MemberTeam>();
	for (const { scope, team } of grants) if (team) teams.set(scope.id, { id: scope.id, ...team });
	return [...teams.values()];
}

function toMember(row: MemberRow, device: string | null, grants: readonly StoredGrant[]): Member {
	const teams = teamsOf(grants);
	return {
		actor: {
			member: row.id,
			organisation: row.organisation_id,
			company: row.company_id,
			device,
			...heldRoles(grants),
			teams: teams.map(({ id }) => id)
		},
		name: row.name,
		companyName: row.company_name ?? row.organisation_name,
		organisationName: row.organisation_name,
		username: row.username,
		passwordHash: row.password_hash,
		firstSignInDone: row.first_sign_in_done === 1,
		teams,
		startPasswordExpiresAt: row.start_password_expires_at,
		contact: { name: row.name, email: row.email, phone: row.phone, mobile: row.mobile, otherPhone: row.other_phone }
	};
}

/** A device's public key and owner, or null when it is unknown or revoked. */
export async function findDevice(db: Connection, id: string): Promise<{ member: string; key: PublicJwk } | null> {
	const row = await db
		.selectFrom('devices')
		.select(['member_id', 'public_key_json'])
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return row ? { member: row.member_id, key: JSON.parse(row.public_key_json) as PublicJwk } : null;
}
