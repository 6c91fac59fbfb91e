import { dayAfter } from '#swedish/dates';
import { visitsByCarer } from '../plan/carer-days.ts';
import { shiftsOf } from '../team/facts.ts';
import { type Finding, type FindingCode } from '../plan/finding.ts';
import { findingsOf } from '../plan/findings.ts';
import { type PlanDay, type PlanVisit, carersOf, endOf } from '../plan/model.ts';
import { restRulesAt } from '../week/rest-rules-data.ts';
import { type RestReason, type RestSetting, type WorkBlock, restReasons } from '../week/rest-rules.ts';
import { momentOf } from '../plan/wall-time.ts';
import { AGREEMENT } from './build-problem.ts';
import { type ProposedChange, withChanges, withoutPlaces } from './planned-changes.ts';
import type { ReplanDay } from './replan-day.ts';

/** A rule that changes would break, or break more than it is broken today, with the figures. */
export interface Breach {
	code: FindingCode | RestReason['rule'];
	carer: string | null;
	visits: readonly string[];
	numbers: Readonly<Record<string, number>>;
	need: string | null;
	/** Where a rest rule is written. */
	source: string | null;
}

/** Findings that are rules. What nobody does is no breach, nor is a night. */
const NO_RULES: readonly FindingCode[] = ['unassigned', 'half-staffed', 'past-midnight'];

/**
 * The rules that changes break, by the same findings and rest rules that judge every plan; the solver has no part in
 * it. What is broken already, and becomes no worse, is left out.
 */
export function breachesOf(day: ReplanDay, changes: readonly ProposedChange[]): Breach[] {
	const carers = new Set(changes.flatMap(({ places }) => places.flatMap(({ from, to }) => (from ? [from, to] : [to]))));
	const visits = new Set(changes.map(({ visit }) => visit));
	for (const id of visits) for (const carer of carersAt(day.plan.byId.get(id))) carers.add(carer);
	const before = withoutPlaces(day.plan, changes);
	const after = withChanges(day.plan, changes);
	return [
		...newFindings(day, [part(before, visits, carers), part(after, visits, carers)], visits),
		...[...carers].flatMap((carer) => newRestReasons(day, carer, [before, after]))
	];
}

const carersAt = (visit: PlanVisit | undefined) => (visit ? carersOf(visit) : []);

/** The part of a day that changes can reach: findings look at nothing else. */
function part(plan: PlanDay, changed: ReadonlySet<string>, carers: ReadonlySet<string>): PlanDay {
	const visits = plan.visits.filter(
		(visit) => changed.has(visit.id) || visit.sequence !== null || carersOf(visit).some((carer) => carers.has(carer))
	);
	return { ...plan, visits };
}

/** Those that are worse than before, each as far as it is about a visit that is changed. */
function newFindings(
	day: ReplanDay,
	[before, after]: readonly [PlanDay, PlanDay],
	changed: ReadonlySet<string>
): Breach[] {
	const allowed = byKey(rulesOf(before, day));
	return [...byKey(rulesOf(after, day))].flatMap(([key, findings]) => {
		if (weigh(findings) <= weigh(allowed.get(key) ?? [])) return [];
		const own = findings.filter(({ visits }) => visits.some((visit) => changed.has(visit)));
		return (own.length > 0 ? own : findings.slice(0, 1)).map(({ code, carers, visits, numbers, need }) => {
			return { code, carer: carers[0] ?? null, visits, numbers, need, source: null };
		});
	});
}

function byKey(findings: readonly Finding[]): ReadonlyMap<string, Finding[]> {
	return Map.groupBy(findings, keyOf);
}

function weigh(findings: readonly Finding[]): number {
	return findings.reduce((sum, finding) => sum + weightOf(finding), 0);
}

function rulesOf(plan: PlanDay, day: ReplanDay): Finding[] {
	return findingsOf(plan, day).filter(({ code }) => !NO_RULES.includes(code));
}

/** What is the same breach before and after: a carer's overlaps together, but a visit's window by itself. */
function keyOf({ code, carers, visits, need }: Finding): string {
	const ofVisit = code === 'outside-window' || code === 'sequence-broken';
	return [code, ofVisit ? visits[0] : carers[0], need ?? ''].join(' ');
}

/** How bad a finding is, by its figures; what has none is there or not. */
function weightOf({ code, numbers }: Finding): number {
	const of = (name: string) => numbers[name] ?? 0;
	switch (code) {
		case 'travel-short':
			return of('missing');
		case 'lunch-missed':
			return of('needed') - of('longest');
		case 'outside-window':
			return of('early') + of('late');
		case 'sequence-broken':
			return Math.max(of('least') - of('between'), of('between') - of('most'));
		default:
			return Math.max(1, of('minutes'));
	}
}

function newRestReasons(day: ReplanDay, carer: string, [was, after]: readonly [PlanDay, PlanDay]): Breach[] {
	const rules = restRulesAt(AGREEMENT, day.plan.day);
	if (!rules) return [];
	const [firstDay, lastDay] = [dayAfter(day.plan.day, -1), day.plan.day];
	const setting: RestSetting = { rules, dayBreak: 0, firstDay, lastDay };
	const before = restOf(day, carer, was, setting);
	const visits = (visitsByCarer(after).get(carer) ?? []).map(({ id }) => id);
	return restOf(day, carer, after, setting)
		.filter((reason) => !before.some((other) => isAsBad(other, reason)))
		.map(({ rule, minutes, required, source }) => {
			return { code: rule, carer, visits, numbers: { minutes, required }, need: null, source };
		});
}

/** True when the same rule was broken as much, for the same time. Rest is too short, work and spans too long. */
function isAsBad(before: RestReason, after: RestReason): boolean {
	if (before.rule !== after.rule || before.from >= after.to || before.to <= after.from) return false;
	const isRest = after.rule === 'R1' || after.rule === 'R2' || after.rule === 'R6';
	return isRest ? before.minutes <= after.minutes : before.minutes >= after.minutes;
}

/** Rest is judged by working hours and visits, breaks by visits and the way between them. */
function restOf(day: ReplanDay, carer: string, plan: PlanDay, setting: RestSetting): RestReason[] {
	const days = [-1, 0, 1].map((offset) => dayAfter(day.plan.day, offset));
	const known = [...day.around.filter((other) => other.day !== plan.day), plan];
	const work = days.flatMap((of) =>
		workOf(
			known.find((other) => other.day === of),
			day,
			carer
		)
	);
	const hours = days.flatMap((of) => shiftsOf(day.team, carer, of).flatMap(({ from, to }) => block(of, from, to)));
	return [
		...restReasons([...hours, ...work], setting).filter(({ rule }) => rule !== 'R14' && rule !== 'R6'),
		...restReasons(work, setting).filter(({ rule }) => rule === 'R14')
	];
}

/** A carer's visits of a day as work, each with the way to the next one. */
function workOf(plan: PlanDay | undefined, { travel }: ReplanDay, carer: string): WorkBlock[] {
	if (!plan) return [];
	const visits = visitsByCarer(plan).get(carer) ?? [];
	return visits.flatMap((visit, index) => {
		const next = visits[index + 1];
		const way = next ? Math.min(travel(visit, next), Math.max(0, next.start.value - endOf(visit))) : 0;
		return block(plan.day, visit.start.value, endOf(visit) + way);
	});
}

function block(day: string, from: number, to: number): WorkBlock[] {
	const [begins, ends] = [momentOf(day, from), momentOf(day, to)];
	return begins === null || ends === null ? [] : [{ from: begins, to: ends, kind: 'work' }];
}
