import type * as Y from 'yjs';
import { newId } from '#core/id';
import {
	type Minute,
	type Outcome,
	type PlanVisit,
	type Registration,
	TAKEN_BACK,
	carersOf,
	endOf
} from '../plan/model.ts';
import { type Author, type Edit, type EditRefusal, type PlanAct, editVisit, planHeads } from '../plan/plan-act.ts';
import { momentOf, nearHappened } from '../plan/wall-time.ts';

/** What somebody registers about a visit. */
export interface NewRegistration {
	/** Who was there; not always who was planned. */
	person: string;
	outcome: Outcome | typeof TAKEN_BACK;
	start?: number | null;
	end?: number | null;
	left?: readonly string[];
	documentation?: string;
	happened?: number | null;
	way?: Registration['way'];
	corrects?: readonly string[];
	/** The id of the line of a paper sheet that it is read from: the same sheet twice registers once. */
	line?: string | null;
}

/** What a registration says when nothing is said. */
const NOTHING_SAID = {
	start: null,
	end: null,
	left: [],
	documentation: '',
	happened: null,
	way: 'afterwards',
	corrects: [],
	line: null
} as const;

/** What the dialog of one visit asks. */
export interface SaidOfVisit {
	person: string;
	outcome: Outcome;
	/** By the clock: minutes of a day; null when nobody knows. */
	from: Minute | null;
	to: Minute | null;
	documentation: string;
	/** The carer who is signed in, and the moment: said by oneself and then, it is said at the visit. */
	own: string | null;
	now: number;
}

const AT_THE_VISIT = 15 * 60 * 1000; // milliseconds: what is told later than this was told afterwards

/** Whose registration it is until something else is chosen: whoever is signed in as a carer, else the planned one. */
export function whoRegisters(visit: PlanVisit, own: string | null): string {
	return own ?? carersOf(visit)[0] ?? '';
}

/** What was said in words of the clock, as it is kept: a visit that has only begun has no end. Null for impossible times. */
export function registrationOf(visit: PlanVisit, day: string, said: SaidOfVisit): NewRegistration | null {
	const { person, outcome, from, to, documentation } = said;
	const start = from === null ? null : nearHappened(from, visit.start.value);
	const end = to === null || outcome === 'started' ? null : nearHappened(to, endOf(visit));
	if (start !== null && end !== null && end < start) return null;
	const happened = start === null ? null : momentOf(day, start);
	const isThere = person === said.own && isNow(day, end ?? start, said.now);
	return { person, outcome, start, end, documentation, happened, way: isThere ? 'visit' : 'afterwards' };
}

function isNow(day: string, minute: Minute | null, now: number): boolean {
	const moment = minute === null ? null : momentOf(day, minute);
	return moment !== null && Math.abs(now - moment) <= AT_THE_VISIT;
}

const LONGEST = 32_000; // characters of documentation: stays under what one update may hold

/** Registers what came of a visit, beside everything that is registered of it already. */
export function registerVisit(doc: Y.Doc, author: Author, id: string, registration: NewRegistration): Edit {
	return editVisit(doc, author, id, (act, visit) => writeRegistration(act, visit, registration));
}

/** Writes a copy of one registration, with changes, that takes the place of several. */
export function correct(
	act: PlanAct,
	visit: PlanVisit,
	formers: readonly string[],
	model: string,
	changes: Partial<NewRegistration>
): EditRefusal | null {
	const former = visit.registrations.find(({ key }) => key === model);
	if (!former) return 'unknown-registration';
	const { person, outcome, start, end, left, documentation, happened, way } = former;
	const same = { person, outcome, start, end, left, documentation, happened, way };
	return writeRegistration(act, visit, { ...same, ...changes, corrects: formers });
}

/**
 * Writes a registration as a part of an act. The key is new each time, also for a line that another device has read:
 * the server lets nobody replace what happened, and two who set one key apart would be doing just that.
 */
export function writeRegistration(act: PlanAct, visit: PlanVisit, registration: NewRegistration): EditRefusal | null {
	const { person, ...said } = { ...NOTHING_SAID, ...registration };
	if (!/^[\w-]{1,40}$/.test(person) || !isPossible(registration)) return 'impossible-value';
	if (said.line !== null && visit.registrations.some(({ line }) => line === said.line)) return 'already-there';
	act.write(act.roots.registrations, `${visit.id}/${person}/${newId()}`, {
		...said,
		at: act.stamp(),
		by: act.author.member,
		device: act.author.device,
		seen: [...planHeads(visit), ...visit.cancel.heads.map(({ op }) => op)]
	});
	return null;
}

function isPossible({ start = null, end = null, documentation = '' }: NewRegistration): boolean {
	return documentation.length <= LONGEST && (start === null || end === null || start <= end);
}
