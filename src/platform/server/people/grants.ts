import { newId } from '#core/id';
import { type Grant, type ScopeKind, holdsOn } from '#core/roles';
import type { Connection } from '../database/open.ts';

/** Whose people are meant: a contractor's, or the landlord's own. */
export interface PeopleOf {
	organisation: string;
	company: string | null;
}

/** A grant as its row says it; of a team also the team's name, and who of its carers the member is. */
export interface StoredGrant extends Grant {
	member: string;
	team: { name: string; carer: string | null } | null;
}

/** What the roles of somebody's own people are given for: the company, or the organisation where there is none. */
export function scopeOf({ organisation, company }: PeopleOf): Grant['scope'] {
	return company === null ? { kind: 'organisation', id: organisation } : { kind: 'company', id: company };
}

/**
 * The grants of members, as long as they are there, that hold on a Swedish day, by the names of their teams. What is given for another organisation,
 * company or team than the member's own does not count.
 */
export async function grantsOn(db: Connection, members: readonly string[], day: string): Promise<StoredGrant[]> {
	if (members.length === 0) return [];
	const rows = await grantsQuery(db).where('role_grants.member_id', 'in', members).execute();
	return rows.map(toGrant).filter((grant) => grant !== null && holdsOn(grant, day)) as StoredGrant[];
}

function grantsQuery(db: Connection) {
	return db
		.selectFrom('role_grants')
		.innerJoin('members', 'members.id', 'role_grants.member_id')
		.leftJoin('teams', 'teams.id', 'role_grants.scope_id')
		.leftJoin('team_members', (join) =>
			join
				.onRef('team_members.team_id', '=', 'role_grants.scope_id')
				.onRef('team_members.member_id', '=', 'role_grants.member_id')
		)
		.where('members.removed_at', 'is', null)
		.selectAll('role_grants')
		.select(['members.organisation_id', 'members.company_id'])
		.select(['teams.name as team_name', 'teams.organisation_id as team_organisation', 'team_members.carer_id'])
		.orderBy('teams.name')
		.orderBy('role_grants.id');
}

type GrantRow = Awaited<ReturnType<ReturnType<typeof grantsQuery>['executeTakeFirstOrThrow']>>;

function toGrant(row: GrantRow): StoredGrant | null {
	const kind = row.scope_kind as ScopeKind;
	if (!isOwn(kind, row)) return null;
	return {
		member: row.member_id,
		role: row.role,
		scope: { kind, id: row.scope_id },
		from: row.from_day,
		to: row.to_day,
		team: kind === 'team' ? { name: row.team_name ?? '', carer: row.carer_id } : null
	};
}

function isOwn(kind: ScopeKind, row: GrantRow): boolean {
	if (kind === 'organisation') return row.scope_id === row.organisation_id;
	if (kind === 'company') return row.scope_id === row.company_id;
	if (kind === 'team') return row.team_organisation === row.organisation_id;
	return true;
}

/** Gives a member roles for a scope; for good, unless days are said. */
export async function giveRoles(
	trx: Connection,
	member: string,
	scope: Grant['scope'],
	roles: readonly string[],
	{ from, to }: Pick<Grant, 'from' | 'to'> = { from: null, to: null }
): Promise<void> {
	const of = { member_id: member, scope_kind: scope.kind, scope_id: scope.id, from_day: from, to_day: to };
	for (const role of roles) {
		await trx
			.insertInto('role_grants')
			.values({ id: newId(), role, ...of })
			.execute();
	}
}

/** Takes roles for a scope away, at once and for all time: a last day would let them hold until midnight. */
export async function takeRoles(
	trx: Connection,
	member: string,
	scope: Grant['scope'],
	roles: readonly string[]
): Promise<void> {
	await trx
		.deleteFrom('role_grants')
		.where('member_id', '=', member)
		.where('role', 'in', roles)
		.where('scope_kind', '=', scope.kind)
		.where('scope_id', '=', scope.id)
		.execute();
}
