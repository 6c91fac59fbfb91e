import * as v from 'valibot';
import { authorize } from '#app/catalogue';
import {
	CHANGE_OUTAGE_SETTINGS,
	SETTINGS_KEY,
	changeOutageSettings,
	outageSettingsChangeSchema,
	readOutageSettings
} from '#modules/visits/domain/outage/index.ts';
import { loadTeam, organisationOfTeam, saveTeamEntries } from '../team/teams.ts';
import { ACCEPTED, type DecideCommand, refused } from '#server/commands/decision';

/** Decides whom a team calls in an outage, and what it ticks off: by the organisation's administrators. */
export function outageSettingsDecider(): DecideCommand {
	return {
		prepare: () => Promise.resolve({ postpone: null, value: null }),
		async decide(trx, { command, author }) {
			const asked = v.safeParse(outageSettingsChangeSchema, command.payload);
			if (!asked.success || command.kind !== CHANGE_OUTAGE_SETTINGS) return refused('malformed');
			const team = command.about;
			const organisation = await organisationOfTeam(trx, team);
			// A team of others is as unknown as one that does not exist.
			if (!authorize(author.actor, 'write', { type: 'outage-settings', organisation })) return refused('forbidden');
			const entries = await loadTeam(trx, team, true);
			const changed = changeOutageSettings(readOutageSettings(entries?.team[SETTINGS_KEY]), asked.output);
			if (!changed.ok) return refused(changed.code);
			await saveTeamEntries(trx, team, 'team', { [SETTINGS_KEY]: changed.value });
			return ACCEPTED;
		}
	};
}
