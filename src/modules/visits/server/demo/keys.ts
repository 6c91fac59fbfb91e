import { type KeyPlan, encodeKeyPlan, keptContext } from '#modules/visits/domain/keys/index.ts';
import type { Connection } from '#server/database/open';
import { savePlan } from '../keys/key-plans.ts';
import type { Vault } from '../keys/vault.ts';
import { demoId } from '#server/demo/accounts';
import { DEMO_TEAM, DEMO_TEAM_MEMBERS, demoRecipientsWithKeys } from './team.ts';

/** Gives some recipients of the demo team a key and a code, kept as everybody's. */
export async function fillDemoKeys(db: Connection, vault: Vault, now: number): Promise<void> {
	const by = demoId(DEMO_TEAM_MEMBERS[0]?.username ?? '');
	const team = DEMO_TEAM.id;
	const plans = await Promise.all(
		demoRecipientsWithKeys().map(async (recipient, index) => {
			const sealed = await vault.keep(encodeKeyPlan(demoPlan(index)), keptContext(team, recipient, 1));
			return { team, recipient, sealed, version: 1, by, now: new Date(now).toISOString() };
		})
	);
	await db.transaction().execute(async (trx) => {
		for (const plan of plans) await savePlan(trx, plan);
	});
}

function demoPlan(index: number): KeyPlan {
	return {
		keyNumber: `U-${117 + index * 8}`,
		keyPlace: 'Nyckelskåpet på kontoret, rad 2',
		doorCode: String(2580 + index * 613),
		alarmCode: index % 3 === 1 ? String(7306 + index * 11) : '',
		instruction: index % 2 === 0 ? 'Nyckeln kärvar: lyft dörren lite i handtaget.' : ''
	};
}
