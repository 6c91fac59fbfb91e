/** A stretch of the day, in minutes. */
export interface Span {
	from: number;
	to: number;
}

/** A pause that a route must leave room for, between two minutes. */
export interface PauseRule extends Span {
	length: number;
}

/** Somebody who can be sent. What is null or empty does not bind. */
export interface SolverCarer {
	/** Where the first way begins and the last one ends, as an index of places. */
	start: number | null;
	end: number | null;
	/** Between which minutes jobs must lie; null when any time will do, empty when none will. */
	hours: readonly Span[] | null;
	/** When the carer is not to be had. */
	blocked: readonly Span[];
	lunches: readonly PauseRule[];
	/** The longest work without a break, what counts as a break, and the longest span of a day. */
	work: { longest: number; shortestBreak: number; longestSpan: number } | null;
}

/** One carer's part of a visit. */
export interface SolverJob {
	/** The unit that is placed as a whole; null for a job that stands where it stands. */
	unit: number | null;
	place: number;
	length: number;
	/** When it should start. A job without a unit starts then, whatever comes before it. */
	wanted: number;
	/** The latest permitted start; Infinity where being late only costs. */
	latest: number;
	/** From when on being late costs. */
	due: number;
	/** Who has it now; null when nobody does. */
	original: number | null;
	/** Who could do it. */
	candidates: readonly number[];
}

/** Jobs that are given out together or not at all: a visit, both parts of a double one. */
export interface SolverUnit {
	jobs: readonly number[];
	/** Starts to try, the wanted one first. */
	starts: readonly number[];
	/** Whom it is for, as indexes of `known`; a couple are two. */
	recipients: readonly number[];
}

/** The second job starts so many minutes after the first one; 0 to 0 is at the same time. */
export interface SolverLink {
	first: number;
	second: number;
	least: number;
	most: number;
}

/** What one of each costs. */
export interface SolverWeights {
	unassigned: number;
	/** A carer whom the recipient has not met. */
	newFace: number;
	/** A start that is moved at all, and by each minute. */
	moved: number;
	movedMinute: number;
	/** A job that somebody else has today. */
	changed: number;
	travel: number;
	/** Minutes after the due time, all of them and the worst one. */
	late: number;
	latest: number;
}

/** Who goes where and when, in numbers alone: what a worker can be handed. */
export interface Problem {
	/** Minutes from place to place. */
	travel: readonly (readonly number[])[];
	carers: readonly SolverCarer[];
	jobs: readonly SolverJob[];
	units: readonly SolverUnit[];
	links: readonly SolverLink[];
	/** Each carer's jobs to begin with, in their order. */
	routes: readonly (readonly number[])[];
	/** By recipient: the carers whom the recipient has met. */
	known: readonly (readonly number[])[];
	weights: SolverWeights;
	/** `by-time`: a job stands in a route where its start says. `free`: any order is tried, and starts follow from it. */
	order: 'by-time' | 'free';
	/** From which cost differences on annealing says no, at its beginning and at its end. */
	heat: Span;
}

/** Where a unit was placed: a carer for each of its jobs, and when the first one starts. */
export interface Placement {
	carers: readonly number[];
	starts: readonly number[];
}

/** An answer: a placement for each unit, or null where none keeps the rules. */
export interface Solution {
	placements: readonly (Placement | null)[];
	/** Each carer's jobs in their order. */
	routes: readonly (readonly number[])[];
	cost: number;
	/** How many changes were tried. */
	tried: number;
}
