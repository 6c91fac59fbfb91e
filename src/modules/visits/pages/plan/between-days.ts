import {
	type DayMove,
	type Edit,
	type Flag,
	type PlanOfDay,
	type PlanVisit,
	daysOfGroup,
	lastGroup,
	leaveOtherDays,
	moveToDay,
	otherDaysOf,
	planDocument,
	readPlan,
	settleBetweenDays,
	undoEverywhere
} from '#modules/visits/domain/index.ts';
import { device } from '#device/device.svelte.ts';

type Undone = ReturnType<typeof undoEverywhere>;

/** Works on the plans of several days at once, as soon as the device has read its copies of them. */
async function onDays<Result>(
	team: string,
	days: readonly string[],
	work: (plans: readonly PlanOfDay[]) => Result
): Promise<Result> {
	const views = days.map((day) => ({
		day,
		view: device.openWorkspace(planDocument(team, day), (doc) => readPlan(doc, day))
	}));
	try {
		await Promise.all(views.map(({ view }) => view.ready()));
		return work(views.map(({ day, view }) => ({ day, doc: view.edit((doc) => doc) })));
	} finally {
		for (const { view } of views) view.close();
	}
}

/** Moves a visit from one day to another. */
export function moveBetween(
	team: string,
	visit: string,
	[from, to]: readonly [from: string, to: string],
	change: DayMove
): Promise<Edit> {
	return onDays(team, [from, to], ([home, other]) =>
		home && other ? moveToDay(device.editor, home, visit, other, change) : { ok: false, code: 'unknown-visit' }
	);
}

/** The other days that the person's last act on a plan may have changed too, with its group; null when it was the day's own. */
export function lastBetweenDays(doc: PlanOfDay['doc']): { group: string; days: string[] } | null {
	const group = lastGroup(doc, device.editor.member);
	const days = group === null ? [] : daysOfGroup(doc, group);
	return group === null || days.length === 0 ? null : { group, days };
}

/** Takes an act on several days back, on all of them or on none. */
export function undoBetween(team: string, days: readonly string[], group: string): Promise<Undone> {
	return onDays(team, [...new Set(days)], (plans) => undoEverywhere(plans, device.editor, group));
}

/** After a choice about a visit that had been moved: where it no longer is, it is taken away. */
export async function settleOtherDays(team: string, home: string, before: PlanVisit, group: string): Promise<void> {
	const others = otherDaysOf(before);
	if (others.length === 0) return;
	await onDays(team, [home, ...others], ([own, ...plans]) => {
		if (own) leaveOtherDays(device.editor, { before, home: own, group }, plans);
	});
}

/** A choice about a visit that was moved, and the days that it was moved to. */
export interface FlagChoice {
	flag: Flag;
	choice: string;
	days: readonly string[];
}

/** Settles a flag of a visit's own day from another one: on all of them. */
export function settleOnDays(team: string, home: string, { flag, choice, days }: FlagChoice): Promise<Edit> {
	return onDays(team, [home, ...days], ([own, ...others]) =>
		own ? settleBetweenDays(device.editor, own, { flag, choice }, others) : { ok: false, code: 'unknown-visit' }
	);
}
