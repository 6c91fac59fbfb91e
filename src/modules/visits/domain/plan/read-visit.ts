import type * as Y from 'yjs';
import { type Entries, groupEntries } from '#core/grouped-entries';
import {
	type Head,
	type RegisterState,
	type RegisterValue,
	latestFirst,
	readOperation,
	readRegisters
} from '#core/register';
import { derivedId } from './derived-id.ts';
import {
	DETAIL_FIELDS,
	type DetailField,
	type Field,
	type Outcome,
	type PlanField,
	type PlanVisit,
	type Registration,
	type Setting,
	type SourceVisit,
	type Task,
	type VisitStatus
} from './model.ts';
import {
	acceptsField,
	betweenText,
	compare,
	readBetween,
	readCreation,
	readRegistrations,
	readSource
} from './schemas.ts';
import { planRoots } from './workspace.ts';

const NONE: Entries = new Map();

/** What a visit was read from, and what came of it. */
interface Read {
	ops: Entries;
	registrations: Entries;
	visit: PlanVisit | null;
}

/** By the entries of the source, which belong to one visit of one document. */
const READ = new WeakMap<Entries, Read>();

/** One visit of a plan, or null. As long as nothing about it changes it is the same object. */
export function readVisit(doc: Y.Doc, id: string): PlanVisit | null {
	const roots = planRoots(doc);
	const source = groupEntries(roots.visits).get(id);
	if (!source) return null;
	const ops = groupEntries(roots.ops).get(id) ?? NONE;
	const registrations = groupEntries(roots.registrations).get(id) ?? NONE;
	const known = READ.get(source);
	if (known?.ops === ops && known.registrations === registrations) return known.visit;
	const visit = putTogether(id, source, { ops, registrations });
	READ.set(source, { ops, registrations, visit });
	return visit;
}

function putTogether(id: string, entries: Entries, { ops, registrations }: Omit<Read, 'visit'>): PlanVisit | null {
	const source = readSource(id, entries);
	if (!source) return null;
	const registers = readRegisters(ops, acceptsField);
	const happened = readRegistrations(registrations);
	const cancel = readField(registers.get('cancel'), source.withdrawn);
	const pin = readField<string | null>(registers.get('pin'), null);
	const details = readDetails(source, registers);
	return {
		...source,
		...detailValues(details),
		details,
		start: readField(registers.get('start'), source.start),
		length: readField(registers.get('length'), source.length),
		a: readField(registers.get('a'), source.a),
		b: readField(registers.get('b'), source.b),
		cancel,
		pin,
		pinned: readPinned(pin, source, ops),
		tasks: readTasks(source, registers),
		needs: readNeeds(source, registers),
		acknowledged: readAcknowledged(registers),
		created: readCreation(entries),
		registrations: happened,
		status: statusOf(happened, { cancelled: cancel.value !== null, double: details.double.value === true })
	};
}

/**
 * What a field says. A setting that equals what the source said at that time goes back to the source, and follows it
 * from then on: so does an undone change.
 */
export function readField<Value extends RegisterValue>(
	state: RegisterState | null | undefined,
	source: Value
): Field<Value> {
	if (!state) return { value: source, set: null, losers: [], heads: [], source };
	const set = settingOf(state.winner, source);
	const others = state.losers.map((head) => settingOf(head, source));
	return {
		value: set.value,
		set,
		losers: others.filter(({ value }) => value !== set.value),
		heads: [set, ...others],
		source
	};
}

/** acceptsField() has made sure that a register's values are of the field's type. */
function settingOf<Value extends RegisterValue>(head: Head, source: Value): Setting<Value> {
	const { id, to, by, at, device, group, why, base, seen, prev } = head;
	return {
		op: id,
		value: base !== undefined && to === base ? source : (to as Value),
		by,
		at,
		device: device ?? null,
		group: group ?? null,
		why: why ?? null,
		base,
		seen: seen ?? [],
		prev
	};
}

function readDetails(source: SourceVisit, registers: ReadonlyMap<string, RegisterState>): PlanVisit['details'] {
	const said = (name: DetailField): RegisterValue => (name === 'window' ? betweenText(source.window) : source[name]);
	const entries = DETAIL_FIELDS.map((name) => [name, readField(registers.get(name), said(name))] as const);
	return Object.fromEntries(entries) as PlanVisit['details'];
}

