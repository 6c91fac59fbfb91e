import {
	type Figures,
	type FollowUp,
	ORDER_TYPES,
	type OrderView,
	REPORT_COLUMNS,
	type ReportWords,
	reportFileName,
	reportRows
} from '#modules/work-orders/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { makeSpreadsheet } from '#device/spreadsheet/make.ts';
import { saveFile } from '#device/spreadsheet/save-file.ts';
import type { Cell, Column, ColumnKind, Sheet } from '#device/spreadsheet/sheet.ts';
import { t } from '#modules/work-orders/words/office.ts';

const WORDS: ReportWords = { type: t.orderType, priority: t.priority, status: t.status, vacant: t.orders.vacant };

const FIGURES: readonly Column[] = [
	column(t.reports.count, 'number'),
	column(t.reports.daysToAccepted, 'decimal', 22),
	column(t.reports.daysToDone, 'decimal', 18)
];
const TYPES = ORDER_TYPES.map((type) => column(t.orderType[type], 'number', 14));

/** Saves the order report of some orders; gives the name of the file. */
export function saveOrderReport(items: readonly OrderView[]): Promise<string> {
	const sheet: Sheet = {
		name: t.orders.title,
		columns: REPORT_COLUMNS.map(({ key, kind, width }) => ({ heading: t.reports.columns[key], kind, width })),
		rows: reportRows(items, WORDS)
	};
	return save(t.reports.fileOrders, [sheet]);
}

/** Saves the follow-up, a sheet a table; gives the name of the file. */
export function saveFollowUp({ total, months, types, statuses, details }: FollowUp): Promise<string> {
	const typesOf = (row: FollowUp['total']) => ORDER_TYPES.map((type) => row.byType[type]);
	const totals = [t.orderType.total, ...figuresOf(total), ...typesOf(total)];
	return save(t.reports.fileFollowUp, [
		{
			name: t.reports.byMonth,
			columns: [column(t.reports.month, 'month'), ...FIGURES, ...TYPES],
			rows: months.map((row) => [row.key, ...figuresOf(row), ...typesOf(row)]),
			totals
		},
		{
			name: t.reports.byType,
			columns: [column(t.reports.columns.type, 'text', 16), ...FIGURES],
			rows: types.map((row) => [t.orderType[row.key], ...figuresOf(row)]),
			totals: [t.orderType.total, ...figuresOf(total)]
		},
		{
			name: t.reports.byStatus,
			columns: [column(t.reports.columns.status, 'text', 16), ...FIGURES, ...TYPES],
			rows: statuses.map((row) => [t.statuses[row.key], ...figuresOf(row), ...typesOf(row)]),
			totals
		},
		{
			name: t.reports.details,
			columns: [
				column(t.reports.month, 'month'),
				column(t.reports.columns.type, 'text', 16),
				column(t.reports.columns.status, 'text', 16),
				...FIGURES
			],
			rows: details.map((row) => [row.month, t.orderType[row.type], t.statuses[row.status], ...figuresOf(row)])
		}
	]);
}

async function save(kind: string, sheets: readonly Sheet[]): Promise<string> {
	const name = reportFileName(kind, deviceClock.now());
	saveFile(await makeSpreadsheet(sheets), name);
	return name;
}

function column(heading: string, kind: ColumnKind, width = 12): Column {
	return { heading, kind, width };
}

function figuresOf({ count, daysToAccepted, daysToDone }: Figures): Cell[] {
	return [count, daysToAccepted, daysToDone];
}
