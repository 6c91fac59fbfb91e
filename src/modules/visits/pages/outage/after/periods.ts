import { dayAfter, swedishDay, swedishDayAndTime } from '#swedish/dates';
import type { Outage } from '#modules/visits/domain/outage/index.ts';
import { heldDays } from '#modules/visits/domain/index.ts';
import { device } from '#device/device.svelte.ts';
import { t } from '#modules/visits/words/index.ts';

/** How an address names the time without network. */
export const AWAY = 'utan-nat';

/** A time that is looked through: a declared outage, or the one for which this device was without the server. */
export interface Period {
	/** The outage's id, or AWAY. */
	key: string;
	title: string;
	/** Milliseconds since 1970; `until` is null while it lasts. */
	from: number;
	until: number | null;
	outage: Outage | null;
}

/** What can be looked through, newest first. */
export function periodsOf(outages: readonly Outage[]): Period[] {
	const away = awayPeriod();
	const declared = outages.map((outage) => periodOf(outage));
	return [...declared, ...(away ? [away] : [])].sort((a, b) => b.from - a.from);
}

/** The time for which this device was without the server; null when there is nothing to catch up with. */
export function awayPeriod(): Period | null {
	const { awaySince, awayUntil } = device;
	if (awaySince === null) return null;
	const until = awayUntil === null ? null : Date.parse(awayUntil);
	const title = t.afterOutage.sinceAway(swedishDayAndTime(awaySince));
	return { key: AWAY, title, from: Date.parse(awaySince), until, outage: null };
}

function periodOf(outage: Outage): Period {
	const { id: key, startedAt: from, endedAt: until } = outage;
	const began = swedishDayAndTime(from);
	const title = until === null ? t.afterOutage.goesOn(began) : t.afterOutage.ofOutage(began, swedishDayAndTime(until));
	return { key, title, from, until, outage };
}

/**
 * The days that may have been changed: from the evening before it, since visits go on past midnight, to the last one
 * that devices hold, since people plan ahead. Those of its own time come first.
 */
export function daysToRead({ from, until }: Period, now: number): { own: string[]; ahead: string[]; isWhole: boolean } {
	const held = heldDays(now);
	const first = dayAfter(swedishDay(from), -1);
	const last = swedishDay(until ?? now);
	const days: string[] = [];
	for (let day = first > held.from ? first : held.from; day <= held.to; day = dayAfter(day, 1)) days.push(day);
	return {
		own: days.filter((day) => day <= last),
		ahead: days.filter((day) => day > last),
		isWhole: dayAfter(first, 1) >= held.from
	};
}
