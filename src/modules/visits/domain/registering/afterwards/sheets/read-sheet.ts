import { type BoxCode, type SheetCode, sheetHint } from '#modules/visits/domain/copies/index.ts';
import { derivedId } from '#modules/visits/domain/plan/derived-id.ts';
import { type PlanDay, type PlanVisit, carersOf, endOf } from '#modules/visits/domain/plan/model.ts';
import { standing } from '#modules/visits/domain/plan/read-visit.ts';
import type { AfterwardsEntry } from '../register-afterwards.ts';

/** Why a sheet cannot be registered from: it has no boxes, or it belongs to another team or day. */
export type SheetRefusal = 'no-client-list' | 'other-team' | 'other-day';

/** A row of a sheet, and the visit that it stands for. */
export interface SheetRow {
	/** The id of the row wherever this paper is read: the same row registers once. */
	line: string;
	/** Where the row begins, and how many units high it is. */
	unit: number;
	units: number;
	/** Null when the plan of this device has no such visit. */
	visit: PlanVisit | null;
	/** Whose list it is; null on the list of what nobody had, and when nobody of that name is known. */
	person: string | null;
}

/** The rows of a sheet, found again in the plan. People and visits stand on it as sums of their ids alone. */
export function rowsOfSheet(
	code: SheetCode,
	team: string,
	plan: PlanDay,
	carers: Iterable<string>
): SheetRow[] | SheetRefusal {
	if (code.kind !== 'client-list') return 'no-client-list';
	if (code.team !== sheetHint(team)) return 'other-team';
	if (code.day !== plan.day) return 'other-day';
	const visits = byHint(plan.visits.map((visit) => [visit.id, visit]));
	const person = byHint([...carers].map((carer) => [carer, carer])).get(code.carer) ?? null;
	let unit = 0;
	return code.rows.map(({ visit, units }) => {
		const line = derivedId('sheet', team, code.day, code.copy, code.carer, visit);
		const row = { line, unit, units, visit: visits.get(visit) ?? null, person };
		unit += units;
		return row;
	});
}

/** Two that share a sum are both left out: a person is asked, and nothing is guessed. */
function byHint<Value>(entries: readonly (readonly [string, Value])[]): Map<string, Value> {
	const found = new Map<string, Value>();
	const twice = new Set<string>();
	for (const [id, value] of entries) {
		const hint = sheetHint(id);
		if (found.has(hint)) twice.add(hint);
		found.set(hint, value);
	}
	for (const hint of twice) found.delete(hint);
	return found;
}

/** What the reader says of one box. */
export type TickReading = 'ticked' | 'empty' | 'unsure';

/** One box of a row as it was read. */
export interface BoxReading {
	code: BoxCode;
	reading: TickReading;
}

/** What a row says, before a person has looked at it. */
export type ReadRow =
	/** Nothing is ticked: nothing is proposed. */
	| { kind: 'blank' }
	/** One box is ticked, and all others are surely empty. */
	| { kind: 'proposed'; outcome: BoxCode }
	/** A person has to say which. */
	| { kind: 'asked'; among: readonly BoxCode[] };

/** What a row of boxes says. Only one sure tick among surely empty boxes is proposed; everything else is asked. */
export function proposeRow(boxes: readonly BoxReading[]): ReadRow {
	const among = boxes.flatMap(({ code, reading }) => (reading === 'empty' ? [] : [code]));
	const [first] = among;
	if (first === undefined) return { kind: 'blank' };
	const isSure = among.length === 1 && boxes.every(({ reading }) => reading !== 'unsure');
	return isSure ? { kind: 'proposed', outcome: first } : { kind: 'asked', among };
}

/**
 * What is registered of a row that a person has confirmed: at the planned times where the paper says no others. Null
 * without a visit, or without anybody who could have been there.
 */
export function confirmedEntry(
	{ line, visit, person }: SheetRow,
	confirmed: { outcome: BoxCode; start: number | null; end: number | null; documentation: string }
): AfterwardsEntry | null {
	const who = person ?? (visit ? carersOf(visit)[0] : undefined);
	if (!visit || who === undefined) return null;
	const { outcome, documentation } = confirmed;
	const start = confirmed.start ?? visit.start.value;
	const end = confirmed.end ?? endOf(visit);
	return { visit: visit.id, person: who, outcome, start, end, documentation, line };
}

/** True when a row of this very paper has been registered before. */
export function isRegistered({ line, visit }: SheetRow): boolean {
	return visit !== null && standing(visit.registrations).some((said) => said.line === line);
}
