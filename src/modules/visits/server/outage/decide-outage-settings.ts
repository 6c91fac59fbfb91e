import * as v from 'valibot';
import type { RefusalOf } from '#modules/visits/domain/commands.ts';
import { authorize } from '#modules/visits/domain/access.ts';
import {
	SETTINGS_KEY,
	changeOutageSettings,
	outageSettingsChangeSchema,
	readOutageSettings
} from '#modules/visits/domain/outage/index.ts';
import { loadTeam, saveTeamEntries } from '../team/teams.ts';
import { organisationOfTeam } from '#server/people/teams';
import { ACCEPTED, type DecideCommand, refused } from '#server/commands/decision';

/** Decides whom a team calls in an outage, and what it ticks off: by the organisation's administrators. */
export function outageSettingsDecider(): DecideCommand<RefusalOf<'outage-settings.change'>> {
	return {
		async decide(trx, { command, author }) {
			const asked = v.safeParse(outageSettingsChangeSchema, command.payload);
			if (!asked.success) return refused('malformed');
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
