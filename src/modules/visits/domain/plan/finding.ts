import type { PlanVisit } from './model.ts';

/** What can be wrong with a plan. */
export type FindingCode =
	| 'unassigned'
	| 'half-staffed'
	| 'same-carer-twice'
	| 'overlap'
	| 'travel-short'
	| 'off-duty'
	| 'outside-hours'
	| 'lunch-missed'
	| 'missing-need'
	| 'expired-delegation'
	| 'absent'
	| 'unknown-carer'
	| 'outside-window'
	| 'sequence-broken'
	| 'past-midnight';

/** `stop`: cannot be carried out so. `warn`: should not be. `note`: worth knowing. */
export type Severity = 'stop' | 'warn' | 'note';

/** Something that a plan cannot do, should not do, or that is worth knowing, with the figures that say why. */
export interface Finding {
	code: FindingCode;
	severity: Severity;
	visits: readonly string[];
	carers: readonly string[];
	/** What the text needs: minutes that are missing, over or too early. */
	numbers: Readonly<Record<string, number>>;
	/** The skill, delegation, licence or language. */
	need: string | null;
	/** The settings that brought it about. */
	ops: readonly string[];
	/** True when a person has looked at just this and lets it be. */
	acknowledged: boolean;
}

const SEVERITY: Readonly<Record<FindingCode, Severity>> = {
	unassigned: 'stop',
	'half-staffed': 'stop',
	'same-carer-twice': 'stop',
	overlap: 'stop',
	'travel-short': 'warn',
	'off-duty': 'stop',
	'outside-hours': 'warn',
	'lunch-missed': 'warn',
	'missing-need': 'stop',
	'expired-delegation': 'stop',
	absent: 'stop',
	'unknown-carer': 'warn',
	'outside-window': 'warn',
	'sequence-broken': 'warn',
	'past-midnight': 'note'
};

/** A finding about visits and carers, with its usual severity; the settings of when and by whom are its causes. */
export function finding(
	code: FindingCode,
	visits: readonly PlanVisit[],
	carers: readonly string[],
	more: { numbers?: Record<string, number>; need?: string; ops?: readonly string[] } = {}
): Finding {
	return {
		code,
		severity: SEVERITY[code],
		visits: visits.map(({ id }) => id),
		carers,
		numbers: more.numbers ?? {},
		need: more.need ?? null,
		ops: [...visits.flatMap(causes), ...(more.ops ?? [])],
		acknowledged: false
	};
}

/** What an acknowledgement is about, as a text that does not depend on the order. */
export function aboutText(about: readonly string[]): string {
	return [...about].sort().join(' ');
}

function causes(visit: PlanVisit): string[] {
	return [visit.start, visit.length, visit.a, visit.b].flatMap(({ set }) => set?.op ?? []);
}
