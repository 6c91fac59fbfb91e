import { type Policy, createAuthorize } from '#core/access';
import type { DocumentKind } from '#core/document-kind';
import * as people from '#domain/people';
import * as workOrders from '#domain/work-orders';

const kinds: Readonly<Record<string, DocumentKind>> = Object.fromEntries(
	[
		workOrders.ORDERS_KIND,
		workOrders.ORDER_INDEX_KIND,
		workOrders.LANDLORD_KIND,
		workOrders.ORDER_TEXTS_KIND,
		workOrders.PRESENCE_KIND
	].map((kind) => [kind.kind, kind])
);

/** The registered document kind of a name's first part, or null. */
export function findKind(kind: string): DocumentKind | null {
	return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null;
}

/** The one answer to "may this actor do this": for HTTP, sync and files. */
export const authorize: Policy = createAuthorize({ ...people.policies, ...workOrders.policies });

/** The document over which the people of a company or an organisation see each other. */
export function presenceDocumentOf(scope: string): string {
	return workOrders.presenceDocument(scope);
}

/** The index documents that a company or an organisation follows: they name all its other documents. */
export function indexDocumentsOf(scope: string): string[] {
	return [workOrders.orderIndexDocument(scope)];
}

/** The documents of an index that a device holds at `now`, in milliseconds. */
export function keptDocuments(entries: Iterable<[name: string, entry: unknown]>, now: number): string[] {
	return workOrders.keptDocuments(entries as Iterable<[string, workOrders.IndexEntry]>, now);
}
