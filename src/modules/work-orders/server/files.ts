import type { Actor } from '#core/access';
import type { Connection } from '#server/database/open';
import { authorize } from '../domain/access.ts';
import type { OrderFile } from '../domain/index.ts';

/** A file of an order that the actor may see; null for anything else, as if it were not there. */
export async function findOrderFile(db: Connection, actor: Actor, id: string): Promise<OrderFile | null> {
	const row = await db
		.selectFrom('work_order_files')
		.innerJoin('work_orders', 'work_orders.id', 'work_order_files.order_id')
		.select(['work_order_files.body_json', 'work_orders.organisation_id', 'work_orders.contractor_id'])
		.where('work_order_files.id', '=', id)
		.executeTakeFirst();
	if (!row) return null;
	const file = JSON.parse(row.body_json) as OrderFile;
	const resource = { type: 'work-order-file', organisation: row.organisation_id, company: row.contractor_id };
	// What a former contractor left is for the landlord alone, as in the facts.
	const isMeant = file.removedAt === null && (file.audience === 'all' || actor.company === null);
	return isMeant && authorize(actor, 'read', resource) ? file : null;
}