/** acceptsField() has made sure of the types. */
function detailValues(details: PlanVisit['details']): Pick<SourceVisit, DetailField> {
	return {
		kind: details.kind.value as SourceVisit['kind'],
		double: details.double.value as boolean,
		window: readBetween(details.window.value),
		address: details.address.value as string | null,
		key: details.key.value as boolean,
		secondRecipient: details.secondRecipient.value as string | null
	};
}

/** What a pin holds: of each field the setting that its author saw, or what the source says when there was none. */
function readPinned(pin: PlanVisit['pin'], source: SourceVisit, ops: Entries): PlanVisit['pinned'] {
	if (pin.value === null || !pin.set) return null;
	const { seen } = pin.set;
	const held = (field: PlanField) => {
		const heads = seen.flatMap((op) => readOperation(op, ops.get(`${field}/${op}`)) ?? []);
		const [latest] = heads.sort(latestFirst);
		return latest ? settingOf(latest, source[field]).value : source[field];
	};
	return { start: held('start'), length: held('length'), a: held('a'), b: held('b') };
}

function readTasks(source: SourceVisit, registers: ReadonlyMap<string, RegisterState>): Task[] {
	const own = source.tasks.map((text, index) => ({ id: `source-${index}`, text }));
	const registered = family(registers, 'task');
	if (registered.length === 0) return own;
	const names = new Map(registered.map(([id, { value }]) => [id, value]));
	const kept = own.filter(({ text }) => names.get(taskId(text)) !== null);
	const known = new Set(source.tasks.map(taskId));
	const added = registered.flatMap(([id, { value }]) =>
		typeof value === 'string' && !known.has(id) ? [{ id, text: value }] : []
	);
	return [...kept, ...added];
}

/** The id of a task that follows from its words: taken away or added by two people, it is the same task. */
export function taskId(text: string): string {
	return derivedId('task', text);
}

function readNeeds(source: SourceVisit, registers: ReadonlyMap<string, RegisterState>): string[] {
	const needs = new Set(source.needs);
	for (const [code, { value }] of family(registers, 'need')) {
		if (value === true) needs.add(code);
		else needs.delete(code);
	}
	return [...needs].sort(compare);
}

function readAcknowledged(registers: ReadonlyMap<string, RegisterState>): ReadonlyMap<string, string> {
	return new Map(
		family(registers, 'ok').flatMap(([code, { value }]) => (typeof value === 'string' ? [[code, value]] : []))
	);
}

/** The registers `name.…` by what comes after the dot, sorted. */
function family(registers: ReadonlyMap<string, RegisterState>, name: string): [string, RegisterState][] {
	const found: [string, RegisterState][] = [];
	for (const [register, state] of registers) {
		if (register.startsWith(`${name}.`)) found.push([register.slice(name.length + 1), state]);
	}
	return found.sort(([a], [b]) => compare(a, b));
}

/** Which registration speaks for a visit when there are several: done first, since somebody was there. */
const WEIGHT: Readonly<Record<Outcome, number>> = {
	done: 6,
	'part-done': 5,
	refused: 4,
	'not-home': 3,
	'wasted-trip': 2,
	started: 1
};

/** A visit of two carers goes on until both have ended what they began. */
function statusOf(
	registrations: readonly Registration[],
	{ cancelled, double }: { cancelled: boolean; double: boolean }
): VisitStatus {
	const said = standing(registrations);
	const [first] = [...said].sort((a, b) => WEIGHT[b.outcome] - WEIGHT[a.outcome]);
	if (!first) return cancelled ? 'cancelled' : 'planned';
	return double && isGoingOn(said) ? 'started' : first.outcome;
}

function isGoingOn(said: readonly Registration[]): boolean {
	const ended = new Set(said.flatMap(({ outcome, person }) => (outcome === 'started' ? [] : [person])));
	return said.some(({ person }) => !ended.has(person));
}

/** Registrations that no other one corrects, oldest first. */
export function standing(registrations: readonly Registration[]): Registration[] {
	const corrected = new Set<string>();
	for (const { key, corrects } of registrations)
		for (const earlier of corrects) if (earlier !== key) corrected.add(earlier);
	return registrations.filter(({ keys }) => !keys.some((key) => corrected.has(key)));
}
