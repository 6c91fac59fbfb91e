import type { Command } from '#core/command';
import { CHANGE_OUTAGE_SETTINGS } from '#modules/visits/domain/outage/index.ts';
import { CHANGE_TEAM } from '#modules/visits/domain/index.ts';
import { KEEP_SHEET_PICTURE } from '#modules/visits/domain/copies/index.ts';
import { LOG_KEY_LOOK, REMOVE_KEYS, WRITE_KEYS } from '#modules/visits/domain/keys/index.ts';
import type { CommandRow } from '#device/storage.ts';
import { t } from '#modules/visits/words/index.ts';
import { explainRefusal, nameOfAct } from './explain.ts';

const ofTeam: Readonly<Record<string, string>> = t.careTeam.refused;
const ofKeys: Readonly<Record<string, string>> = t.keys.refused;
const KEY_ACTS: Readonly<Record<string, string>> = {
	[WRITE_KEYS]: t.keys.write,
	[REMOVE_KEYS]: t.keys.remove,
	[LOG_KEY_LOOK]: t.keys.show
};

/** Why the server said no to anything, visits and outages included. */
export function explainAnyRefusal(row: CommandRow): string {
	const { code, command } = row;
	if (command.kind === CHANGE_TEAM) return ofTeam[code ?? ''] ?? t.careTeam.refused.other;
	if (command.kind === CHANGE_OUTAGE_SETTINGS) return t.outageSettings.refused;
	if (command.kind === KEEP_SHEET_PICTURE) return t.sheetPictures.refused;
	if (Object.hasOwn(KEY_ACTS, command.kind)) return ofKeys[code ?? ''] ?? t.keys.refused.other;
	return explainRefusal(row);
}

/** What the person did, of any module, as the button said it. */
export function nameOfAnyAct(command: Command): string {
	if (command.kind === CHANGE_TEAM) return t.careTeam.act;
	if (command.kind === CHANGE_OUTAGE_SETTINGS) return t.outageSettings.act;
	if (command.kind === KEEP_SHEET_PICTURE) return t.sheetPictures.act;
	return KEY_ACTS[command.kind] ?? nameOfAct(command);
}
