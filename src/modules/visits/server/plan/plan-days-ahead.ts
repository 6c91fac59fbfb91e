import { swedishDay } from '#swedish/dates';
import { followRecurring, planDays, planDocument, readTeam } from '#modules/visits/domain/index.ts';
import type { WriteDocument } from '#server/facts/write-document';
import type { TeamEntries } from '../team/teams.ts';

/**
 * Writes a team's recurring visits into the plans from today on: after every change of the team, and every day when
 * another day has come to hand. Days that have passed stay as they were planned.
 */
export async function planDaysAhead(
	write: WriteDocument,
	team: string,
	entries: TeamEntries,
	now: number
): Promise<void> {
	const { recurrences } = readTeam({ recurring: new Map(Object.entries(entries.recurring)) });
	if (recurrences.length === 0) return;
	const today = swedishDay(now);
	for (const day of planDays(now).filter((each) => each >= today)) {
		await write(planDocument(team, day), (doc) => {
			followRecurring(doc, recurrences, day);
		});
	}
}
