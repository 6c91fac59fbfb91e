/** What a cell holds; null is empty. */
export type Cell = string | number | null;

/** How a column is read: days are 2026-11-22, moments 2026-11-22 14:05, months 2026-11; decimals have one decimal. */
export type ColumnKind = 'text' | 'number' | 'decimal' | 'day' | 'moment' | 'month';

export interface Column {
	heading: string;
	kind: ColumnKind;
	/** In characters. */
	width: number;
}

/** One sheet of a spreadsheet. Rows may be made as they are read. */
export interface Sheet<Rows extends Iterable<Cell[]> = Iterable<Cell[]>> {
	name: string;
	columns: readonly Column[];
	rows: Rows;
	/** A last row of totals, which filters and sorting leave where it is. */
	totals?: Cell[] | undefined;
}
