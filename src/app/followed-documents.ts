import type { Actor } from '#core/access';
import { swedishDay } from '#swedish/dates';
import * as visits from '#modules/visits/domain/index.ts';
import * as workOrders from '#modules/work-orders/domain/index.ts';

/** Who opens documents, as far as that decides which. */
type Reader = Pick<Actor, 'company' | 'organisation' | 'roles' | 'teams'>;

/** Whether a member's side works with orders: every contractor, and the landlord's people; those of home care have teams. */
export function worksWithOrders({
	company,
	roles,
	teams = []
}: Pick<Reader, 'company' | 'roles'> & { teams?: readonly unknown[] }): boolean {
	if (company !== null || roles.includes('orderer')) return true;
	return workOrders.isOrderer({ roles }) && teams.length === 0;
}

/** The index documents that a member follows: they name all other documents. */
export function indexDocumentsOf({ company, organisation, roles, teams = [] }: Reader): string[] {
	const hasOrders = worksWithOrders({ company, roles, teams });
	const orders = hasOrders ? [workOrders.orderIndexDocument(company ?? organisation)] : [];
	return [...orders, ...teams.map((team) => visits.teamIndexDocument(team))];
}

/** The documents that a member's first page most likely shows at `now`, in milliseconds. */
export function firstDocumentsOf(reader: Reader, now: number): string[] {
	const [team, ...others] = reader.teams ?? [];
	// Who plans for several teams has chosen one of them, which is known later.
	const plan =
		team !== undefined && others.length === 0
			? [visits.teamDocument(team), visits.planDocument(team, swedishDay(now))]
			: [];
	return [...indexDocumentsOf(reader), ...plan];
}

/** The documents over which people see each other, by scope: a company's or an organisation's orders, and each team. */
export function presenceDocumentsOf({
	company,
	organisation,
	teams = []
}: Pick<Reader, 'company' | 'organisation' | 'teams'>): Readonly<Record<string, string>> {
	const scope = company ?? organisation;
	const ofTeams = teams.map((team) => [team, visits.teamPresenceDocument(team)]);
	return Object.fromEntries([[scope, workOrders.presenceDocument(scope)], ...ofTeams]) as Record<string, string>;
}

/** The index that names the documents of a kind, in a scope. */
export function indexOfKind(kind: string, scope: string): string {
	return kind === visits.TEAM_KIND.kind ? visits.teamIndexDocument(scope) : workOrders.orderIndexDocument(scope);
}

/** The documents of an index that a device holds at `now`, in milliseconds. */
export function keptDocuments(entries: Iterable<[name: string, entry: unknown]>, now: number): string[] {
	const all = [...entries] as [string, visits.PlanEntry | workOrders.IndexEntry][];
	const plans = all.flatMap(([name, entry]) => ('day' in entry && visits.isPlanKept(entry, now) ? [name] : []));
	const others = all.filter((named): named is [string, workOrders.IndexEntry] => !('day' in named[1]));
	return [...workOrders.keptDocuments(others, now), ...plans];
}
