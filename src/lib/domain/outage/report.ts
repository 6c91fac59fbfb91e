import type { Outage, OutageCopy } from './model.ts';

/** A visit as a report needs it. Moments are milliseconds since 1970. */
export interface ReportedVisit {
	id: string;
	day: string;
	/** When it should begin, and when at the latest; null where nothing is said. */
	start: number;
	end: number;
	latest: number | null;
	cancelled: boolean;
	/** How many carers it needs. */
	carers: number;
	/** What stands of what was registered. */
	registrations: readonly {
		outcome: string;
		start: number | null;
		/** When it was registered. */
		at: number;
		by: string;
		way: 'visit' | 'afterwards' | 'paper';
	}[];
}

/** Outcomes that say that nobody was helped. */
const NOT_MADE: readonly string[] = ['refused', 'not-home', 'wasted-trip'];

/** How much later than planned a visit may begin before it counts as late, where it has no window. */
export const LATE_AFTER = 15 * 60 * 1000; // 15 minutes

/** Why a visit stands among those that were missed. */
export interface MissedVisit {
	visit: ReportedVisit;
	/** `unregistered`: nobody has said; `one-of-two`: one carer has; else the outcome. */
	why: string;
}

/** A visit that began late, and how late: minutes. */
export interface LateVisit {
	visit: ReportedVisit;
	minutes: number;
}

/** What a report says of an outage. */
export interface OutageReport {
	outage: Outage;
	from: number;
	/** The moment until which it was counted. */
	until: number;
	/** Visits that should have begun while it lasted, less the cancelled ones. */
	visits: number;
	made: number;
	missed: readonly MissedVisit[];
	late: readonly LateVisit[];
	/** What was registered after the visit: on paper first, or later in the app. */
	afterwards: readonly { visit: ReportedVisit; by: string; at: number; way: string }[];
	copies: { destroyed: readonly OutageCopy[]; left: readonly OutageCopy[] };
	unticked: number;
	/** True when the days of the outage are not all at hand: it says less than happened. */
	incomplete: boolean;
}

/**
 * The report of an outage, at `now` (milliseconds): derived each time, so that what is registered later is in it. The
 * visits are those of all days that it touched, as far as the device has them.
 */
export function outageReport(
	outage: Outage,
	{ visits, now, incomplete = false }: { visits: readonly ReportedVisit[]; now: number; incomplete?: boolean }
): OutageReport {
	const [from, until] = [outage.startedAt, outage.endedAt ?? now];
	const touched = visits.filter(({ start, end }) => end > from && start < until).sort(byStart);
	const planned = touched.filter(({ cancelled, registrations }) => !cancelled || registrations.length > 0);
	const missed = planned.flatMap((visit) => missedOf(visit, now));
	return {
		outage,
		from,
		until,
		visits: planned.length,
		made: planned.filter((visit) => finals(visit).some(({ outcome }) => !NOT_MADE.includes(outcome))).length,
		missed,
		late: planned.flatMap(lateOf),
		afterwards: registeredAfterwards(planned),
		copies: {
			destroyed: outage.copies.filter(({ gone }) => gone !== null),
			left: outage.copies.filter(({ gone }) => gone === null)
		},
		unticked: outage.checklist.filter(({ done }) => done === null).length,
		incomplete
	};
}

function byStart(a: ReportedVisit, b: ReportedVisit): number {
	return a.start - b.start || (a.id < b.id ? -1 : 1);
}

function finals({ registrations }: ReportedVisit): ReportedVisit['registrations'] {
	return registrations.filter(({ outcome }) => outcome !== 'started');
}

/** A visit that should be over: nobody has said what became of it, one of two has, or nobody was helped. */
function missedOf(visit: ReportedVisit, now: number): MissedVisit[] {
	const said = finals(visit);
	const without = said.find(({ outcome }) => NOT_MADE.includes(outcome));
	if (without && said.every(({ outcome }) => NOT_MADE.includes(outcome))) return [{ visit, why: without.outcome }];
	if (visit.end > now || said.length >= visit.carers) return [];
	return [{ visit, why: said.length === 0 ? 'unregistered' : 'one-of-two' }];
}

function lateOf(visit: ReportedVisit): LateVisit[] {
	const starts = visit.registrations.flatMap(({ start }) => start ?? []);
	if (starts.length === 0) return [];
	const first = Math.min(...starts);
	const limit = visit.latest ?? visit.start + LATE_AFTER;
	return first > limit ? [{ visit, minutes: Math.round((first - visit.start) / 60_000) }] : [];
}

/** What was registered later than at the visit itself, on paper first or in the app: in the order of registering. */
export function registeredAfterwards(visits: readonly ReportedVisit[]): OutageReport['afterwards'] {
	return visits.flatMap(afterwardsOf).sort((a, b) => a.at - b.at);
}

function afterwardsOf(visit: ReportedVisit) {
	return finals(visit).flatMap(({ by, at, way }) => (way === 'visit' ? [] : [{ visit, by, at, way }]));
}
