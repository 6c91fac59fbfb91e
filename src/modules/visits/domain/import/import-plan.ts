import type * as Y from 'yjs';
import { groupEntries } from '#core/grouped-entries';
import { derivedId } from '../plan/derived-id.ts';
import { USUAL_VISIT } from '../plan/edit.ts';
import type { TeamFacts } from '../team/facts.ts';
import {
	type Column,
	cellText,
	readDay,
	readHeader,
	readLength,
	readList,
	readMinute,
	readYes
} from './import-columns.ts';
import { type SourceVisit, type TimeWindow, VISIT_KINDS, type VisitKind } from '../plan/model.ts';
import { LAST_MINUTE, readSource } from '../plan/schemas.ts';
import { windowBetween } from '../plan/wall-time.ts';
import { planRoots } from '../plan/workspace.ts';
import { type SourceChanges, differsFromSource, withdrawFromSource, writeSource } from '../plan/write-source.ts';

/** What is wrong with a row. `error`: it gives no visit. `warning`: it does, without what could not be read. */
export interface RowFault {
	/** The row as a spreadsheet counts them: the header is 1. */
	row: number;
	column: Column | null;
	code: RowFaultCode;
	severity: 'error' | 'warning';
	/** What stood there. */
	text: string;
}

/** What can be wrong with a row. */
export type RowFaultCode =
	| 'missing-column'
	| 'missing'
	| 'unreadable'
	| 'impossible-time'
	| 'unknown-recipient'
	| 'unknown-carer'
	| 'same-twice';

/** What a file would bring, before anything is written. */
export interface ImportPreview {
	/** The visits by day. */
	days: ReadonlyMap<string, readonly SourceVisit[]>;
	faults: readonly RowFault[];
	/** How many rows have something in them, the header not counted. */
	rows: number;
}

const MIDNIGHT = 1440;
const LONGEST_NAME = 80; // characters

/** Reads the cells of a plan, the first row being the header. Names are looked up in the team's facts. */
export function readImport(cells: readonly (readonly unknown[])[], team: TeamFacts): ImportPreview {
	const [header = [], ...rows] = cells;
	const reader = new RowReader(readHeader(header), team);
	const days = new Map<string, SourceVisit[]>();
	let count = 0;
	rows.forEach((row, index) => {
		if (row.every((cell) => cellText(cell) === '')) return;
		count += 1;
		const read = reader.read(row, index + 2);
		if (read) days.set(read.day, [...(days.get(read.day) ?? []), read.visit]);
	});
	return { days, faults: reader.faults, rows: count };
}

/**
 * Writes an imported day into its plan: what its source says and nothing else. With `complete`, visits of earlier
 * imports that the file no longer has are withdrawn; they stay, as cancelled by the source.
 */
export function importDay(doc: Y.Doc, visits: readonly SourceVisit[], complete = false): SourceChanges {
	const changes = writeSource(doc, visits);
	if (complete) withdrawFromSource(doc, missingFrom(doc, visits), 'not-in-source');
	return changes;
}

/** Visits of earlier imports that a file of the same day no longer has. */
export function missingFrom(doc: Y.Doc, visits: readonly SourceVisit[]): string[] {
	const given = new Set(visits.map(({ id }) => id));
	return [...groupEntries(planRoots(doc).visits)].flatMap(([id, entries]) => {
		const source = given.has(id) ? null : readSource(id, entries);
		return source?.origin === 'import' && source.withdrawn === null ? [id] : [];
	});
}

/** What importing a day would do to its plan; `missing` are visits of earlier imports that the file does not have. */
export interface DayPreview {
	added: number;
	changed: number;
	same: number;
	missing: number;
}

/** Says what importing a day would do, and writes nothing. */
export function previewDay(doc: Y.Doc, visits: readonly SourceVisit[]): DayPreview {
	const known = groupEntries(planRoots(doc).visits);
	const preview = { added: 0, changed: 0, same: 0, missing: missingFrom(doc, visits).length };
	for (const visit of visits) {
		const entries = known.get(visit.id);
		if (!entries) preview.added += 1;
		else if (differsFromSource(visit, entries)) preview.changed += 1;
		else preview.same += 1;
	}
	return preview;
}

