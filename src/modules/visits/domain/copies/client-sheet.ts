import type { Drawing, SheetPage } from '#core/sheet';
import { shiftsOf } from '../team/facts.ts';
import { carersOf, endOf } from '../plan/model.ts';
import { type ClientLine, clientList, overviewRows, unassignedVisits } from '../plan/queries.ts';
import { holdsCode } from '../team/team-schemas.ts';
import { clockTime } from '../plan/wall-time.ts';
import { frame } from './frame.ts';
import { FORM, SHEET, boxesOfRow, digitsOfRow, remarkLines, topOfRow } from './geometry.ts';
import { type SheetStamp, type SheetTools, box, fit, leading, line, text, wrap } from './paper.ts';
import { sheetHint, writeSheetCode } from './sheet-code.ts';
import type { SheetDay } from './sheet-day.ts';

const TIME = { x: SHEET.margin, width: 23 } as const;
const TELL = { x: 36, width: FORM.x - 36 - 4 } as const;
const NAME = 11; // points
const PLAIN = 9; // points
const TINY = 6.5; // points
const FIRST = 6; // millimetres from the upper edge of a row to the line of the name

/** A row of a client list, told in lines: how high it is follows from them. */
interface Row {
	line: ClientLine;
	name: string;
	told: { said: string; bold: boolean }[];
	units: number;
}

/** The client lists of everybody who has a visit on the day, and of what nobody has, a carer after the other. */
export function clientSheetsOfTeam(day: SheetDay, stamp: SheetStamp, tools: SheetTools): SheetPage[] {
	const carers = overviewRows(day.plan, day.facts, day.travel).filter(
		({ visits, contested }) => visits.length + contested.length > 0
	);
	const nobodys = unassignedVisits(day.plan, day.facts).length > 0 ? clientSheets(day, null, stamp, tools) : [];
	const pages = [...nobodys, ...carers.flatMap(({ carer }) => clientSheets(day, carer, stamp, tools))];
	return pages.length > 0 ? pages : clientSheets(day, null, stamp, tools);
}

/** The client list of a carer on a day, on as many pages as it takes; null is what nobody has. */
export function clientSheets(day: SheetDay, carer: string | null, stamp: SheetStamp, tools: SheetTools): SheetPage[] {
	const rows = linesOf(day, carer).map((of) => rowOf(of, day, carer, tools));
	const pages = onPages(rows);
	return pages.map((ofPage, at) => {
		const about = { page: at + 1, pages: pages.length };
		const head = headOf(day, carer, tools, codeOf({ day, carer, stamp, rows: ofPage, ...about }));
		const drawings = frame(day, stamp, tools, { ...SHEET, ...head, ...about });
		const { mark: side } = SHEET;
		for (const { x, y } of SHEET.marks) {
			drawings.push({ kind: 'box', x, y, width: side, height: side, fill: 0, line: 0 });
		}
		let unit = 0;
		for (const row of ofPage) {
			drawings.push(...drawRow(row, unit, tools));
			unit += row.units;
		}
		if (ofPage.length === 0) drawings.push(text(SHEET.margin, SHEET.top + 8, tools.words.noVisits, NAME));
		return { width: SHEET.width, height: SHEET.height, drawings };
	});
}

function linesOf({ plan, facts, travel }: SheetDay, carer: string | null): ClientLine[] {
	if (carer !== null) return clientList(plan, facts, carer, travel);
	return unassignedVisits(plan, facts).map((visit) => {
		const recipient = facts.recipients.get(visit.recipient);
		return {
			visit,
			contested: false,
			together: carersOf(visit)[0] ?? null,
			address: visit.address ?? recipient?.address ?? '',
			key: visit.key || (recipient?.keyInformation ?? false),
			travel: null,
			slack: null
		};
	});
}

function rowOf(of: ClientLine, day: SheetDay, carer: string | null, { measure, words }: SheetTools): Row {
	const told = tell(of, day, carer, words).flatMap(({ said, bold }) =>
		wrap(said, TELL.width, (part) => measure(part, PLAIN, bold)).map((part) => ({ said: part, bold }))
	);
	const height = FIRST + told.length * leading(PLAIN) + 2;
	const name = day.facts.recipients.get(of.visit.recipient)?.name ?? words.unknownRecipient;
	return { line: of, name, told, units: Math.min(Math.max(Math.ceil(height / SHEET.unit), 1), SHEET.units) };
}

type Told = Row['told'];

const plain = (said: string): Told => (said === '' || holdsCode(said) ? [] : [{ said, bold: false }]);
const strong = (said: string): Told => (said === '' ? [] : [{ said, bold: true }]);
const joined = (parts: readonly string[]) => parts.filter((part) => part !== '' && !holdsCode(part)).join(' · ');

/**
 * Everything that a carer has to know. Facts hold no door codes; one that somebody wrote into a note all the same is not
 * printed.
 */
function tell(of: ClientLine, day: SheetDay, carer: string | null, words: SheetTools['words']): Told {
	const { visit, contested, address, key, travel } = of;
	const recipient = day.facts.recipients.get(visit.recipient);
	return [
		...plain(address),
		...plain(joined(visit.tasks.map(({ text: task }) => task))),
		...strong(staffing(of, day, words)),
		...strong(key ? words.key : ''),
		...plain(
			joined([visit.needs.length > 0 ? words.needs(visit.needs.join(', ')) : '', travel ? words.travel(travel) : ''])
		),
		...(recipient ? [[recipient.phone, recipient.contact], [recipient.entrance], [recipient.notes]] : []).flatMap(
			(parts) => plain(joined(parts))
		),
		...strong(contested ? words.contested : ''),
		...strong(doubts(of, day, carer, words)),
		...strong(visit.status === 'planned' ? '' : words.status[visit.status])
	];
}

