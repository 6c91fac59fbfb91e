import type { Command } from '#core/command';
import { COMMAND_PREFIX } from '#modules/work-orders/domain/index.ts';
import type { CommandRow } from '#device/storage.ts';
import { t } from '#words';

const refusals: Readonly<Record<string, string>> = t.refusal;
const acts: Readonly<Record<string, unknown>> = t.acts;

/** Why the server said no, in a sentence, with who it concerns where that helps. */
export function explainRefusal({ code, detail }: Pick<CommandRow, 'code' | 'detail'>): string {
	const text = refusals[code ?? ''] ?? t.refusal.other;
	return detail ? t.refusedBy(text.replace(/\.$/, ''), detail) : text;
}

/** What the person did, as the button said it. */
export function nameOfAct({ kind }: Command): string {
	const act = kind.replace(COMMAND_PREFIX, '');
	const name = act === 'attach' ? t.outbox.picture : acts[act];
	return typeof name === 'string' ? name : kind;
}