/** People whom a file names and the team does not have, each once, as their rows call them. */
export interface UnknownPeople {
	carers: readonly { id: string; name: string }[];
	/** With the address that stands in the same row. */
	recipients: readonly { id: string; name: string; address: string }[];
}

/** The people of a file whom the team does not know. Their ids follow from team and name: two devices add the same. */
export function unknownPeople(cells: readonly (readonly unknown[])[], team: TeamFacts, scope: string): UnknownPeople {
	const [header = [], ...rows] = cells;
	const places = readHeader(header);
	const cell = (row: readonly unknown[], column: Column) => {
		const place = places.get(column);
		return place === undefined ? '' : cellText(row[place]).slice(0, LONGEST_NAME);
	};
	const carers = new Map<string, { id: string; name: string }>();
	const recipients = new Map<string, { id: string; name: string; address: string }>();
	const [knownCarers, knownRecipients] = [byNameOrId(team.carers), byNameOrId(team.recipients)];
	for (const row of rows) {
		for (const name of [cell(row, 'carer'), cell(row, 'secondCarer')]) {
			const key = name.toLowerCase();
			if (key !== '' && !knownCarers.has(key)) carers.set(key, { id: derivedId('carer', scope, key), name });
		}
		const name = cell(row, 'recipient');
		const key = name.toLowerCase();
		if (key === '' || knownRecipients.has(key) || recipients.has(key)) continue;
		recipients.set(key, { id: derivedId('recipient', scope, key), name, address: cell(row, 'address') });
	}
	return { carers: [...carers.values()], recipients: [...recipients.values()] };
}

class RowReader {
	readonly faults: RowFault[] = [];
	readonly #places: ReadonlyMap<Column, number>;
	readonly #recipients: ReadonlyMap<string, string>;
	readonly #carers: ReadonlyMap<string, string>;
	readonly #ids = new Set<string>();
	#row: readonly unknown[] = [];
	#number = 1;

	constructor(places: ReadonlyMap<Column, number>, team: TeamFacts) {
		this.#places = places;
		this.#recipients = byNameOrId(team.recipients);
		this.#carers = byNameOrId(team.carers);
		for (const column of ['day', 'start', 'recipient'] as const) {
			if (!places.has(column)) this.#fault(column, 'missing-column', 'error');
		}
		if (!places.has('length') && !places.has('end')) this.#fault('length', 'missing-column', 'error');
	}

