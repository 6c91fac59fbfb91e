import * as v from 'valibot';
import { authorize } from '#domain';
import {
	CHANGE_OUTAGE_SETTINGS,
	SETTINGS_KEY,
	changeOutageSettings,
	outageSettingsChangeSchema,
	readOutageSettings
} from '#domain/outage';
import type { Connection } from '../database/open.ts';
import { loadTeam, saveTeamEntries } from '../teams.ts';
import type { DecideCommand, Decision } from './decide-work-order.ts';

/** Decides whom a team calls in an outage, and what it ticks off: by the organisation's administrators. */
export function outageSettingsDecider(): DecideCommand {
	return {
		prepare: () => Promise.resolve({ postpone: null, value: null }),
		async decide(trx, { command, author }) {
			const asked = v.safeParse(outageSettingsChangeSchema, command.payload);
			if (!asked.success || command.kind !== CHANGE_OUTAGE_SETTINGS) return refused('malformed');
			const team = command.about;
			const organisation = await organisationOf(trx, team);
			// A team of others is as unknown as one that does not exist.
			if (!authorize(author.actor, 'write', { type: 'outage-settings', organisation })) return refused('forbidden');
			const entries = await loadTeam(trx, team, true);
			const changed = changeOutageSettings(readOutageSettings(entries?.team[SETTINGS_KEY]), asked.output);
			if (!changed.ok) return refused(changed.code);
			await saveTeamEntries(trx, team, 'team', { [SETTINGS_KEY]: changed.value });
			return { status: 'accepted', code: null, detail: null };
		}
	};
}

async function organisationOf(trx: Connection, team: string): Promise<string | null> {
	const row = await trx.selectFrom('teams').select('organisation_id').where('id', '=', team).executeTakeFirst();
	return row?.organisation_id ?? null;
}

function refused(code: string): Decision {
	return { status: 'refused', code, detail: null };
}
