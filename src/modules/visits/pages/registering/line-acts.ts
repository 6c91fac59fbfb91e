import { endOf, type Edit } from '#modules/visits/domain/index.ts';
import {
	type AfterwardsEntry,
	type AfterwardsLine,
	registerAfterwards
} from '#modules/visits/domain/registering/afterwards/index.ts';
import { device } from '#device/device.svelte.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';

/** What somebody does with a line: said at once, or in a dialog that begins with it. */
export type LineAct = 'as-planned' | 'times' | 'missed' | 'cancelled';

/** True when nothing has to be asked: somebody was planned, and nothing final is said. */
export function mayBeAsPlanned({ person, state }: AfterwardsLine): boolean {
	return person !== null && (state === 'open' || state === 'started');
}

/** Registers lines as done at the planned times. */
export function asPlanned(team: TeamDay, lines: readonly AfterwardsLine[], told: string): Edit {
	const entries = lines.flatMap(({ visit, person }): AfterwardsEntry[] =>
		person === null ? [] : [{ visit: visit.id, person, outcome: 'done', start: visit.start.value, end: endOf(visit) }]
	);
	return register(team, entries, told);
}

/** Registers what somebody says afterwards. It is corrected, never undone. */
export function register(team: TeamDay, entries: readonly AfterwardsEntry[], told: string): Edit {
	return team.acts.act(told, (doc) => registerAfterwards(doc, device.editor, team.day, entries), false);
}
