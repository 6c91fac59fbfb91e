import type { LandlordContractor, Settings } from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { loadSettings } from './settings.ts';

/** What one landlord document says. */
export interface LandlordEntries {
	settings: Settings;
	contractors: Readonly<Record<string, Omit<LandlordContractor, 'id'>>>;
}

/** The landlord's documents by scope: the organisation sees all its contractors, a company itself alone. */
export async function planLandlord(db: Connection, organisation: string): Promise<Map<string, LandlordEntries>> {
	const settings = await loadSettings(db, organisation);
	const rows = await db
		.selectFrom('companies')
		.select(['id', 'name', 'areas_json'])
		.where('organisation_id', '=', organisation)
		.where('removed_at', 'is', null)
		.execute();
	const contractors = Object.fromEntries(
		rows.map((row) => [row.id, { name: row.name, areas: JSON.parse(row.areas_json) as string[] }])
	);
	const plans = new Map<string, LandlordEntries>([[organisation, { settings, contractors }]]);
	for (const [id, contractor] of Object.entries(contractors)) {
		plans.set(id, { settings, contractors: { [id]: contractor } });
	}
	return plans;
}
