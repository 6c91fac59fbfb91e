import * as v from 'valibot';
import { derivedId } from '../plan/derived-id.ts';
import { COLUMN_NAMES, type Column, cellText, readHeader } from './import-columns.ts';

/** Which column of a file says what, by its place, as a person has chosen. */
export type ChosenColumns = Partial<Record<Column, number>>;

type Cells = readonly (readonly unknown[])[];

/** A heading of a file, with what stands first beneath it. */
export interface Heading {
	place: number;
	text: string;
	example: string;
}

const LONGEST_EXAMPLE = 24; // characters
const MOST_COLUMNS = 200;
const COLUMNS = Object.keys(COLUMN_NAMES) as Column[];

/** The headings of a file that have a name or something beneath them, in their order. */
export function headingsOf([header = [], ...rows]: Cells): Heading[] {
	const width = Math.min(MOST_COLUMNS, Math.max(header.length, rows[0]?.length ?? 0));
	const headings = Array.from({ length: width }, (_unused, place) => {
		const filled = rows.map((row) => cellText(row[place])).find((text) => text !== '') ?? '';
		return { place, text: cellText(header[place]), example: filled.slice(0, LONGEST_EXAMPLE) };
	});
	return headings.filter(({ text, example }) => text !== '' || example !== '');
}

/** The columns whose headings are known by their names. */
export function knownColumns([header = []]: Cells): ChosenColumns {
	return Object.fromEntries(readHeader(header));
}

/** True when visits can be read: who, which day, from when, and how long or until when. */
export function isEnough({ day, start, recipient, length, end }: ChosenColumns): boolean {
	return [day, start, recipient, length ?? end].every((place) => place !== undefined);
}

/** What files with the same headings are known by; it says nothing of what stands in them. */
export function headingsKey([header = []]: Cells): string {
	return derivedId('headings', ...header.map((cell) => cellText(cell).toLowerCase()));
}

/** The cells with the headings that we write ourselves, where a person has chosen them; no others. */
export function withColumns(cells: Cells, chosen: ChosenColumns): Cells {
	const [header = [], ...rows] = cells;
	const places = COLUMNS.flatMap((column) => chosen[column] ?? []);
	const renamed: unknown[] = Array.from(
		{ length: Math.max(header.length, ...places.map((place) => place + 1)) },
		() => ''
	);
	for (const column of COLUMNS) {
		const place = chosen[column];
		if (place !== undefined) renamed[place] = COLUMN_NAMES[column][0];
	}
	return [renamed, ...rows];
}

const placeSchema = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_COLUMNS - 1)));
const chosenSchema = v.object(
	Object.fromEntries(COLUMNS.map((column) => [column, placeSchema])) as Record<Column, typeof placeSchema>
);

/** A choice that was kept, or null when it is none, is not enough, or names one column for two things. */
export function readChosenColumns(kept: unknown): ChosenColumns | null {
	const parsed = v.safeParse(chosenSchema, kept);
	if (!parsed.success) return null;
	const chosen: ChosenColumns = Object.fromEntries(
		Object.entries(parsed.output).filter((entry): entry is [string, number] => entry[1] !== undefined)
	);
	const places = Object.values(chosen);
	return isEnough(chosen) && new Set(places).size === places.length ? chosen : null;
}
