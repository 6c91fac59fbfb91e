import type { DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';

const ACTION_ROOT = /^action:[0-9a-f]{32}$/;

/**
 * The texts "Utförd åtgärd" of one contractor and month: one root text an order, named by the order's id. A root needs
 * no creating, so two phones that begin the same text offline begin the same text.
 */
export const ORDER_TEXTS_KIND: DocumentKind = {
	kind: 'order-texts',
	form: 'workspace',
	parts: 'month',
	rootRule: (root) => (ACTION_ROOT.test(root) ? 'any' : null)
};

/** Who of a company has the app open, and on which order; holds nothing. */
export const PRESENCE_KIND: DocumentKind = {
	kind: 'presence',
	form: 'presence',
	parts: 'all',
	rootRule: () => null
};

/** The name of the texts document for a contractor and a month. */
export function orderTextsDocument(company: string, month: string, epoch = 1): string {
	return formatDocumentName({ kind: ORDER_TEXTS_KIND.kind, scope: company, partition: month, epoch });
}

/** The name of a company's presence document. */
export function presenceDocument(scope: string): string {
	return formatDocumentName({ kind: PRESENCE_KIND.kind, scope, partition: 'all', epoch: 1 });
}

/** The root name of an order's "Utförd åtgärd" in its texts document. */
export function actionRoot(orderId: string): string {
	return `action:${orderId}`;
}
