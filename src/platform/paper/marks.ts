import { type Blob, blobsOf } from './blobs.ts';
import { darknessOf } from './dark.ts';
import { type Grey, shrinkGrey } from './grey.ts';
import type { Point, Quad } from './homography.ts';

/** How the marks of a sheet lie, in any unit: how far apart, and how large each is. */
export interface MarkLayout {
	width: number;
	height: number;
	side: number;
}

const SEARCHED = 1000; // pixels of the longer side: a mark is still ten wide when the sheet fills half of the picture
const SMALLEST = 5; // pixels
const LARGEST = 80; // pixels
/** A square that is turned by 20° fills so much of the upright rectangle around it. */
const SOLID = 0.55;
const MOST_CANDIDATES = 24;
const MOST_QUADS = 8;
/** How much larger one mark may be than another: the near ones are. */
const UNEQUAL = 3;

/** The quadrilaterals that may be the marks of a sheet, the likeliest first, in pixels; which way is up is not known. */
export function findMarks(grey: Grey, layout: MarkLayout): Quad[] {
	const times = Math.max(1, Math.floor(Math.max(grey.width, grey.height) / SEARCHED));
	const candidates = blobsOf(darknessOf(shrinkGrey(grey, times)))
		.filter(isSquare)
		.sort((a, b) => squareness(b) - squareness(a))
		.slice(0, MOST_CANDIDATES);
	const found = quadsOf(candidates, layout).sort((a, b) => a.doubt - b.doubt);
	const scaled = ({ x, y }: Point) => ({ x: x * times, y: y * times });
	return found.slice(0, MOST_QUADS).map(({ quad: [a, b, c, d] }) => [scaled(a), scaled(b), scaled(c), scaled(d)]);
}

function isSquare({ width, height, area }: Blob): boolean {
	const [small, large] = [Math.min(width, height), Math.max(width, height)];
	return small >= SMALLEST && large <= LARGEST && large < small * 1.8 && area >= SOLID * width * height;
}

function squareness({ width, height, area }: Blob): number {
	return (area / (width * height)) * (Math.min(width, height) / Math.max(width, height)) * Math.sqrt(area);
}

interface Found {
	quad: Quad;
	/** 0 for exactly what was printed. */
	doubt: number;
}

function quadsOf(blobs: readonly Blob[], layout: MarkLayout): Found[] {
	return fours(blobs).flatMap((four) => {
		const quad = areAlike(four) ? clockwise(four) : null;
		const doubt = quad ? doubtOf(quad, four, layout) : null;
		return quad && doubt !== null ? [{ quad, doubt }] : [];
	});
}

type Four = readonly [Blob, Blob, Blob, Blob];

/** Every choice of four. */
function fours(blobs: readonly Blob[]): Four[] {
	const after = (at: number) => blobs.slice(at + 1).map((blob, more) => [blob, at + 1 + more] as const);
	const pairs = blobs.flatMap((a, at) => after(at).map(([b, next]) => ({ a, b, next })));
	const threes = pairs.flatMap(({ a, b, next }) => after(next).map(([c, last]) => ({ a, b, c, last })));
	return threes.flatMap(({ a, b, c, last }) => after(last).map(([d]): Four => [a, b, c, d]));
}

function areAlike(four: readonly Blob[]): boolean {
	const areas = four.map(({ area }) => area);
	return Math.max(...areas) <= UNEQUAL * Math.min(...areas);
}

/** Four points in the order of the clock; null when one lies among the others. */
function clockwise(four: readonly [Point, Point, Point, Point]): Quad | null {
	const middle = { x: mean(four.map(({ x }) => x)), y: mean(four.map(({ y }) => y)) };
	const angle = ({ x, y }: Point) => Math.atan2(y - middle.y, x - middle.x);
	const ordered = [...four].sort((one, other) => angle(one) - angle(other)) as [Point, Point, Point, Point];
	const isConvex = ordered.every((point, at) => turn(point, ordered[(at + 1) % 4], ordered[(at + 2) % 4]) > 0);
	return isConvex ? ordered : null;
}

function turn(a: Point, b: Point = a, c: Point = a): number {
	return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

/** How far a quadrilateral is from the printed one, in steps of doublings; null when it cannot be it. */
function doubtOf(quad: Quad, blobs: readonly Blob[], { width, height, side }: MarkLayout): number | null {
	const sides = quad.map((point, at) => distance(point, quad[(at + 1) % 4] ?? point));
	const [a = 1, b = 1, c = 1, d = 1] = sides;
	const area = ((a + c) / 2) * ((b + d) / 2);
	const size = doublings(area / mean(blobs.map((blob) => blob.area)) / ((width * height) / (side * side)));
	const shape = Math.min(
		doublings((a + c) / (b + d) / (width / height)),
		doublings((b + d) / (a + c) / (width / height))
	);
	const tilt = doublings(a / c) + doublings(b / d);
	return size > 1.2 || shape > 0.7 || tilt > 1.2 ? null : size + shape + tilt;
}

function doublings(ratio: number): number {
	return Math.abs(Math.log2(ratio));
}

function distance(a: Point, b: Point): number {
	return Math.hypot(a.x - b.x, a.y - b.y);
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
