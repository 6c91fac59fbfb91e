import { untrack } from 'svelte';
import { type ChangedMeanwhile, type PlanDay, type PlanVisit, changedMeanwhile } from '#modules/visits/domain/index.ts';
import { device } from '#device/device.svelte.ts';
import { t } from '#modules/visits/words/index.ts';
import type { Drag } from './drag.svelte.ts';
import { fieldInWords } from './field-words.ts';
import type { TeamDay } from './team-day.svelte.ts';

/** Something that is dragged, or nothing. */
interface Holding {
	readonly drag: Drag | null;
	cancel(): void;
}

/** The plan that something is dragged in, and where that is told of. */
interface Place {
	readonly plan: PlanDay;
	tell(text: string): void;
}

/**
 * Ends a drag when somebody else changes the visit meanwhile, and tells it: the visit would otherwise be taken from
 * where it no longer is. Call it while a part is made.
 */
export function endWhenChanged(held: Holding, team: TeamDay, place: () => Place | null): void {
	$effect(() => {
		const { drag } = held;
		const where = drag && place();
		if (!where) return;
		const { visit } = drag;
		const change = changedMeanwhile(visit, where.plan.byId.get(visit.id) ?? visit);
		if (!change) return;
		untrack(() => {
			held.cancel();
			where.tell(inWords(team, visit, change));
		});
	});
}

function inWords(team: TeamDay, visit: PlanVisit, { by, field, to }: ChangedMeanwhile): string {
	const isOwn = by !== '' && by === device.session?.member;
	const who = isOwn
		? t.meanwhile.you
		: team.people.nameOfMember(by) || (by === '' ? t.meanwhile.source : t.meanwhile.somebody);
	return t.meanwhile.changed(who, team.people.nameOfRecipient(visit.recipient), fieldInWords(field, to, team.people));
}
