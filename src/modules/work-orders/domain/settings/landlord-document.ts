import type { DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';

/** What a landlord has decided, and its contractors: all of them for its own people, itself for a contractor. */
export const LANDLORD_KIND: DocumentKind = {
	kind: 'landlord',
	form: 'facts',
	parts: 'all',
	rootRule: (root) => (root === 'settings' || root === 'contractors' ? 'any' : null)
};

/** The name of the document for a scope. */
export function landlordDocument(scope: string, epoch = 1): string {
	return formatDocumentName({ kind: LANDLORD_KIND.kind, scope, partition: 'all', epoch });
}
