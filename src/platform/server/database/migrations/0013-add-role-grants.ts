import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { newId } from '#core/id';

interface Before {
	members: { id: string; organisation_id: string; company_id: string | null; roles_json: string };
	team_members: { team_id: string; member_id: string };
	companies: { organisation_id: string };
	work_orders: { organisation_id: string };
	role_grants: {
		id: string;
		member_id: string;
		role: string;
		scope_kind: string;
		scope_id: string;
		from_day: null;
		to_day: null;
	};
}
type Row = Before['role_grants'];

const AT_ONCE = 500; // rows, far below the number of values that a statement may have

/** Roles are given for a scope and a time, each by a row; before, a member's were a list of names for everything. */
export function addRoleGrants(): Migration {
	return {
		async up(db: Kysely<Before>) {
			await db.schema
				.createTable('role_grants')
				.addColumn('id', 'text', (c) => c.notNull())
				.addColumn('member_id', 'text', (c) => c.notNull())
				.addColumn('role', 'text', (c) => c.notNull())
				.addColumn('scope_kind', 'text', (c) => c.notNull())
				.addColumn('scope_id', 'text', (c) => c.notNull())
				.addColumn('from_day', 'text')
				.addColumn('to_day', 'text')
				.addPrimaryKeyConstraint('role_grants_key', ['id'])
				.execute();
			await db.schema.createIndex('role_grants_member').on('role_grants').column('member_id').execute();
			await db.schema.createIndex('role_grants_scope').on('role_grants').columns(['scope_kind', 'scope_id']).execute();
			const rows = await grantsFromBefore(db);
			for (let first = 0; first < rows.length; first += AT_ONCE) {
				await db
					.insertInto('role_grants')
					.values(rows.slice(first, first + AT_ONCE))
					.execute();
			}
			await db.schema.alterTable('members').dropColumn('roles_json').execute();
		}
	};
}

async function grantsFromBefore(db: Kysely<Before>): Promise<Row[]> {
	const members = await db.selectFrom('members').selectAll().orderBy('id').execute();
	const places = await db.selectFrom('team_members').selectAll().orderBy('team_id').execute();
	const orders = await db.selectFrom('work_orders').select('organisation_id').distinct().execute();
	const companies = await db.selectFrom('companies').select('organisation_id').distinct().execute();
	const ordering = new Set([...orders, ...companies].map((row) => row.organisation_id));
	const teamsOf = Map.groupBy(places, ({ member_id }) => member_id);
	return members.flatMap((member) => {
		const teams = (teamsOf.get(member.id) ?? []).map(({ team_id }) => team_id);
		return grantsOf(member, teams, ordering.has(member.organisation_id));
	});
}

function grantsOf(member: Before['members'], teams: readonly string[], isOrdering: boolean): Row[] {
	const had = new Set(JSON.parse(member.roles_json) as string[]);
	const grant = (role: string, kind: string, scope: string): Row => ({
		id: newId(),
		member_id: member.id,
		role,
		scope_kind: kind,
		scope_id: scope,
		from_day: null,
		to_day: null
	});
	if (member.company_id !== null) return [grant('contractor', 'company', member.company_id)];
	// Administrators acted as orderers too, wherever there are orders, or no team that says what they are here for.
	const ordered = had.has('orderer') || (had.has('administrator') && (isOrdering || teams.length === 0));
	const own = [...(had.has('administrator') ? ['administrator'] : []), ...(ordered ? ['orderer'] : [])];
	const inTeam = ['planner', 'carer'].filter((role) => had.has(role));
	return [
		...own.map((role) => grant(role, 'organisation', member.organisation_id)),
		...teams.flatMap((team) => (inTeam.length > 0 ? inTeam : ['colleague']).map((role) => grant(role, 'team', team)))
	];
}
