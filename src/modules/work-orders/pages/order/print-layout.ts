import { swedishDayAndTime } from '#swedish/dates';
import {
	type LogEntry,
	type OrderView,
	type Planned,
	type WorkOrder,
	fitText,
	linesOf,
	shareLines
} from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/office.ts';
import { concernsRows, ordererRows, tenantRows } from './detail-rows.ts';

type Row = readonly [label: string, value: string];
type Column = readonly Row[];
/** A row of the screen: what it leads to is nothing that paper needs. */
type Written = readonly [label: string, value: string | null, href?: string | null];

/** What stands on the printed page, cut so that it fits. */
export interface PrintLayout {
	/** How many lines a short field has. */
	lines: number;
	place: Column;
	tenant: Column;
	concerns: readonly [Column, Column];
	orderer: readonly [Column, Column];
	description: string;
	action: string;
	/** The lines of the new unit that are filled in by hand; none when the order replaces nothing. */
	newUnit: Column;
	log: readonly string[];
	/** Log entries that found no room. */
	earlier: number;
	cut: boolean;
}

// Counted in lines of 10 pt on 273 mm, with the letters of the widest font that a system may have.
const PAGE = 58;
const AROUND = 16; // heading, titles, gaps, signature, foot
const WRITING = 15; // lines that description, action and log have at least, together
const FULL = 88; // letters on a line across the page
const VALUE = 26; // letters on a line beside a label in one of two columns
const RULE = 2; // lines of text that a line for handwriting takes
const EMPTY_ACTION = 12;

/** Lays an order out for one page: short fields first, then description, action and log share what is left. */
export function layoutPrint({ order, log }: OrderView, action: string): PrintLayout {
	const blocks = [3, 2, 1].map((lines) => fitBlocks(order, lines));
	const chosen = blocks.find(({ height }) => PAGE - AROUND - height >= WRITING) ?? blocks.at(-1);
	const { lines, place, tenant, concerns, orderer, height, cut } = chosen ?? fitBlocks(order, 1);
	const newUnit = newUnitRows(order);
	const entries = log.map(entryText);
	const room = PAGE - AROUND - height - newUnit.length * RULE;
	const actionNeed = action.trim() ? linesOf(action.trim(), FULL) : EMPTY_ACTION;
	const logNeed = entries.reduce((sum, entry) => sum + linesOf(entry, FULL), 0);
	const needs = [order.description.trim() ? linesOf(order.description.trim(), FULL) : 0, actionNeed, logNeed];
	const [forDescription = 0, forAction = 0, forLog = 0] = shareLines(room, needs);
	const description = fitText(order.description, forDescription, FULL);
	const written = fitText(action, forAction, FULL);
	const latest = latestEntries(entries, forLog);
	return {
		lines,
		place,
		tenant,
		concerns,
		orderer,
		description: description.text,
		action: written.text,
		newUnit,
		log: latest.lines,
		earlier: entries.length - latest.lines.length,
		cut: cut || description.cut || written.cut || latest.cut
	};
}

/** A planned time in words that fit a heading: 2026-11-24 08:00–12:00. */
export function plannedText(planned: Planned): string {
	return [planned.day, [planned.from, planned.to].filter(Boolean).join('–')].filter(Boolean).join(' ');
}

function fitBlocks(order: WorkOrder, lines: number) {
	let cut = false;
	const fit = (rows: readonly Written[]): Row[] =>
		rows.flatMap(([label, value]) => {
			const fitted = fitText(value ?? '', lines, VALUE);
			cut ||= fitted.cut;
			return fitted.text ? [[label, fitted.text] as const] : [];
		});
	const place = fit(placeRows(order));
	const tenant = fit([...tenantRows(order), [t.print.key, keyText(order)]]);
	const concerns = halves(fit(concernsRows(order)));
	const orderer = halves(fit(ordererRows(order)));
	const height = [[place, tenant], concerns, orderer].reduce(
		(sum, columns) => sum + Math.max(...columns.map(heightOf)),
		0
	);
	return { lines, place, tenant, concerns, orderer, height, cut };
}

function heightOf(column: Column): number {
	return column.reduce((sum, [label, value]) => sum + Math.max(linesOf(value, VALUE), linesOf(label, 20)), 0);
}

function halves(rows: readonly Row[]): [Row[], Row[]] {
	const middle = Math.ceil(rows.length / 2);
	return [rows.slice(0, middle), rows.slice(middle)];
}

function placeRows({ place }: WorkOrder) {
	return [
		[t.order.address, place.address],
		['', [place.postalCode, place.city].filter(Boolean).join(' ')],
		[t.order.floor, place.floor],
		[t.reports.columns.object, place.number],
		[t.order.objectType, place.type],
		[t.reports.columns.area, [place.area, place.administrativeArea].filter(Boolean).join(', ')]
	] as const;
}

function keyText({ tenant: { masterKey } }: WorkOrder): string | null {
	return masterKey === null ? null : masterKey ? t.order.yes : t.order.no;
}

/** Asked for when the order is marked done; what is known already stands among what the order concerns. */
function newUnitRows({ newUnit }: WorkOrder): Row[] {
	if (!newUnit || newUnit.serialNumber) return [];
	return [
		[t.order.newUnitNote, newUnit.note],
		[t.order.newUnitProperties, newUnit.properties],
		[t.order.newUnitSerial, newUnit.serialNumber]
	].flatMap(([label = '', value]) => (value ? [] : [[label, ''] as const]));
}

function entryText(entry: LogEntry): string {
	const title = entry.type === 'note' && entry.phrase ? entry.phrase : t.logType[entry.type];
	const head = [swedishDayAndTime(entry.at), title, entry.name].filter(Boolean).join(' · ');
	return [head, entry.text.replace(/\s+/g, ' ').trim()].filter(Boolean).join(': ');
}

/** The latest entries that fit, in the order that they came; a very long one is cut rather than left out. */
function latestEntries(entries: readonly string[], room: number): { lines: string[]; cut: boolean } {
	const LONGEST = 4;
	const lines: string[] = [];
	let left = room;
	let cut = false;
	for (const entry of entries.toReversed()) {
		const fitted = fitText(entry, Math.min(LONGEST, left), FULL);
		if (!fitted.text) break;
		left -= linesOf(fitted.text, FULL);
		cut ||= fitted.cut;
		lines.unshift(fitted.text);
	}
	return { lines, cut };
}
