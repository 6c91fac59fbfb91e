import type { DocumentKind } from '#core/document-kind';
import * as outage from '#modules/visits/domain/outage/index.ts';
import * as visits from '#modules/visits/domain/index.ts';
import * as workOrders from '#modules/work-orders/domain/index.ts';

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
		visits.TEAM_PRESENCE_KIND,
		outage.OUTAGE_KIND
	].map((kind) => [kind.kind, kind])
);

/** The registered document kind of a name's first part, or null. */
export function findKind(kind: string): DocumentKind | null {
	return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null;
}
