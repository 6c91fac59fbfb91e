import type { Drawing, SheetPage } from '#core/sheet';
import { needsTwo } from '../plan/findings-of-visits.ts';
import { type PlanVisit, endOf, takesPlace } from '../plan/model.ts';
import { type OverviewRow, overviewRows, unassignedVisits } from '../plan/queries.ts';
import { holdsCode } from '../team/team-schemas.ts';
import { clockTime } from '../plan/wall-time.ts';
import { frame } from './frame.ts';
import { type SheetStamp, type SheetTools, box, filled, fit, leading, line, text, wrap } from './paper.ts';
import { sheetHint, writeSheetCode } from './sheet-code.ts';
import type { SheetDay } from './sheet-day.ts';

const PAGE = { width: 297, height: 210, margin: 12 } as const;
const CODE = { x: 262, y: 8, size: 23 } as const;
const TOP = 42; // millimetres
const BOTTOM = PAGE.height - 16;
const WHO = 46; // millimetres: name and working hours
const PER_LINE = 5; // visits beside each other
const CELL = { width: (PAGE.width - 2 * PAGE.margin - WHO) / PER_LINE, height: 8.6 } as const;
const STRIP = 5; // millimetres: the day as a strip above a row's visits
const PLAIN = 8; // points
const BOLD = 9; // points
const USUAL_DAY = { from: 420, to: 1320 } as const; // 07–22

/** A part of the overview that is not cut in two: how high it is, and how it is drawn at a height. */
interface Block {
	height: number;
	draw(top: number): Drawing[];
}

/** The overview of a team's day: what nobody has first, then a row a carer, then what has to be decided or looked over. */
export function overviewSheets(day: SheetDay, stamp: SheetStamp, tools: SheetTools): SheetPage[] {
	const pages = onPages(blocksOf(day, tools));
	return pages.map((blocks, at) => {
		const about = { page: at + 1, pages: pages.length };
		const { words } = tools;
		const code = writeSheetCode({
			kind: 'overview',
			team: sheetHint(day.team),
			day: day.plan.day,
			carer: sheetHint(''),
			copy: stamp.copy,
			rows: [],
			...about
		});
		const shown = day.plan.visits.filter(takesPlace).length;
		const head = { title: `${words.overview} · ${day.facts.team.name}`, line: shown === 0 ? words.noVisits : '' };
		const drawings = frame(day, stamp, tools, { ...PAGE, ...head, code: { ...CODE, text: code }, ...about });
		let top = TOP;
		for (const block of blocks) {
			drawings.push(...block.draw(top));
			top += block.height;
		}
		return { width: PAGE.width, height: PAGE.height, drawings };
	});
}

function blocksOf(day: SheetDay, tools: SheetTools): Block[] {
	const { plan, facts, travel } = day;
	const hours = hoursOf(plan.visits);
	const nobodys = unassignedVisits(plan, facts);
	const rows = overviewRows(plan, facts, travel);
	return [
		...(nobodys.length > 0 ? [rowBlock(tools.words.unassigned, '', nobodys, { day, tools, hours, strong: true })] : []),
		...rows.map((row) =>
			rowBlock(row.name || tools.words.unknownCarer, worksText(row, tools), all(row), { day, tools, hours, row })
		),
		...remarks(day, tools)
	];
}

/** What a carer has, and what another gave her while somebody gave it to another one, in time order. */
function all({ visits, contested }: OverviewRow): PlanVisit[] {
	return [...visits, ...contested].sort((a, b) => a.start.value - b.start.value);
}

function worksText({ shifts, away }: OverviewRow, { words }: SheetTools): string {
	const works = shifts.map(({ from, to }) => words.shift(clockTime(from), clockTime(to))).join(', ');
	return [works, away ? `! ${words.away}` : ''].filter((part) => part !== '').join(' · ');
}

interface RowContext {
	day: SheetDay;
	tools: SheetTools;
	hours: { from: number; to: number };
	row?: OverviewRow;
	strong?: boolean;
}

function rowBlock(name: string, works: string, visits: readonly PlanVisit[], context: RowContext): Block {
	const lines = Math.max(Math.ceil(visits.length / PER_LINE), 1);
	const height = STRIP + lines * CELL.height + 1.5;
	const { measure } = context.tools;
	const said = (what: string, size: number, bold: boolean) => fit(what, WHO - 3, (part) => measure(part, size, bold));
	return {
		height,
		draw: (top) => [
			line(PAGE.margin, top, PAGE.width - PAGE.margin, top, context.strong ? 0.6 : 0.25),
			text(PAGE.margin, top + 5, said(name, BOLD, true), BOLD, { bold: true }),
			text(PAGE.margin, top + 9, said(works, 7.5, false), 7.5),
			...strip(top, visits, context),
			...visits.flatMap((visit, at) => cell(visit, at, top + STRIP, context))
		]
	};
}

