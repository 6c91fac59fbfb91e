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

/** A copy as the server's log has it, once somebody has destroyed it. Moments are milliseconds since 1970. */
export interface LoggedCopy {
	id: string;
	number: string;
	what: string;
	from: string;
	to: string;
	madeAt: number;
	goneAt: number;
}

/** A copy as the report has it. */
export interface ReportedCopy extends Pick<OutageCopy, 'id' | 'number' | 'what' | 'from' | 'to'> {
	/** Who has it; empty where nobody has said. */
	holder: string;
	/** When it was destroyed; null while it is about. */
	goneAt: number | null;
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
	copies: { all: readonly ReportedCopy[]; destroyed: readonly ReportedCopy[]; left: readonly ReportedCopy[] };
	unticked: number;
	/** True when the days of the outage are not all at hand: it says less than happened. */
	incomplete: boolean;
}

interface ReportBasis {
	visits: readonly ReportedVisit[];
	now: number;
	incomplete?: boolean;
	logged?: readonly LoggedCopy[];
}

/**
 * The report of an outage, at `now` (milliseconds): derived each time, so that what is registered later is in it. The
 * visits are those of all days that it touched, as far as the device has them; `logged` is what the server's log of
 * copies has of those that are destroyed.
 */
export function outageReport(
	outage: Outage,
	{ visits, now, incomplete = false, logged = [] }: ReportBasis
): OutageReport {
	const [from, until] = [outage.startedAt, outage.endedAt ?? now];
	const touched = visits.filter(({ start, end }) => end > from && start < until).sort(byStart);
	const planned = touched.filter(({ cancelled, registrations }) => !cancelled || registrations.length > 0);
	const missed = planned.flatMap((visit) => missedOf(visit, now));
	const all = copiesOf(outage, logged, until);
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
			all,
			destroyed: all.filter(({ goneAt }) => goneAt !== null),
			left: all.filter(({ goneAt }) => goneAt === null)
		},
		unticked: outage.checklist.filter(({ done }) => done === null).length,
		incomplete
	};
}

/** [VI130] The copies that were told of, as gone as either side knows, and those of its time that the log alone knows. */
function copiesOf(outage: Outage, logged: readonly LoggedCopy[], until: number): ReportedCopy[] {
	const inLog = new Map(logged.map((copy) => [copy.id, copy]));
	const told = outage.copies.map(({ id, number, what, from, to, holder, gone }) => {
		const goneAt = gone?.at ?? inLog.get(id)?.goneAt ?? null;
		return { id, number, what, from, to, holder: holder?.value ?? '', goneAt };
	});
	const isTold = new Set(told.map(({ id }) => id));
	const others = logged
		.filter(({ id, madeAt }) => !isTold.has(id) && madeAt >= outage.startedAt && madeAt <= until)
		.sort((a, b) => a.madeAt - b.madeAt)
		.map(({ id, number, what, from, to, goneAt }) => ({ id, number, what, from, to, holder: '', goneAt }));
	return [...told, ...others];
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
