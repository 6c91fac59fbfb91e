import type { Command } from '#core/command';
import { CHANGE_OUTAGE_SETTINGS } from '#domain/outage';
import { CHANGE_TEAM } from '#domain/visits';
import type { CommandRow } from '#offline/storage.ts';
import { t } from '#text/care';
import { explainRefusal, nameOfAct } from './explain.ts';

const ofTeam: Readonly<Record<string, string>> = t.careTeam.refused;

/** Why the server said no to anything, visits and outages included. */
export function explainAnyRefusal(row: CommandRow): string {
	const { code, command } = row;
	if (command.kind === CHANGE_TEAM) return ofTeam[code ?? ''] ?? t.careTeam.refused.other;
	if (command.kind === CHANGE_OUTAGE_SETTINGS) return t.outageSettings.refused;
	return explainRefusal(row);
}

/** What the person did, of any module, as the button said it. */
export function nameOfAnyAct(command: Command): string {
	if (command.kind === CHANGE_TEAM) return t.careTeam.act;
	if (command.kind === CHANGE_OUTAGE_SETTINGS) return t.outageSettings.act;
	return nameOfAct(command);
}