/** With whom, and whom else it is about. */
function staffing({ visit, together }: ClientLine, { facts }: SheetDay, words: SheetTools['words']): string {
	const second = visit.secondRecipient === null ? undefined : facts.recipients.get(visit.secondRecipient);
	const alone = visit.double ? words.second : '';
	const other = together === null ? alone : words.together(facts.carers.get(together)?.name ?? words.unknownCarer);
	return joined([second ? words.couple(second.name) : '', other]);
}

/** What waits for a decision, and what cannot be done as planned by this carer. */
function doubts(
	{ visit }: ClientLine,
	{ findings, flags }: SheetDay,
	carer: string | null,
	words: SheetTools['words']
): string {
	const mine = findings.filter(
		({ visits, carers }) =>
			visits.includes(visit.id) && (carer === null || carers.length === 0 || carers.includes(carer))
	);
	const asked = flags.filter((flag) => flag.visit === visit.id).map(({ reason }) => words.flags[reason]);
	const said = new Set([...asked, ...mine.map(({ code }) => words.findings[code])]);
	return [...said].map((each) => `! ${each}`).join(' ');
}

/** Rows on pages, none of them cut in two. There is always a first page. */
function onPages(rows: readonly Row[]): Row[][] {
	const pages: Row[][] = [[]];
	let used = 0;
	for (const row of rows) {
		if (used + row.units > SHEET.units) {
			pages.push([]);
			used = 0;
		}
		pages.at(-1)?.push(row);
		used += row.units;
	}
	return pages;
}

function headOf(day: SheetDay, carer: string | null, { words }: SheetTools, code: string) {
	const known = carer === null ? null : day.facts.carers.get(carer);
	const whose = carer === null ? words.unassigned : (known?.name ?? words.unknownCarer);
	const shifts = carer === null ? [] : shiftsOf(day.facts, carer, day.plan.day);
	const works = shifts.map(({ from, to }) => words.shift(clockTime(from), clockTime(to)));
	return {
		title: `${words.clientList} · ${whose}`,
		line: [...works, known?.phone ?? ''].filter((part) => part !== '').join(' · '),
		code: { ...SHEET.code, text: code }
	};
}

function codeOf(of: {
	day: SheetDay;
	carer: string | null;
	stamp: SheetStamp;
	rows: readonly Row[];
	page: number;
	pages: number;
}): string {
	const { day, carer, stamp, rows, page, pages } = of;
	return writeSheetCode({
		kind: 'client-list',
		team: sheetHint(day.team),
		day: day.plan.day,
		carer: sheetHint(carer ?? ''),
		copy: stamp.copy,
		page,
		pages,
		rows: rows.map(({ line: { visit }, units }) => ({ visit: sheetHint(visit.id), units }))
	});
}

function drawRow(row: Row, unit: number, tools: SheetTools): Drawing[] {
	const top = topOfRow(unit);
	const bottom = topOfRow(unit + row.units);
	return [
		line(SHEET.margin, top, SHEET.width - SHEET.margin, top, 0.3),
		line(SHEET.margin, bottom, SHEET.width - SHEET.margin, bottom, 0.3),
		...drawWhen(row, top, tools),
		...drawWhat(row, top, bottom, tools),
		...drawForm(row, unit, tools)
	];
}

function drawWhen({ line: { visit } }: Row, top: number, { words }: SheetTools): Drawing[] {
	const { start, length, window } = visit;
	const limits = window
		? [text(TIME.x, top + 20, words.window(clockTime(window.from), clockTime(window.to)), 7.5)]
		: [];
	return [
		text(TIME.x, top + FIRST, clockTime(start.value), 14, { bold: true }),
		text(TIME.x, top + 11, `–${clockTime(endOf(visit))}`, 10),
		text(TIME.x, top + 15.5, words.minutes(length.value), PLAIN),
		...limits
	];
}

function drawWhat({ name, told, units }: Row, top: number, bottom: number, tools: SheetTools): Drawing[] {
	const { measure, words } = tools;
	const room = Math.floor((bottom - top - FIRST - 2) / leading(PLAIN));
	const shown =
		told.length > room && units === SHEET.units ? [...told.slice(0, room - 1), { said: words.cut, bold: true }] : told;
	return [
		text(
			TELL.x,
			top + FIRST,
			fit(name, TELL.width, (part) => measure(part, NAME, true)),
			NAME,
			{ bold: true }
		),
		...shown.map(({ said, bold }, at) => text(TELL.x, top + FIRST + (at + 1) * leading(PLAIN), said, PLAIN, { bold }))
	];
}

function drawForm({ units }: Row, unit: number, { words }: SheetTools): Drawing[] {
	const top = topOfRow(unit);
	const boxes = boxesOfRow(unit);
	const times = (['came', 'left'] as const).flatMap((time) => {
		const digits = digitsOfRow(unit, time);
		const first = digits[0]?.x ?? 0;
		const colon = (digits[2]?.x ?? 0) - 1.4;
		return [
			text(first - 1.5, top + 18, words[time], 8, { align: 'right' }),
			text(colon, top + 18, ':', NAME, { bold: true }),
			...digits.map((digit) => box(digit, 0.2))
		];
	});
	return [
		...boxes.map((area) => box(area, 0.4)),
		...boxes.map(({ code, x }) => text(x, top + 10.5, words.boxes[code], TINY)),
		...times,
		...remarkLines(unit, units).map(({ x, y, width }) => line(x, y, x + width, y, 0.15))
	];
}
