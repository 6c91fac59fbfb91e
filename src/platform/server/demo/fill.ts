import { hashPassword } from '../auth/password.ts';
import type { Connection } from '../database/open.ts';
import type { Demo } from './demo.ts';
import { DEMO_PASSWORD, type DemoAccount } from './accounts.ts';

/** What the sign-in page of a demo installation shows. */
export interface DemoAccounts {
	accounts: readonly DemoAccount[];
}

/**
 * Fills an empty installation with the modules' people and records, as of `now` (milliseconds); false when it holds
 * something already. `size` is how many records each module makes, null for the usual.
 */
export async function fillWithDemo(
	db: Connection,
	demos: readonly Demo[],
	{ now, size = null }: { now: number; size?: number | null }
): Promise<boolean> {
	const known = await db.selectFrom('organisations').select('id').executeTakeFirst();
	if (known) return false;
	const passwordHash = await hashPassword(DEMO_PASSWORD);
	await db.transaction().execute(async (trx) => {
		for (const demo of demos) await demo.insert(trx, { passwordHash, now, size });
	});
	return true;
}

/** The demo organisations that this installation holds. */
export async function demoOrganisations(db: Connection, modules: readonly { demo: Demo }[]): Promise<string[]> {
	const ids = modules.map(({ demo }) => demo.organisation);
	const known = await db.selectFrom('organisations').select('id').where('id', 'in', ids).execute();
	return known.map(({ id }) => id);
}

/** Ends every session of demo accounts: where there is to be no demo, nobody is signed in with a password that is known. */
export async function endDemoSessions(db: Connection, modules: readonly { demo: Demo }[]): Promise<void> {
	const members = db
		.selectFrom('members')
		.select('id')
		.where(
			'organisation_id',
			'in',
			modules.map(({ demo }) => demo.organisation)
		);
	await db.deleteFrom('sessions').where('member_id', 'in', members).execute();
}

/** The accounts to try with, or null when this installation holds no demo data. */
export async function demoAccounts(db: Connection, modules: readonly { demo: Demo }[]): Promise<DemoAccounts | null> {
	const held = new Set(await demoOrganisations(db, modules));
	const demos = modules.map(({ demo }) => demo);
	const accounts = demos.filter(({ organisation }) => held.has(organisation)).flatMap((demo) => demo.accounts);
	return accounts.length > 0 ? { accounts } : null;
}
