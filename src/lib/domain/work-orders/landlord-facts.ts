import type { DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';
import type { FactsMaps } from './facts.ts';
import { type Settings, completeSettings } from './settings.ts';

/** What a landlord has decided, and its contractors: all of them for its own people, itself for a contractor. */
export const LANDLORD_KIND: DocumentKind = {
	kind: 'landlord',
	form: 'facts',
	version: 1,
	keepDays: null,
	rootRule: (root) => (root === 'settings' || root === 'contractors' ? 'any' : null)
};

/** A company that orders can be sent to. */
export interface LandlordContractor {
	id: string;
	name: string;
	/** The areas (område) that it works in; empty for all. */
	areas: readonly string[];
}

/** The name of the document for a scope. */
export function landlordDocument(scope: string, epoch = 1): string {
	return formatDocumentName({ kind: LANDLORD_KIND.kind, scope, partition: 'all', epoch });
}

/** What the documents say, or the defaults before they have arrived; contractors by name. */
export function readLandlord(documents: readonly FactsMaps[]): {
	settings: Settings;
	contractors: readonly LandlordContractor[];
} {
	const [maps] = documents;
	const settings = completeSettings(maps?.['settings']?.get('all') as Partial<Settings> | undefined);
	const contractors = [...(maps?.['contractors'] ?? [])].map(([id, value]) => ({
		...(value as Omit<LandlordContractor, 'id'>),
		id
	}));
	return { settings, contractors: contractors.sort((a, b) => a.name.localeCompare(b.name, 'sv')) };
}
