import type { Connection } from '../database/open.ts';
import { DEMO_API_KEY, DEMO_MEMBERS, DEMO_ORGANISATION, DEMO_PASSWORD, type DemoAccount } from './accounts.ts';
import { DEMO_CARE, DEMO_TEAM_MEMBERS } from '#modules/visits/server/demo/team.ts';

/** The accounts to try with, or null when this installation holds no demo data. */
export async function demoAccounts(db: Connection): Promise<{ accounts: DemoAccount[]; apiKey: string } | null> {
	const known = await db
		.selectFrom('organisations')
		.select('id')
		.where('id', '=', DEMO_ORGANISATION.id)
		.executeTakeFirst();
	if (!known) return null;
	const accounts = DEMO_MEMBERS.map(({ username, role, note }) => ({
		module: 'Arbetsorder',
		role,
		username,
		password: DEMO_PASSWORD,
		organisation: DEMO_ORGANISATION.name,
		note
	}));
	accounts.push(
		...DEMO_TEAM_MEMBERS.map(({ username, role, note }) => ({
			module: 'Besöksplanering',
			role,
			username,
			password: DEMO_PASSWORD,
			organisation: DEMO_CARE.name,
			note
		}))
	);
	return { accounts, apiKey: DEMO_API_KEY };
}
