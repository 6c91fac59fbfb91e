import type { Command } from '#core/command';
import { CHANGE_OUTAGE_SETTINGS } from '#domain/outage';
import { CHANGE_TEAM } from '#domain/visits';
import { COMMAND_PREFIX } from '#domain/work-orders';
import type { CommandRow } from '#offline/storage.ts';
import { t } from '#text';

const refusals: Readonly<Record<string, string>> = t.refusal;
const ofTeam: Readonly<Record<string, string>> = t.careTeam.refused;
const acts: Readonly<Record<string, unknown>> = t.acts;

/** Why the server said no, in a sentence, with who it concerns where that helps. */
export function explainRefusal({ code, detail, command }: CommandRow): string {
	if (command.kind === CHANGE_TEAM) return ofTeam[code ?? ''] ?? t.careTeam.refused.other;
	if (command.kind === CHANGE_OUTAGE_SETTINGS) return t.outageSettings.refused;
	const text = refusals[code ?? ''] ?? t.refusal.other;
	return detail ? t.refusedBy(text.replace(/\.$/, ''), detail) : text;
}

/** What the person did, as the button said it. */
export function nameOfAct({ kind }: Command): string {
	if (kind === CHANGE_TEAM) return t.careTeam.act;
	if (kind === CHANGE_OUTAGE_SETTINGS) return t.outageSettings.act;
	const act = kind.replace(COMMAND_PREFIX, '');
	const name = act === 'attach' ? t.outbox.picture : acts[act];
	return typeof name === 'string' ? name : kind;
}
