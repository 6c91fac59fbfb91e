import { sql } from 'kysely';
import { landlordDocument, orderIndexDocument, ordersDocument } from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { markBehind } from '#server/facts/behind';
import type { WriteDocument } from '#server/facts/write-document';

interface Held {
	scope: string;
	month: string;
}

/**
 * Marks the orders as behind whose documents no index names: the file of documents was lost, or the process ended
 * between writing a document and its index. The tables are the truth, so nothing but time is lost.
 */
export async function markLostDocuments(db: Connection, write: WriteDocument): Promise<void> {
	const known = new Map<string, ReadonlySet<string>>();
	for (const held of await listHeld(db)) {
		const names = known.get(held.scope) ?? (await namesInIndex(held.scope, write));
		known.set(held.scope, names);
		if (!names.has(ordersDocument(held.scope, held.month))) await markOrdersBehind(db, held);
	}
	for (const { id } of await db.selectFrom('organisations').select('id').execute()) {
		if (!(await namesInIndex(id, write)).has(landlordDocument(id))) await markBehind(db, id);
	}
}

/** The scopes and months that orders are in. */
async function listHeld(db: Connection): Promise<Held[]> {
	const rows = await db
		.selectFrom('work_orders')
		.select(['organisation_id', 'contractor_id', 'month'])
		.distinct()
		.execute();
	const held = rows.flatMap(({ organisation_id, contractor_id, month }) =>
		[organisation_id, contractor_id].flatMap((scope) => (scope === null ? [] : [{ scope, month }]))
	);
	return [...new Map(held.map((each) => [`${each.scope} ${each.month}`, each])).values()];
}

async function namesInIndex(scope: string, write: WriteDocument): Promise<Set<string>> {
	const names = new Set<string>();
	await write(orderIndexDocument(scope), (doc) => {
		for (const name of doc.getMap('documents').keys()) names.add(name);
	});
	return names;
}

async function markOrdersBehind(db: Connection, { scope, month }: Held): Promise<void> {
	await db
		.insertInto('facts_dirty')
		.columns(['about', 'scopes_json'])
		.expression(
			db
				.selectFrom('work_orders')
				.select(['id', sql.lit('[]').as('scopes')])
				.where('month', '=', month)
				.where((where) => where.or([where('organisation_id', '=', scope), where('contractor_id', '=', scope)]))
		)
		.execute();
}
