import { type Actor, type Policy, createAuthorize } from '#core/access';
import type { DocumentKind } from '#core/document-kind';
import * as outage from '#domain/outage';
import * as people from '#domain/people';
import * as visits from '#domain/visits';
import { copyPolicies } from '#domain/visits/copies';
import * as workOrders from '#domain/work-orders';

const kinds: Readonly<Record<string, DocumentKind>> = Object.fromEntries(
	[
		workOrders.ORDERS_KIND,
		workOrders.ORDER_INDEX_KIND,
		workOrders.LANDLORD_KIND,
		workOrders.ORDER_TEXTS_KIND,
		workOrders.PRESENCE_KIND,
		visits.TEAM_KIND,
		visits.TEAM_INDEX_KIND,
		visits.PLAN_KIND,
		outage.OUTAGE_KIND
	].map((kind) => [kind.kind, kind])
);

/** The registered document kind of a name's first part, or null. */
export function findKind(kind: string): DocumentKind | null {
	return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null;
}

/** The one answer to "may this actor do this": for HTTP, sync and files. */
export const authorize: Policy = createAuthorize({
	...people.policies,
	...workOrders.policies,
	...visits.policies,
	...copyPolicies,
	...outage.policies
});

/** The document over which the people of a company or an organisation see each other. */
export function presenceDocumentOf(scope: string): string {
	return workOrders.presenceDocument(scope);
}

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
