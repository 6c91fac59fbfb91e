import * as v from 'valibot';
import { authorize } from '#modules/work-orders/domain/access.ts';
import { type Refusal, decideRegistration, registrationSchema } from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { nextNumber } from './register-orders.ts';
import { loadSettings } from '../settings/settings.ts';
import { insertOrder } from '../order/stored-orders.ts';
import { toAuthor } from '../order/decide-act.ts';
import { ACCEPTED, type DecideCommand, refused } from '#server/commands/decision';

/** Decides commands that register bundles: all their orders, or none. */
export function registrationDecider(): DecideCommand<Refusal> {
	return {
		async decide(trx, { command, author, at, now }) {
			const asked = v.safeParse(registrationSchema, command.payload);
			if (!asked.success) return refused('malformed');
			const { organisation } = author.actor;
			if (!authorize(author.actor, 'register', { type: 'work-order', organisation })) return refused('forbidden');
			if (await isKnown(trx, asked.output.orders)) return refused('malformed');
			const state = {
				author: toAuthor(author),
				settings: await loadSettings(trx, organisation),
				contractors: await contractorNames(trx, organisation),
				number: await nextNumber(trx, organisation)
			};
			const verdict = decideRegistration(asked.output, state, {
				command: command.id,
				at,
				now
			});
			if (verdict.verdict === 'refused') return refused(verdict.code, verdict.detail);
			for (const order of verdict.orders) await insertOrder(trx, order);
			return ACCEPTED;
		}
	};
}

/** An id that is taken is no accident: devices draw theirs at random. */
async function isKnown(trx: Connection, orders: readonly { id: string }[]): Promise<boolean> {
	const ids = orders.map(({ id }) => id);
	if (new Set(ids).size < ids.length) return true;
	return (await trx.selectFrom('work_orders').select('id').where('id', 'in', ids).executeTakeFirst()) !== undefined;
}

/** The landlord's contractors that orders can be sent to, by id. */
async function contractorNames(trx: Connection, organisation: string): Promise<Map<string, string>> {
	const rows = await trx
		.selectFrom('companies')
		.select(['id', 'name'])
		.where('organisation_id', '=', organisation)
		.where('removed_at', 'is', null)
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}
