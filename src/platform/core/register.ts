import type * as Y from 'yjs';
import { groupEntries, setEntry } from './grouped-entries.ts';
import { newId } from './id.ts';

/** How many settings one setting can name. */
const MAX_IDS = 64;

/** A value that a register can hold: anything that JSON can, unchanged once written. */
export type RegisterValue = string | number | boolean | null;

/** One setting of a register: to what, by whom, when, and which settings it replaces. */
export interface RegisterOperation {
	to: RegisterValue;
	prev: readonly string[];
	at: string;
	by: string;
	/** Ties the halves of one act together, such as a swap. */
	group?: string;
	device?: string;
	/** The person's own words, or a code. */
	why?: string;
	/** What a source outside the register said when it was set: the value that people changed away from. */
	base?: RegisterValue;
	/** What the person could see of other registers: settings there that are not named here came without their knowledge. */
	seen?: readonly string[];
}

/** A setting that nobody has replaced. */
export interface Head extends RegisterOperation {
	id: string;
}

/** What a register says: the value to show, and every other value that was set side by side with it. */
export interface RegisterState {
	value: RegisterValue;
	winner: Head;
	/** Empty when people agree; otherwise the values that lost, latest first: shown to people, never dropped. */
	losers: readonly Head[];
}

/** Says whether a register can hold a value; settings that it cannot hold are kept and not read. */
export type Accepts = (register: string, value: RegisterValue) => boolean;

/**
 * Sets a register: one immutable operation that names all heads it replaces. Two people who set it without knowing of
 * each other leave two heads; the next setting that has seen both settles it. Reasons: Shapiro et al., "Conflict-free
 * Replicated Data Types" (2011), multi-value register.
 */
export function setRegister(
	operations: Y.Map<unknown>,
	register: string,
	setting: Omit<RegisterOperation, 'prev'>
): string {
	const id = newId();
	const prev = headsOf(operations, register).map((head) => head.id);
	setEntry(operations, `${register}/${id}`, { ...setting, prev });
	return id;
}

/** What a register says, or null when it was never set. The winner is the latest by hybrid clock, then by id. */
export function readRegister(operations: Y.Map<unknown>, register: string): RegisterState | null {
	return stateOf(headsOf(operations, register));
}

/** The settings of a register that no other setting has replaced, in no particular order. */
export function headsOf(operations: Y.Map<unknown>, register: string): Head[] {
	const [id = ''] = register.split('/', 1);
	const found: Found = new Map();
	for (const [rest, value] of groupEntries(operations).get(id) ?? []) {
		const key = `${id}/${rest}`;
		if (key.lastIndexOf('/') === register.length && key.startsWith(register)) collect(found, key, value);
	}
	return unreplaced(found.get(register) ?? []);
}

/** What all registers among the entries say, by name, in one pass. Settings that do not fit are left out. */
export function readRegisters(
	entries: Iterable<readonly [key: string, value: unknown]>,
	accepts?: Accepts
): Map<string, RegisterState> {
	const found: Found = new Map();
	for (const [key, value] of entries) collect(found, key, value, accepts);
	const states = new Map<string, RegisterState>();
	for (const [register, operations] of found) {
		const state = stateOf(unreplaced(operations));
		if (state) states.set(register, state);
	}
	return states;
}

/** One setting as it was written, or null when it has a shape that we do not know. */
export function readOperation(id: string, value: unknown): Head | null {
	if (typeof value !== 'object' || value === null) return null;
	const known = READ.get(value);
	if (known?.id === id) return known;
	if (!isOperation(value)) return null;
	const head = { ...value, id };
	READ.set(value, head);
	return head;
}

type Found = Map<string, Head[]>;

/** Settings never change once written, so each is checked once. */
const READ = new WeakMap<object, Head>();

/** Written by hand instead of as a schema, since a day holds ten thousand of them and opening it must not wait. */
function isOperation(value: object): value is RegisterOperation {
	const { to, prev, at, by, group, device, why, base, seen } = value as Record<keyof RegisterOperation, unknown>;
	if (!isValue(to) || !isIds(prev) || typeof at !== 'string' || typeof by !== 'string') return false;
	if (!isTextOrAbsent(group) || !isTextOrAbsent(device) || !isTextOrAbsent(why)) return false;
	return (base === undefined || isValue(base)) && (seen === undefined || isIds(seen));
}

function isValue(value: unknown): value is RegisterValue {
	return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isTextOrAbsent(value: unknown): boolean {
	return value === undefined || typeof value === 'string';
}

function isIds(value: unknown): boolean {
	return Array.isArray(value) && value.length <= MAX_IDS && value.every((id) => typeof id === 'string');
}

function collect(found: Found, key: string, value: unknown, accepts?: Accepts): void {
	const slash = key.lastIndexOf('/');
	const head = slash < 0 ? null : readOperation(key.slice(slash + 1), value);
	if (!head) return; // a shape we do not know is kept, and not read
	const register = key.slice(0, slash);
	if (accepts && !accepts(register, head.to)) return;
	const known = found.get(register);
	if (known) known.push(head);
	else found.set(register, [head]);
}

function unreplaced(operations: readonly Head[]): Head[] {
	const [only] = operations;
	if (only && operations.length === 1) return [only];
	const replaced = new Set<string>();
	for (const { id, prev } of operations) for (const earlier of prev) if (earlier !== id) replaced.add(earlier);
	return operations.filter(({ id }) => !replaced.has(id));
}

function stateOf(heads: Head[]): RegisterState | null {
	const [winner, ...losers] = heads.sort(latestFirst);
	return winner ? { value: winner.to, winner, losers } : null;
}

/** The order of settings side by side: the first one is shown. The same on every device, whatever its client id. */
export function latestFirst(a: Head, b: Head): number {
	if (a.at !== b.at) return a.at > b.at ? -1 : 1;
	return a.id > b.id ? -1 : 1;
}
