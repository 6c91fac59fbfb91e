import { type PlanVisit, type Undone, clockTime, endOf, movedTo } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { dayInWords } from '#pages/parts/near-day.ts';

/** `07:30–08:00`. */
export function span(visit: PlanVisit): string {
	return `${clockTime(visit.start.value)}–${clockTime(endOf(visit))}`;
}

/** Reads a time field; null for what is no time. */
export function readClock(text: string): number | null {
	const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
	return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** `Elsa A.`: enough to be known by within a team, and short. */
export function shortName(name: string): string {
	const [first = '', last = ''] = name.split(' ');
	return last ? `${first} ${last.slice(0, 1)}.` : first;
}

/** The tone and the word of a visit's status. */
export function statusTone(visit: PlanVisit): 'done' | 'accepted' | 'stop' | 'wait' | 'new' {
	switch (visit.status) {
		case 'done':
		case 'part-done':
			return 'done';
		case 'started':
			return 'accepted';
		case 'cancelled':
		case 'refused':
		case 'not-home':
		case 'wasted-trip':
			return 'stop';
		default:
			return 'new';
	}
}

/** A window as a register holds it, in words: `07:00–09:00`. */
export function windowInWords(value: unknown): string {
	const [from, to] = typeof value === 'string' ? value.split('-').map(Number) : [];
	return from === undefined || to === undefined ? t.visitPlan.noWindow : `${clockTime(from)}–${clockTime(to)}`;
}

/** An absence as a register holds it, in words. */
export function awayInWords(value: unknown): string {
	if (typeof value !== 'string') return t.visitPlan.absence.here;
	const [from = 0] = value.split('-').map(Number);
	return from === 0 ? t.visitPlan.absence.wholeDay : t.visitPlan.absence.since(clockTime(from));
}

/** Why an edit was refused, as a sentence; empty when it was made. */
export function refusalOf(edit: { ok: true } | { ok: false; code: keyof typeof t.visits.refusals }): string {
	return edit.ok ? '' : t.visits.refusals[edit.code];
}

const CODES: Readonly<Record<string, string>> = t.moveVisit.codes;

/** Why a visit does not take place, as a sentence: people's own words, or ours for what the app has written. */
export function cancelledInWords(reason: string): string {
	const day = movedTo(reason);
	if (day !== null) return t.moveVisit.movedTo(dayInWords(day));
	return t.visits.flags.cancelled(Object.hasOwn(CODES, reason) ? (CODES[reason] ?? reason) : reason);
}

/** What taking an act back has done, or why it did nothing. */
export function undoneInWords({ undone, left }: Undone): string {
	if (undone > 0) return t.visits.undone;
	const isChoice = left.some(({ reason }) => reason === 'chosen-between-days');
	return isChoice ? t.visits.undoneChoice : t.visits.undoneBlocked;
}
