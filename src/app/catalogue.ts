// In files of their own, so that a page that asks for one thing does not load what the others stand on.
export { authorize } from './authorize.ts';
export {
	firstDocumentsOf,
	indexDocumentsOf,
	indexOfKind,
	keptDocuments,
	presenceDocumentsOf,
	worksWithOrders
} from './followed-documents.ts';
export { findKind } from './kinds.ts';
