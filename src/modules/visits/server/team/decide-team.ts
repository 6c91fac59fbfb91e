import * as v from 'valibot';
import type { RefusalOf } from '#modules/visits/domain/commands.ts';
import { authorize } from '#modules/visits/domain/access.ts';
import { CHANGE_TEAM, TEAM_KIND, decideTeamChange, teamChangeSchema } from '#modules/visits/domain/index.ts';
import { keptEntries, loadTeam, removeTeamEntries, saveTeamEntries } from './teams.ts';
import { ACCEPTED, type DecideCommand, refused } from '#server/commands/decision';

/** Decides changes of a team's people, shifts and recurring visits: by its planners, on what holds now. */
export function teamDecider(): DecideCommand<RefusalOf<'team.change'>> {
	return {
		async decide(trx, { command, author, now }) {
			const asked = v.safeParse(teamChangeSchema, command.payload);
			if (!asked.success) return refused('malformed');
			const team = command.about;
			// A team of others is as unknown as one that does not exist.
			if (!authorize(author.actor, CHANGE_TEAM, { type: TEAM_KIND.kind, scope: team })) return refused('forbidden');
			const entries = await loadTeam(trx, team, true);
			if (!entries) return refused('forbidden');
			const decided = decideTeamChange(keptEntries(entries), asked.output.changes);
			if (!decided.ok) return refused(decided.code);
			for (const { root, key, body } of decided.value) {
				if (body === null) await removeTeamEntries(trx, team, root, { keys: [key], at: now });
				else await saveTeamEntries(trx, team, root, { [key]: body });
			}
			return ACCEPTED;
		}
	};
}
