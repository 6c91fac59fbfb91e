import type { DocumentKind } from '#core/document-kind';
import type { IndexEntry as AnyEntry, Module, ModuleKind } from '#core/module';
import { worksWithOrders } from './domain/works-with-orders.ts';
import { ORDERS_KIND, ORDER_INDEX_KIND, orderIndexDocument } from './domain/facts.ts';
import { type IndexEntry, isMonthKept } from './domain/list/kept-documents.ts';
import { LANDLORD_KIND } from './domain/settings/landlord-document.ts';
import { ORDER_TEXTS_KIND, PRESENCE_KIND, presenceDocument } from './domain/workspace.ts';

const named = (kind: DocumentKind): ModuleKind => ({
	...kind,
	named: {
		index: (scope) => orderIndexDocument(scope),
		keep: (entry: AnyEntry, now, all) => isMonthKept(entry as IndexEntry, now, all as readonly IndexEntry[])
	}
});
const byItself = (kind: DocumentKind): ModuleKind => ({ ...kind, named: null });

/** Work orders: contractors and their technicians on one side, the landlord's orderers on the other. */
export const workOrders: Module = {
	id: 'work-orders',
	kinds: [
		named(ORDERS_KIND),
		named(ORDER_TEXTS_KIND),
		named(LANDLORD_KIND),
		byItself(ORDER_INDEX_KIND),
		byItself(PRESENCE_KIND)
	],
	rules: async () => (await import('./domain/rules.ts')).rules,
	indexesOf: (reader) => (worksWithOrders(reader) ? [orderIndexDocument(reader.company ?? reader.organisation)] : []),
	firstDocumentsOf: () => [],
	presenceOf(reader) {
		const scope = reader.company ?? reader.organisation;
		return worksWithOrders(reader) ? { [scope]: presenceDocument(scope) } : {};
	}
};
