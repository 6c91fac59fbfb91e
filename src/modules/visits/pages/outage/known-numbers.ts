import type { SupportNumber } from '#core/support-numbers';
import { readOutageSettings } from '#modules/visits/domain/outage/index.ts';
import { keepForAnybody, recallForAnybody } from '#device/before-sign-in.ts';
import { NUMBERS_KEPT_AS } from '#pages/diagnosis/support-numbers.svelte.ts';

/** What stands on the wall, as it was last known at this device: there also when nobody can sign in. */
export interface KnownRoutine {
	team: string;
	organisation: string;
	numbers: readonly SupportNumber[];
	copiesAt: string;
}

/** Keeps what was known last. */
export function keepRoutine(routine: KnownRoutine): void {
	keepForAnybody(NUMBERS_KEPT_AS, routine);
}

/** What was known last; empty when nothing was. */
export function recallRoutine(): KnownRoutine {
	const kept = recallForAnybody(NUMBERS_KEPT_AS);
	const { numbers, copiesAt } = readOutageSettings(kept);
	const { team, organisation } = (kept ?? {}) as Record<string, unknown>;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return { team: text(team), organisation: text(organisation), numbers, copiesAt };
}
