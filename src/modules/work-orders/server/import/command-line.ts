import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import { type Member, findMember, findMemberByUsername } from '#server/auth/members';
import type { Connection } from '#server/database/open';
import type { ImportOptions } from '#server/import/import-file';
import { authorize } from '../../domain/access.ts';
import { importWorkOrders } from './work-orders.ts';

/** Reads a CSV file of work orders, in the name of an orderer; true when every row was taken. */
export async function importFromCommandLine(
	bytes: Uint8Array,
	{ db, clock, dryRun, as, say }: ImportOptions
): Promise<boolean> {
	const member = await findImporter(db, clock, as);
	if (!member.ok) {
		say(member.code);
		return false;
	}
	const { actor, name } = member.value;
	return importWorkOrders(bytes, { db, clock, from: { actor, name, dryRun }, say });
}

/** The orderer in whose name orders are registered. */
async function findImporter(db: Connection, clock: Clock, as: string | null): Promise<Result<Member, string>> {
	if (as !== null) {
		const member = await findMemberByUsername(db, as.trim().toLowerCase(), clock);
		return member && mayRegister(member) ? ok(member) : refuse(`${as} är ingen beställare här`);
	}
	const rows = await db
		.selectFrom('members')
		.select('id')
		.where('company_id', 'is', null)
		.where('removed_at', 'is', null)
		.orderBy('username')
		.execute();
	const members = await Promise.all(rows.map(({ id }) => findMember(db, id, null, clock)));
	const orderers = members.filter((member) => member !== null && mayRegister(member));
	if (new Set(orderers.map((member) => member?.actor.organisation)).size > 1) {
		return refuse('Här finns flera organisationer: ange beställare med --as E-POST');
	}
	return orderers[0] ? ok(orderers[0]) : refuse('Här finns ingen beställare');
}

function mayRegister({ actor }: Member): boolean {
	return authorize(actor, 'write', { type: 'work-order-register', organisation: actor.organisation });
}
