/** Where somebody is in a team's plans. */
export interface PlanPlace {
	/** The day that is looked at, as 2026-11-23; of a week its Monday. */
	day: string;
	/** Whether a day is looked at, or its week. */
	view: 'day' | 'week';
	/** The visit that is open, or held; null for none. */
	visit: string | null;
	/** True while the visit is held to be moved. */
	isMoving: boolean;
}

const PLACE = /^(day|week) (\d{4}-\d{2}-\d{2})(?: (open|move) ([\w.:-]{1,80}))?$/;

/** A place as colleagues are told of it: it names nobody. */
export function formatPlanPlace({ day, view, visit, isMoving }: PlanPlace): string {
	return [view, day, ...(visit === null ? [] : [isMoving ? 'move' : 'open', visit])].join(' ');
}

/** The place that somebody told of; null for what is none, such as an order's id. */
export function readPlanPlace(text: string): PlanPlace | null {
	const match = PLACE.exec(text);
	if (!match) return null;
	const [, view, day = '', act, visit = null] = match;
	return { day, view: view === 'week' ? 'week' : 'day', visit, isMoving: act === 'move' };
}

/** Somebody who is somewhere in a plan. */
export interface Onlooker {
	member: string;
	name: string;
	isMoving: boolean;
}

/** Who is where in a team's plans: each person once in each list, by name. */
export interface Onlookers {
	/** By day: who looks at it. */
	days: ReadonlyMap<string, readonly Onlooker[]>;
	/** By the week's Monday. */
	weeks: ReadonlyMap<string, readonly Onlooker[]>;
	/** By visit: who has it open or is moving it; who moves it goes first. */
	visits: ReadonlyMap<string, readonly Onlooker[]>;
}

/** Reads who is where; `present` are the others of the team, one entry for each place of theirs. */
export function onlookersOf(present: readonly { member: string; name: string; place: string }[]): Onlookers {
	const days = new Map<string, Onlooker[]>();
	const weeks = new Map<string, Onlooker[]>();
	const visits = new Map<string, Onlooker[]>();
	for (const { member, name, place } of present) {
		const at = readPlanPlace(place);
		if (!at) continue;
		put(at.view === 'week' ? weeks : days, at.day, { member, name, isMoving: false });
		if (at.visit !== null) put(visits, at.visit, { member, name, isMoving: at.isMoving });
	}
	for (const list of [...days.values(), ...weeks.values(), ...visits.values()]) list.sort(byActAndName);
	return { days, weeks, visits };
}

/** Somebody with two devices is there once, and moves a visit when one of them does. */
function put(lists: Map<string, Onlooker[]>, key: string, one: Onlooker): void {
	const list = lists.get(key) ?? [];
	const known = list.find(({ member }) => member === one.member);
	if (known) known.isMoving ||= one.isMoving;
	else list.push(one);
	lists.set(key, list);
}

function byActAndName(a: Onlooker, b: Onlooker): number {
	return Number(b.isMoving) - Number(a.isMoving) || a.name.localeCompare(b.name, 'sv');
}

/** The first letters of a person's first and last name: `PP`. */
export function initialsOf(name: string): string {
	const words = name.split(/\s+/).filter(Boolean);
	const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
	return ends.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase('sv') ?? '').join('');
}