	/** The visit of a row and its day, or null when too little of it can be read. */
	read(row: readonly unknown[], number: number): { day: string; visit: SourceVisit } | null {
		this.#row = row;
		this.#number = number;
		const [day, start] = [this.#must('day', readDay), this.#must('start', readMinute)];
		const recipient = this.#recipient();
		if (day === null || start === null || recipient === null) return null;
		const length = this.#length(start);
		const id = this.#id(day, recipient, start);
		if (length === null || id === null) return null;
		return { day, visit: { ...USUAL_VISIT, id, origin: 'import', recipient, start, length, ...this.#rest() } };
	}

	#rest(): Partial<SourceVisit> {
		const secondName = cellText(this.#cell('secondRecipient'));
		const key = cellText(this.#cell('key'));
		return {
			kind: this.#kind(),
			secondRecipient: this.#recipients.get(secondName.toLowerCase()) ?? null,
			a: this.#carer('carer'),
			b: this.#carer('secondCarer'),
			double: readYes(this.#cell('double')) || cellText(this.#cell('secondCarer')) !== '',
			window: this.#window(),
			tasks: readList(this.#cell('tasks')),
			needs: readList(this.#cell('needs'))
				.map(needCode)
				.filter((code) => code !== ''),
			address: cellText(this.#cell('address')) || null,
			// That there is a key, never which one: a plan is printed and carried about.
			key: key !== '' && !/^(nej|no|n|false|falskt|0|-)$/i.test(key)
		};
	}

	/** By the source's own id, else by day, person and time: a time that changes in the source is another visit then. */
	#id(day: string, recipient: string, start: number): string | null {
		const own = cellText(this.#cell('id'));
		const id = own === '' ? derivedId('visit', day, recipient, String(start)) : derivedId('source', day, own);
		if (this.#ids.has(id)) return this.#fault(own === '' ? null : 'id', 'same-twice', 'error');
		this.#ids.add(id);
		return id;
	}

	#length(start: number): number | null {
		const length = this.#may('length', readLength);
		if (length !== null) return this.#possible(start, length);
		const end = this.#may('end', readMinute);
		if (end === null) return this.#fault('length', 'missing', 'error');
		return this.#possible(start, end > start ? end - start : end + MIDNIGHT - start);
	}

	#possible(start: number, length: number): number | null {
		const possible = length > 0 && length <= MIDNIGHT && start <= LAST_MINUTE;
		return possible ? length : this.#fault('length', 'impossible-time', 'error');
	}

	#recipient(): string | null {
		const name = this.#must('recipient', (cell) => cellText(cell) || null);
		if (name === null) return null;
		return this.#recipients.get(name.toLowerCase()) ?? this.#fault('recipient', 'unknown-recipient', 'error');
	}

	/** An unknown carer leaves the visit to be given out: a visit must not be lost for a name. */
	#carer(column: 'carer' | 'secondCarer'): string | null {
		const name = cellText(this.#cell(column)).toLowerCase();
		if (name === '') return null;
		return this.#carers.get(name) ?? this.#fault(column, 'unknown-carer', 'warning');
	}

	#window(): TimeWindow | null {
		const [first = '', second = ''] = cellText(this.#cell('window')).split(/ ?[-–] ?/);
		const from = readMinute(first) ?? this.#may('windowFrom', readMinute);
		const to = readMinute(second) ?? this.#may('windowTo', readMinute);
		const window = from === null || to === null ? null : windowBetween(from, to);
		if (window) return window;
		return first === '' ? null : this.#fault('window', 'unreadable', 'warning');
	}

	#kind(): VisitKind {
		const word = cellText(this.#cell('kind')).toLowerCase();
		return KIND_WORDS[word] ?? VISIT_KINDS.find((kind) => kind === word) ?? 'ordinary';
	}

	#must<Value>(column: Column, read: (cell: unknown) => Value | null): Value | null {
		if (cellText(this.#cell(column)) === '') return this.#fault(column, 'missing', 'error');
		return read(this.#cell(column)) ?? this.#fault(column, 'unreadable', 'error');
	}

	#may<Value>(column: Column, read: (cell: unknown) => Value | null): Value | null {
		if (cellText(this.#cell(column)) === '') return null;
		return read(this.#cell(column)) ?? this.#fault(column, 'unreadable', 'warning');
	}

	#cell(column: Column): unknown {
		const place = this.#places.get(column);
		return place === undefined ? undefined : this.#row[place];
	}

	#fault(column: Column | null, code: RowFaultCode, severity: RowFault['severity']): null {
		const text = column === null ? '' : cellText(this.#cell(column));
		this.faults.push({ row: this.#number, column, code, severity, text });
		return null;
	}
}

const KIND_WORDS: Readonly<Record<string, VisitKind>> = {
	larm: 'alarm',
	måltid: 'meal',
	extra: 'extra',
	utanför: 'outside',
	vanligt: 'ordinary'
};

/** A competence as a code: part of keys, so short and plain. */
function needCode(text: string): string {
	const language = /^språk[: ]+(\S+)$/i.exec(text);
	if (language) return `language-${(language[1] ?? '').toLowerCase()}`;
	if (/^(körkort|driving licence|licence)$/i.test(text)) return 'licence';
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 40);
}

function byNameOrId(people: ReadonlyMap<string, { id: string; name: string }>): ReadonlyMap<string, string> {
	return new Map(
		[...people.values()].flatMap(({ id, name }) => [[name.toLowerCase(), id] as const, [id, id] as const])
	);
}
