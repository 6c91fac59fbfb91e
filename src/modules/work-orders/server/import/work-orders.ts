import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import type { Connection } from '#server/database/open';
import type { RegisterFrom, RegisterProblem } from '../registering/register-orders.ts';
import { type CsvRefusal, type CsvRow, type CsvRowError, parseCsv } from '#server/import/csv';
import { ORDER_COLUMNS, type OrderColumn } from './order-columns.ts';
import { registerPatiently } from './register-patiently.ts';

/** What an import stands on. */
export interface ImportFrom {
	db: Connection;
	clock: Clock;
	/** In whose name the orders are registered. */
	from: RegisterFrom;
	/** Prints one line for the person who runs it. */
	say(line: string): void;
}

const FILE_REFUSALS: Readonly<Record<CsvRefusal, string>> = {
	empty: 'Filen är tom',
	'not-text': 'Filen är inte CSV: spara kalkylbladet som CSV och försök igen',
	'column-without-name': 'En kolumn saknar namn på första raden',
	'column-twice': 'Två kolumner har samma namn på första raden',
	'too-many-columns': 'Filen har fler än 500 kolumner: ta bort dem som inte hör till arbetsorder och försök igen'
};
const ROW_ERRORS: Readonly<Record<CsvRowError, string>> = {
	'unclosed-quote': 'ett citattecken avslutas aldrig',
	'stray-quote': 'ett citattecken står mitt i en cell',
	'too-few-cells': 'raden har färre celler än första raden',
	'too-many-cells': 'raden har fler celler än första raden'
};
const PROBLEMS: Readonly<Record<RegisterProblem['code'], string>> = {
	forbidden: 'du får inte registrera arbetsorder',
	malformed: 'godtas inte',
	'unknown-contractor': 'finns inte bland organisationens entreprenörer',
	'number-taken': 'finns redan'
};

/** A column of the file at hand, and what it is called there. */
interface FoundColumn extends OrderColumn {
	label: string;
}

interface ReadRow {
	line: number;
	order: Record<string, unknown>;
}

/** What became of the rows. */
interface Outcome {
	written: number;
	existed: number;
	faults: Map<number, string[]>;
}

/**
 * Registers the work orders of a CSV file: good rows are written, each faulty row is named with its line, column and
 * reason. A file that is read again adds nothing twice. True when no row was faulty.
 */
export async function importWorkOrders(bytes: Uint8Array, into: ImportFrom): Promise<boolean> {
	const table = parseCsv(bytes);
	const columns = table.ok ? findColumns(table.value.columns) : refuse(FILE_REFUSALS[table.code]);
	if (!table.ok || !columns.ok) {
		into.say(columns.ok ? '' : columns.code);
		return false;
	}
	const outcome: Outcome = { written: 0, existed: 0, faults: new Map() };
	for (const { line, code } of table.value.errors) addFault(outcome, line, ROW_ERRORS[code]);
	const rows = table.value.rows.flatMap((row) => readRow(row, columns.value, outcome) ?? []);
	// Orders with a number first: the next free one must not be a number that the file itself gives to another row.
	rows.sort((a, b) => Number('number' in b.order) - Number('number' in a.order));
	const seen = new Set<string>();
	for (const row of rows) await register(row, columns.value, { into, outcome, seen });
	report(outcome, unknownColumns(table.value.columns, columns.value), into);
	return outcome.faults.size === 0;
}

/** The known columns that the file has, in the file's own order. */
function findColumns(labels: readonly string[]): Result<FoundColumn[], string> {
	const found: FoundColumn[] = [];
	for (const column of ORDER_COLUMNS) {
		const known = [column.path, ...column.names].map((name) => name.toLowerCase());
		const [label, twice] = labels.filter((each) => known.includes(each.toLowerCase()));
		if (twice !== undefined) return refuse(`Kolumnerna ${label ?? ''} och ${twice} betyder samma sak`);
		if (label === undefined && column.required) return refuse(`Kolumnen ${column.names[0]} saknas`);
		if (label !== undefined) found.push({ ...column, label });
	}
	return ok(found.sort((a, b) => labels.indexOf(a.label) - labels.indexOf(b.label)));
}

function unknownColumns(labels: readonly string[], columns: readonly FoundColumn[]): string[] {
	return labels.filter((label) => !columns.some((column) => column.label === label));
}

/** The order that a row asks for; null when it has faults, which are noted. */
function readRow({ line, cells }: CsvRow, columns: readonly FoundColumn[], outcome: Outcome): ReadRow | null {
	const order: Record<string, unknown> = {};
	for (const column of columns) {
		const cell = (cells.get(column.label.toLowerCase()) ?? '').trim();
		const value = cell === '' ? null : column.read(cell);
		if (value?.ok) put(order, column.path, value.value);
		else if (value) addFault(outcome, line, `${column.label}: ${value.code}`);
		else if (column.required) addFault(outcome, line, `${column.label}: saknas`);
	}
	if (!outcome.faults.has(line) && order['number'] === undefined && order['externalId'] === undefined) {
		addFault(outcome, line, 'AO-nr: saknas, och även Externt id: utan dem skulle filen ge dubbletter nästa gång');
	}
	return outcome.faults.has(line) ? null : { line, order };
}

function put(order: Record<string, unknown>, path: string, value: unknown): void {
	const [first = '', second] = path.split('.');
	if (second === undefined) order[first] = value;
	else order[first] = { ...(order[first] as object | undefined), [second]: value };
}

interface Registering {
	into: ImportFrom;
	outcome: Outcome;
	/** What earlier rows of the file have taken: a dry run writes nothing that could tell. */
	seen: Set<string>;
}

async function register(row: ReadRow, columns: readonly FoundColumn[], { into, outcome, seen }: Registering) {
	const { number, externalId } = row.order as { number?: number; externalId?: string };
	const result = await registerPatiently(into.db, into.clock, into.from, row.order);
	if (!result.ok) {
		const { code, field } = result.problem ?? { code: 'malformed', field: null };
		addFault(outcome, row.line, `${labelOf(field, columns)}${PROBLEMS[code]}`);
	} else if (result.value.existed || seen.has(`id ${externalId ?? ''}`)) {
		outcome.existed += 1;
	} else if (seen.has(`number ${number ?? ''}`)) {
		addFault(outcome, row.line, `${labelOf('number', columns)}${PROBLEMS['number-taken']}`);
	} else {
		outcome.written += 1;
		if (externalId !== undefined) seen.add(`id ${externalId}`);
		if (number !== undefined) seen.add(`number ${number}`);
	}
}

function labelOf(field: string | null, columns: readonly FoundColumn[]): string {
	const label = columns.find(({ path }) => path === field)?.label ?? field;
	return label === null ? '' : `${label}: `;
}

function addFault({ faults }: Outcome, line: number, fault: string): void {
	faults.set(line, [...(faults.get(line) ?? []), fault]);
}

function report({ written, existed, faults }: Outcome, unknown: readonly string[], { say, from }: ImportFrom): void {
	for (const [line, found] of [...faults].sort(([a], [b]) => a - b)) say(`Rad ${line}, ${found.join('; ')}`);
	if (unknown.length > 0) say(`Kolumner som inte läses: ${unknown.join(', ')}`);
	const done = from.dryRun ? 'skulle läsas in' : 'inlästa';
	const faulty = `${faults.size} ${faults.size === 1 ? 'rad' : 'rader'} med fel`;
	say(
		`${from.dryRun ? 'Provkörning, inget är skrivet: ' : ''}${written} arbetsorder ${done}, ${existed} fanns redan, ${faulty}`
	);
}
