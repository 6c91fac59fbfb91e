/** A place in a picture (pixels) or on a sheet (millimetres). */
export interface Point {
	x: number;
	y: number;
}

/** Four corners, clockwise from the upper left. */
export type Quad = readonly [Point, Point, Point, Point];

/** Maps one plane onto another, as a camera does: nine numbers, row by row. */
export type Homography = readonly number[];

/** The mapping that brings four points to four others; null when three of them lie in one line. */
export function homographyOf(from: Quad, to: Quad): Homography | null {
	const rows = from.flatMap(({ x, y }, at) => {
		const { x: u, y: v } = to[at] ?? { x: 0, y: 0 };
		return [
			[x, y, 1, 0, 0, 0, -x * u, -y * u, u],
			[0, 0, 0, x, y, 1, -x * v, -y * v, v]
		];
	});
	const solved = solve(rows);
	return solved ? [...solved, 1] : null;
}

/** Where a point comes to lie. */
export function project(map: Homography, { x, y }: Point): Point {
	const row = (at: number) => (map[at] ?? 0) * x + (map[at + 1] ?? 0) * y + (map[at + 2] ?? 0);
	const depth = row(6);
	return { x: row(0) / depth, y: row(3) / depth };
}

const LEAST = 1e-9;

/** Gauss's elimination with pivots; each row ends with its right side. Null when there is no single answer. */
function solve(rows: number[][]): number[] | null {
	const size = rows.length;
	for (let column = 0; column < size; column += 1) {
		const pivot = largest(rows, column);
		const [chosen] = rows.splice(pivot, 1);
		if (!chosen || Math.abs(chosen[column] ?? 0) < LEAST) return null;
		rows.splice(column, 0, chosen);
		for (const [at, row] of rows.entries()) if (at !== column) subtract(row, chosen, column);
	}
	return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

function largest(rows: readonly number[][], column: number): number {
	let best = column;
	for (let at = column + 1; at < rows.length; at += 1) {
		if (Math.abs(rows[at]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = at;
	}
	return best;
}

function subtract(row: number[], pivot: readonly number[], column: number): void {
	const times = (row[column] ?? 0) / (pivot[column] ?? 1);
	if (times === 0) return;
	for (let at = column; at < row.length; at += 1) row[at] = (row[at] ?? 0) - times * (pivot[at] ?? 0);
}
