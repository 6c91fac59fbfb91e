import type * as Y from 'yjs';
import { groupEntries } from '#core/grouped-entries';
import { dayAfter } from '#swedish/dates';
import { USUAL_VISIT } from '../plan/edit.ts';
import type { SourceVisit } from '../plan/model.ts';
import { compare, readSource } from '../plan/schemas.ts';
import { planRoots } from '../plan/workspace.ts';
import { type SourceChanges, withdrawFromSource, writeSource } from '../plan/write-source.ts';

/** Monday 1 … Sunday 7, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A visit that comes again. */
export interface Recurrence {
	id: string;
	weekdays: readonly Weekday[];
	/** 1: every week, 2: every other week …, counted from the week of the first day. */
	everyWeeks: number;
	/** The first and the last day (2026-11-23); null for no end. */
	from: string;
	to: string | null;
	/** Days on which it does not take place. */
	exceptions: readonly string[];
	/** The recurring visit that this one goes on with: a visit of a day keeps its id, and what people made of it. */
	series?: string | null;
	visit: Pick<SourceVisit, 'recipient' | 'start' | 'length'> & Partial<Omit<SourceVisit, 'id'>>;
}

const DAY = 24 * 60 * 60 * 1000; // milliseconds: calendar days are counted in UTC, where all are equally long
const WEEK = 7;

/** The visits that recurring ones give on a day. Their ids follow from the day: two devices give the same visits. */
export function recurringVisits(recurrences: readonly Recurrence[], day: string): SourceVisit[] {
	const visits = recurrences
		.filter((recurrence) => takesPlaceOn(recurrence, day))
		.sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id))
		.map(({ id, series, visit }): SourceVisit => ({
			...USUAL_VISIT,
			...visit,
			id: recurringId(series ?? id, day),
			origin: 'recurring',
			recurrence: id
		}));
	// Where a series has come to overlap itself, what began last counts.
	return [...new Map(visits.map((visit) => [visit.id, visit])).values()];
}

/** What becomes of a recurring visit that is another one from a day on. */
export interface SplitRecurrence {
	/** The last day of what was. */
	to: string;
	/** What begins, without an id. */
	next: Omit<Recurrence, 'id'>;
}

/**
 * Changes a recurring visit from a day on: what was ends the day before, and `change` goes on in its place, under the
 * same ids of its days. Weeks are counted on from the first one. Null when all of it lies on one side of the day.
 */
export function splitRecurrence(
	recurrence: Recurrence,
	day: string,
	change: Omit<Recurrence, 'id'>
): SplitRecurrence | null {
	if (day <= recurrence.from || (recurrence.to !== null && day > recurrence.to)) return null;
	const every = Math.max(1, change.everyWeeks);
	const apart = every === recurrence.everyWeeks ? weeksBetween(recurrence.from, day) % every : 0;
	const from = apart === 0 ? day : dayAfter(mondayOf(day), (every - apart) * WEEK);
	return {
		to: dayAfter(day, -1),
		next: {
			...change,
			from,
			exceptions: change.exceptions.filter((exception) => exception >= from),
			series: recurrence.series ?? recurrence.id
		}
	};
}

/** Writes a day's recurring visits into its plan; what people have planned since stays. */
export function planRecurring(doc: Y.Doc, recurrences: readonly Recurrence[], day: string): SourceChanges {
	return writeSource(doc, recurringVisits(recurrences, day));
}

/**
 * As planRecurring(), and takes back what a recurrence no longer gives: its visits stay, as cancelled by the source. For
 * the server alone, whose facts count; a device whose facts are old would undo what others have decided.
 */
export function followRecurring(doc: Y.Doc, recurrences: readonly Recurrence[], day: string): SourceChanges {
	const visits = recurringVisits(recurrences, day);
	const changes = writeSource(doc, visits);
	const given = new Set(visits.map(({ id }) => id));
	const known = new Set(recurrences.map(({ id }) => id));
	const ended = [...groupEntries(planRoots(doc).visits)].flatMap(([id, entries]) => {
		const source = given.has(id) ? null : readSource(id, entries);
		const follows = source?.origin === 'recurring' && source.withdrawn === null && known.has(source.recurrence ?? '');
		return follows ? [id] : [];
	});
	if (ended.length > 0) withdrawFromSource(doc, ended, 'not-in-source');
	return changes;
}

/** Writes only the recurring visits that a day lacks: what a device does while it cannot hear of the server. */
export function addMissingRecurring(doc: Y.Doc, recurrences: readonly Recurrence[], day: string): SourceChanges {
	const known = groupEntries(planRoots(doc).visits);
	return writeSource(
		doc,
		recurringVisits(recurrences, day).filter(({ id }) => !known.has(id))
	);
}

/** The id of a recurring visit on a day. */
export function recurringId(recurrence: string, day: string): string {
	return `${recurrence}-${day}`;
}

/** True when a recurring visit takes place on a day. */
export function takesPlaceOn(
	{ weekdays, everyWeeks, from, to, exceptions }: Omit<Recurrence, 'id' | 'visit' | 'series'>,
	day: string
): boolean {
	if (day < from || (to !== null && day > to) || exceptions.includes(day)) return false;
	if (!weekdays.includes(weekdayOf(day))) return false;
	return weeksBetween(from, day) % Math.max(1, everyWeeks) === 0;
}

function weeksBetween(from: string, day: string): number {
	return (Date.parse(mondayOf(day)) - Date.parse(mondayOf(from))) / (WEEK * DAY);
}

/** The day of the week, Monday 1. */
export function weekdayOf(day: string): Weekday {
	return (new Date(day).getUTCDay() || WEEK) as Weekday;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
	return dayAfter(day, 1 - weekdayOf(day));
}
