/** A copy as the reminder knows it: what it shows, and when it was made (milliseconds since 1970). */
export interface MadeCopy {
	from: string;
	to: string;
	madeAt: number;
}

/** What decides whether a planner is reminded. */
export interface ReminderQuestion {
	/** Today and tomorrow, as 2026-11-23. */
	today: string;
	tomorrow: string;
	/** The minute of the day. */
	minute: number;
	/** The minute from which people are reminded; null for never. */
	from: number | null;
	/** The moment of today's `from`: copies made before it are too old to count. */
	since: number;
	copies: readonly MadeCopy[];
	/** The day on which the person has said that it is done. */
	doneOn: string | null;
}

/** True when whoever leaves last should print or pack tomorrow: nobody has, this afternoon, as far as this device knows. */
export function shouldPrint({ today, tomorrow, minute, from, since, copies, doneOn }: ReminderQuestion): boolean {
	if (from === null || minute < from || doneOn === today) return false;
	return !copies.some((copy) => copy.madeAt >= since && copy.from <= tomorrow && copy.to >= tomorrow);
}
