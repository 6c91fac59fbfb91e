import { authorize } from '#modules/work-orders/domain/access.ts';
import { type ArrivedFile, type Refusal, type Verdict, readAct } from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { loadOrder } from './stored-orders.ts';
import { decideAct } from './decide-act.ts';
import { ACCEPTED, type DecideCommand, type Decision, refused } from '#server/commands/decision';
import { type FinishUpload, prepareFile } from '#server/commands/prepare-file';

/** Decides commands about work orders, with the module's own rules, on the database. */
export function workOrderDecider(finishUpload: FinishUpload): DecideCommand<Refusal> {
	return {
		async prepare(command, author) {
			const asked = readAct(command.kind, command.payload);
			if (asked?.act !== 'attach') return { postpone: null, value: null };
			return prepareFile(finishUpload, asked.payload, author);
		},

		async decide(trx, { command, author, prepared, at, now }) {
			const asked = readAct(command.kind, command.payload);
			if (!asked) return refused('malformed');
			const whole = await loadOrder(trx, command.about, true);
			if (!whole) return refused('unknown-order');
			const resource = { type: 'work-order', organisation: whole.order.organisation };
			if (!authorize(author.actor, command.kind, resource)) return refused('unknown-order');
			if (asked.act === 'reassign') {
				const name = await contractorName(trx, asked.payload.contractor, whole.order.organisation);
				if (name === null) return refused('malformed');
				asked.payload.contractorName = name; // the register's name counts, not the one that a device remembers
			}
			const arrived = (prepared ?? null) as ArrivedFile | null;
			const verdict = await decideAct(trx, { asked, whole, author, command: command.id, at, now, arrived });
			return toDecision(verdict);
		}
	};
}

async function contractorName(trx: Connection, company: string, organisation: string): Promise<string | null> {
	const row = await trx
		.selectFrom('companies')
		.select('name')
		.where('id', '=', company)
		.where('organisation_id', '=', organisation)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	return row?.name ?? null;
}

function toDecision(verdict: Verdict): Decision<Refusal> {
	if (verdict.verdict === 'accepted') return ACCEPTED;
	return refused(verdict.code, verdict.detail);
}
