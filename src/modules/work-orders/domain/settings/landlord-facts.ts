import type { FactsMaps } from '../facts.ts';
import { type Settings, completeSettings } from './settings.ts';

/** A company that orders can be sent to. */
export interface LandlordContractor {
	id: string;
	name: string;
	/** The areas (område) that it works in; empty for all. */
	areas: readonly string[];
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
