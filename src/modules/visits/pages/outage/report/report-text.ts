import { swedishDayAndTime, swedishTime } from '#swedish/dates';
import type { OutageReport, ReportSection, ReportText, ReportedVisit } from '#modules/visits/domain/outage/index.ts';
import { type PlanDay, type PlanVisit, carersOf, clockTime } from '#modules/visits/domain/index.ts';
import { language } from '#words';
import { t } from '#modules/visits/words/index.ts';
import { copyText, itemText, timelineText } from '../outage-words.ts';
import type { TeamOutages } from '../../team-outages.svelte.ts';

const words = t.outageReport;
const { columns: names, facts: factNames } = words;
const whys: Readonly<Record<string, string>> = words.whys;
const ways: Readonly<Record<string, string>> = words.ways;
const MINUTE = 60_000; // milliseconds

/** What the report's text is made of. */
export interface ReportSource {
	report: OutageReport;
	outages: TeamOutages;
	plans: readonly PlanDay[];
	/** Visits that wait for a decision, with their day. */
	conflicts: readonly { day: string; visit: PlanVisit }[];
	now: number;
}

/** The report in words: the same on the screen, on paper and in files. */
export function reportText(source: ReportSource): ReportText {
	const { report } = source;
	const title = `${words.title} ${swedishDayAndTime(report.from)}`;
	return { lang: language, title, facts: factsOf(source), sections: sectionsOf(source), nothing: words.nothing };
}

function factsOf({ report, outages, conflicts, now }: ReportSource): [string, string][] {
	const { outage } = report;
	const phone = outage.phone?.value ?? '';
	const ended = outage.endedAt === null ? words.running : swedishDayAndTime(outage.endedAt);
	const facts: [string, string][] = [
		[factNames.team, outages.team.name],
		[factNames.organisation, outages.facts.team.organisation],
		[factNames.from, swedishDayAndTime(report.from)],
		[factNames.until, ended],
		[factNames.length, words.length(Math.round((report.until - report.from) / MINUTE))],
		[factNames.cause, unique(outage.begun.map(({ why }) => why))],
		[factNames.solved, unique(outage.ended.map((end) => end.words))],
		[factNames.coordinator, [outage.coordinator?.value ?? '', phone].filter(Boolean).join(', ')],
		[factNames.visits, String(report.visits)],
		[factNames.made, String(report.made)],
		[factNames.missed, String(report.missed.length)],
		[factNames.late, String(report.late.length)],
		[factNames.afterwards, String(report.afterwards.length)],
		[factNames.conflicts, String(conflicts.length)],
		[factNames.unticked, String(report.unticked)],
		[factNames.copiesLeft, String(report.copies.left.length)],
		[factNames.made_at, swedishDayAndTime(now)]
	];
	return facts.filter(([, value]) => value !== '');
}

function sectionsOf(source: ReportSource): ReportSection[] {
	const { report, outages, conflicts } = source;
	const who = peopleOf(source);
	const about = (visit: ReportedVisit) => who(visit.id, visit);
	const visitColumns = [names.day, names.time, names.recipient, names.carer];
	const sections = words.sections;
	const { outage } = report;
	return [
		{
			heading: sections.missed,
			columns: [...visitColumns, names.why],
			rows: report.missed.map(({ visit, why }) => [...about(visit), whys[why] ?? why])
		},
		{
			heading: sections.late,
			columns: [...visitColumns, names.minutes],
			rows: report.late.map(({ visit, minutes }) => [...about(visit), words.late(minutes)])
		},
		{
			heading: sections.afterwards,
			columns: [...visitColumns, names.registered, names.by, names.way],
			rows: report.afterwards.map(({ visit, by, at, way }) => [
				...about(visit),
				...[swedishDayAndTime(at), outages.nameOf(by), ways[way] ?? way]
			])
		},
		{
			heading: sections.conflicts,
			columns: [...visitColumns, names.why],
			rows: conflicts.map(({ visit }) => [...who(visit.id), words.conflict])
		},
		{
			heading: sections.checklist,
			columns: [names.what, names.done, names.by],
			rows: outage.checklist.map((item) => [
				itemText(item),
				item.done ? swedishDayAndTime(item.done.at) : words.notDone,
				item.done ? outages.nameOf(item.done.by) : ''
			])
		},
		{
			heading: sections.copies,
			columns: [names.number, names.what, names.holder, names.state],
			rows: report.copies.all.map((copy) => [
				...[copy.number, copyText(copy), copy.holder],
				copy.goneAt === null ? words.left : words.destroyed(swedishDayAndTime(copy.goneAt))
			])
		},
		{
			heading: sections.timeline,
			columns: [names.at, names.event, names.words, names.by],
			rows: outage.timeline.map((entry) => [
				...[swedishDayAndTime(entry.at), t.outageMode.timeline.kinds[entry.kind]],
				...[timelineText(entry, outage, outages.facts), outages.nameOf(entry.by)]
			])
		}
	];
}

/** Day, time, who is visited and by whom. */
function peopleOf({ plans, outages: { facts } }: ReportSource): (id: string, visit?: ReportedVisit) => string[] {
	const known = new Map(plans.flatMap(({ day, visits }) => visits.map((visit) => [visit.id, { day, visit }] as const)));
	const nameOfCarer = (id: string) => facts.carers.get(id)?.name ?? '';
	return (id, reported) => {
		const found = known.get(id);
		if (!found) return [reported?.day ?? '', reported ? swedishTime(reported.start) : '', '', ''];
		const { day, visit } = found;
		const time = clockTime(visit.start.value);
		const recipient = facts.recipients.get(visit.recipient)?.name ?? '';
		return [day, time, recipient, carersOf(visit).map(nameOfCarer).filter(Boolean).join(', ')];
	};
}

function unique(texts: readonly string[]): string {
	return [...new Set(texts.filter(Boolean))].join('\n');
}
