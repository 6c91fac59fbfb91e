import type { Command } from '#core/command';
import {
	type ActWithPayload,
	type ArrivedFile,
	type Change,
	type Effect,
	type Verdict,
	type WholeOrder,
	type WorkOrder,
	applyChanges,
	completeOrder,
	decide,
	isNewsForBundle,
	newsForWaiting
} from '#modules/work-orders/domain/index.ts';
import type { Member } from '#server/auth/members';
import type { Connection } from '#server/database/open';
import type { Effect as StoredEffect } from '#server/effects/effect';
import { insertEffects, withdrawReminders } from '#server/effects/effects-table';
import { loadSettings } from '../settings/settings.ts';
import { loadOrder, saveChanges } from './stored-orders.ts';

/** An act that is to be decided now. */
export interface AskedAct {
	asked: ActWithPayload;
	whole: WholeOrder;
	author: Pick<Member, 'actor' | 'name' | 'companyName' | 'contact'>;
	/** The id of the command, or a new one for acts that come by the API. */
	command: Command['id'];
	/** When it was done, and when it is decided. */
	at: string;
	now: string;
	arrived: ArrivedFile | null;
}

/**
 * Decides an act on a loaded and locked order by the module's rules, and writes everything that follows: the order, its
 * log, what waiting orders of the bundle learn, mails and SMS. Call it in the transaction of the decision.
 */
export async function decideAct(trx: Connection, act: AskedAct): Promise<Verdict> {
	const { asked, whole, author, command, now, arrived } = act;
	const { order, files } = whole;
	const at = notBefore(order.orderedAt, act);
	const settings = await loadSettings(trx, order.organisation);
	const verdict = decide(
		asked,
		{
			order,
			files,
			arrived,
			settings,
			author: toAuthor(author),
			contractorEmail: await contractorEmail(trx, order.contractor),
			bundle: asked.act === 'sequence' ? await loadBundle(trx, order) : []
		},
		{ command, at, now }
	);
	await saveChanges(trx, whole, verdict.changes);
	if (verdict.verdict === 'refused') return verdict;
	await storeEffects(trx, { command, about: order.id, effects: verdict.effects, now });
	await tellWaiting(trx, whole, verdict.changes, { command, now });
	return verdict;
}

/** Nothing is done to an order before it was ordered: a phone that says so has a clock that is behind. */
function notBefore(orderedAt: string, { at, now }: Pick<AskedAct, 'at' | 'now'>): string {
	if (at >= orderedAt) return at;
	return orderedAt < now ? orderedAt : now;
}

/** Stores effects as rows for the worker, and withdraws reminders that are not wanted any more. */
async function storeEffects(
	trx: Connection,
	{ command, about, effects, now }: { command: string; about: string; effects: readonly Effect[]; now: string }
): Promise<void> {
	if (effects.some(({ kind }) => kind === 'withdraw-reminders')) await withdrawReminders(trx, about);
	const outgoing = effects.flatMap((effect): StoredEffect[] => (effect.kind === 'withdraw-reminders' ? [] : [effect]));
	await insertEffects(trx, command, outgoing, { now: () => Date.parse(now) }, about);
}

/** The other orders of the same bundle. */
async function loadBundle(trx: Connection, { organisation, bundle, id }: WorkOrder): Promise<WorkOrder[]> {
	const rows = await trx
		.selectFrom('work_orders')
		.select('body_json')
		.where('organisation_id', '=', organisation)
		.where('bundle', '=', bundle)
		.where('id', '!=', id)
		.orderBy('id')
		.execute();
	return rows.map(({ body_json }) => completeOrder(JSON.parse(body_json) as WorkOrder));
}

interface News {
	command: string;
	now: string;
}

/** [WO33] Orders that wait for this one learn what has become of it. */
async function tellWaiting(
	trx: Connection,
	whole: WholeOrder,
	changes: readonly Change[],
	{ command, now }: News
): Promise<void> {
	const { order: after } = applyChanges(whole, changes);
	if (!isNewsForBundle(whole.order, after)) return;
	const bundle = await loadBundle(trx, after);
	for (const { id } of bundle.filter(({ waitsFor }) => waitsFor.some(({ order }) => order === after.id))) {
		const waiting = await loadOrder(trx, id, true);
		if (!waiting) continue;
		const email = await contractorEmail(trx, waiting.order.contractor);
		const news = newsForWaiting(waiting.order, whole.order, after, { now, contractorEmail: email });
		if (!news) continue;
		await saveChanges(trx, waiting, news.changes);
		await storeEffects(trx, { command: `${command}-${id}`, about: id, effects: news.effects, now });
	}
}

/** Where a company is told of answers: its own account, which signs in with its organisation number. */
async function contractorEmail(trx: Connection, company: string | null): Promise<string | null> {
	if (company === null) return null;
	const row = await trx
		.selectFrom('members')
		.innerJoin('companies', 'companies.id', 'members.company_id')
		.select('members.email')
		.where('companies.id', '=', company)
		.where('members.removed_at', 'is', null)
		.whereRef('members.username', '=', 'companies.organisation_number')
		.executeTakeFirst();
	return row?.email ? row.email : null;
}

/** The member as the rules know an author. */
export function toAuthor({ actor, name, companyName, contact }: AskedAct['author']) {
	const { member, company, organisation } = actor;
	return { member, name, email: contact.email, company, companyName, organisation };
}