/** The day from left to right: working hours in grey, visits in black, a stroke for each hour. */
function strip(top: number, visits: readonly PlanVisit[], { hours, row }: RowContext): Drawing[] {
	const left = PAGE.margin + WHO;
	const width = PAGE.width - PAGE.margin - left;
	const at = (minute: number) => {
		const part = (minute - hours.from) / (hours.to - hours.from);
		return left + Math.min(Math.max(part, 0), 1) * width;
	};
	const span = (from: number, to: number, y: number, height: number) => ({
		x: at(from),
		y,
		width: at(to) - at(from),
		height
	});
	const marks: Drawing[] = [];
	for (let minute = hours.from; minute < hours.to; minute += 60) {
		marks.push(line(at(minute), top + 1, at(minute), top + 3.4, 0.15));
		marks.push(text(at(minute) + 0.5, top + 2.9, clockTime(minute).slice(0, 2), 5));
	}
	return [
		...(row?.shifts ?? []).map(({ from, to }) => filled(span(from, to, top + 3.4, 1.4), 0.85)),
		...visits.map((visit) => filled(span(visit.start.value, endOf(visit), top + 3.4, 1.4), 0.25)),
		...marks
	];
}

function cell(visit: PlanVisit, index: number, top: number, context: RowContext): Drawing[] {
	const { day, tools, row } = context;
	const { measure, words } = tools;
	const x = PAGE.margin + WHO + (index % PER_LINE) * CELL.width;
	const y = top + Math.floor(index / PER_LINE) * CELL.height;
	const room = CELL.width - 3;
	const recipient = day.facts.recipients.get(visit.recipient);
	const flagged = day.flags.some((flag) => flag.visit === visit.id);
	const found = day.findings.some(({ visits }) => visits.includes(visit.id));
	const contested = row?.contested.includes(visit) ?? false;
	const when = `${flagged || found ? '! ' : ''}${clockTime(visit.start.value)}–${clockTime(endOf(visit))}`;
	const name = recipient?.name ?? words.unknownRecipient;
	const nameRoom = room - measure(when, PLAIN, true) - 1.5;
	return [
		box({ x: x + 0.5, y, width: CELL.width - 1, height: CELL.height - 1 }, flagged || contested ? 0.7 : 0.2),
		text(x + 1.5, y + 3.2, when, PLAIN, { bold: true }),
		text(
			x + room + 1.5,
			y + 3.2,
			fit(name, nameRoom, (part) => measure(part, PLAIN, false)),
			PLAIN,
			{ align: 'right' }
		),
		text(
			x + 1.5,
			y + 6.5,
			fit(besides(visit, contested, day, words), room, (part) => measure(part, 6.5, false)),
			6.5
		)
	];
}

/** The small line of a visit: what is unusual about it first, then where it is. */
function besides(visit: PlanVisit, contested: boolean, { facts }: SheetDay, words: SheetTools['words']): string {
	const said = [
		contested ? words.contested : '',
		visit.status === 'planned' ? '' : words.status[visit.status],
		needsTwo(visit, facts) ? words.second : '',
		visit.address ?? facts.recipients.get(visit.recipient)?.address ?? ''
	];
	return said.filter((part) => part !== '' && !holdsCode(part)).join(' · ');
}

function hoursOf(visits: readonly PlanVisit[]): { from: number; to: number } {
	const first = Math.min(USUAL_DAY.from, ...visits.map(({ start }) => start.value));
	const last = Math.max(USUAL_DAY.to, ...visits.map(endOf));
	return { from: Math.floor(first / 60) * 60, to: Math.ceil(last / 60) * 60 };
}

/** What a person has to decide, and what should be looked over, a line each. */
function remarks(day: SheetDay, tools: SheetTools): Block[] {
	const { words } = tools;
	const flags = day.flags.map(({ visit, reason }) => `${aboutText(day, visit, words)}${words.flags[reason]}`);
	const findings = day.findings.map(({ visits, carers, code }) => {
		const names = carers.map((id) => day.facts.carers.get(id)?.name ?? words.unknownCarer);
		return [`${aboutText(day, visits[0] ?? '', words)}${words.findings[code]}`, ...names].join(' · ');
	});
	return [...listBlocks(words.toDecide, flags, tools), ...listBlocks(words.toLookOver, findings, tools)];
}

function aboutText({ plan, facts }: SheetDay, id: string, words: SheetTools['words']): string {
	const visit = plan.byId.get(id);
	if (!visit) return '';
	const name = facts.recipients.get(visit.recipient)?.name ?? words.unknownRecipient;
	return `${clockTime(visit.start.value)} ${name}: `;
}

function listBlocks(title: string, items: readonly string[], { measure }: SheetTools): Block[] {
	if (items.length === 0) return [];
	const width = PAGE.width - 2 * PAGE.margin;
	const lines = items.flatMap((item) => wrap(item, width, (part) => measure(part, PLAIN, false)));
	const block = (height: number, said: string, size: number, bold: boolean): Block => ({
		height,
		draw: (top) => [text(PAGE.margin, top + height - 1, said, size, { bold })]
	});
	return [block(8, title, 11, true), ...lines.map((said) => block(leading(PLAIN), said, PLAIN, false))];
}

function onPages(blocks: readonly Block[]): Block[][] {
	const pages: Block[][] = [[]];
	let top = TOP;
	for (const block of blocks) {
		if (top + block.height > BOTTOM && top > TOP) {
			pages.push([]);
			top = TOP;
		}
		pages.at(-1)?.push(block);
		top += block.height;
	}
	return pages;
}
