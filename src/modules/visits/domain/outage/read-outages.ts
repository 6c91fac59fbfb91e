import type * as Y from 'yjs';
import type { Begun, Outage } from './model.ts';
import { type Event, type Events, eventsOf, readEvents } from './read-events.ts';
import { readCopies, readDevices } from './read-holdings.ts';
import { checklistOf, claimOf, readReached, registersOf } from './read-registers.ts';
import { timelineOf } from './read-timeline.ts';

/** What one beginning covers. */
interface Stretch {
	start: Event<'start'>;
	/** The moment of its last end; null while it lasts. */
	until: number | null;
}

/** Some beginnings that are one outage. */
type Group = [Stretch, ...Stretch[]];

/**
 * A team's outages, newest first. Derived alone: two who began apart began one outage, as soon as their times overlap,
 * and it lasts until it has ended for both.
 */
export function readOutages(doc: Y.Doc): Outage[] {
	const events = readEvents(doc);
	const stretches = events.start.map((start) => ({ start, until: untilOf(start, events) }));
	return grouped(stretches)
		.map((group) => outageOf(doc, events, group))
		.reverse();
}

/** The outage that lasts; null when there is none. */
export function runningOutage(outages: readonly Outage[]): Outage | null {
	return outages.find(({ endedAt }) => endedAt === null) ?? null;
}

function untilOf({ start, at }: Event<'start'>, { end }: Events): number | null {
	const ends = end.filter(({ ends: ended }) => ended.includes(start)).map((event) => Math.max(event.at, at));
	return ends.length > 0 ? Math.max(...ends) : null;
}

/** Beginnings whose times overlap: each begins before all earlier ones of its group have ended. */
function grouped(stretches: readonly Stretch[]): Group[] {
	const groups: Group[] = [];
	for (const stretch of stretches) {
		const group = groups.at(-1);
		const lasts = group?.some(({ until }) => until === null || until >= stretch.start.at);
		if (group && lasts) group.push(stretch);
		else groups.push([stretch]);
	}
	return groups;
}

function outageOf(doc: Y.Doc, all: Events, group: Group): Outage {
	const ids = group.map(({ start }) => start.start);
	const events = eventsOf(all, new Set(ids));
	const registers = registersOf(doc, ids);
	const [first, ...others] = group;
	const begun: Outage['begun'] = [begunOf(first), ...others.map(begunOf)];
	const copies = readCopies(events.copy, registers);
	return {
		id: begun[0].id,
		begun,
		startedAt: begun[0].at,
		endedAt: endOf(group),
		ended: events.end.map(({ key, words, by, at, device }) => ({ key, words, by, at, device })),
		coordinator: claimOf(registers.get('coordinator')),
		phone: claimOf(registers.get('phone')),
		checklist: checklistOf(events.start, registers),
		reached: readReached(registers),
		notes: events.note.map(({ key, kind, text, by, at, device }) => ({ key, kind, text, by, at, device })),
		copies,
		devices: readDevices(events.held),
		timeline: timelineOf(doc, ids, events)
	};
}

function begunOf({ start: { start: id, why, by, at, device } }: Stretch): Begun {
	return { id, why, by, at, device };
}

function endOf(group: Group): number | null {
	const ends = group.flatMap(({ until }) => until ?? []);
	return ends.length < group.length ? null : Math.max(...ends);
}
