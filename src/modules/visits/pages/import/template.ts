import { swedishDay } from '#swedish/dates';
import { COLUMN_NAMES, type Column as PlanColumn } from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { makeSpreadsheet } from '#device/spreadsheet/make.ts';
import { saveFile } from '#device/spreadsheet/save-file.ts';
import type { Column } from '#device/spreadsheet/sheet.ts';
import { t } from '#modules/visits/words/index.ts';

/** A row as people fill it in; the person in it is nobody. */
const EXAMPLE: readonly (readonly [column: PlanColumn, value: string | number])[] = [
	['day', ''],
	['start', '07:30'],
	['length', 30],
	['recipient', 'Elsa Exempel'],
	['tasks', 'Morgonhygien, Frukost'],
	['carer', 'Anna Exempel'],
	['secondCarer', ''],
	['window', '07:00–09:00'],
	['needs', 'läkemedel'],
	['double', 'nej'],
	['address', 'Storgatan 1'],
	['key', 'ja'],
	['kind', 'vanligt'],
	['id', 'B-1']
];

/** Saves an empty plan with its headings and one row as an example. */
export async function saveTemplate(): Promise<void> {
	const columns = EXAMPLE.map(([column]): Column => {
		const heading = columnName(column);
		return { heading, kind: kindOf(column), width: Math.max(12, heading.length + 3) };
	});
	const today = swedishDay(deviceClock.now());
	const row = EXAMPLE.map(([column, value]) => (column === 'day' ? today : value));
	saveFile(
		await makeSpreadsheet([{ name: t.visitImport.sheetName, columns, rows: [row] }]),
		t.visitImport.templateName
	);
}

/** A column as its heading says it. */
export function columnName(column: PlanColumn): string {
	const [name = ''] = COLUMN_NAMES[column];
	return name.charAt(0).toUpperCase() + name.slice(1);
}

function kindOf(column: PlanColumn): Column['kind'] {
	if (column === 'day') return 'day';
	return column === 'length' ? 'number' : 'text';
}
