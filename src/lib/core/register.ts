import * as v from 'valibot';
import type * as Y from 'yjs';
import { newId } from './id.ts';

/** A value that a register can hold: anything that JSON can, unchanged once written. */
export type RegisterValue = string | number | boolean | null;

const operationSchema = v.object({
	to: v.union([v.string(), v.number(), v.boolean(), v.null()]),
	prev: v.pipe(v.array(v.string()), v.maxLength(64)),
	at: v.string(),
	by: v.string(),
	/** Ties the halves of one act together, such as a swap. */
	group: v.optional(v.string())
});

/** One setting of a register: to what, by whom, when, and which settings it replaces. */
export type RegisterOperation = v.InferOutput<typeof operationSchema>;

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
	operations.set(`${register}/${id}`, { ...setting, prev });
	return id;
}

/** What a register says, or null when it was never set. The winner is the latest by hybrid clock, then by id. */
export function readRegister(operations: Y.Map<unknown>, register: string): RegisterState | null {
	const [winner, ...losers] = headsOf(operations, register).sort(latestFirst);
	return winner ? { value: winner.to, winner, losers } : null;
}

/** The settings of a register that no other setting has replaced, in no particular order. */
export function headsOf(operations: Y.Map<unknown>, register: string): Head[] {
	const found = new Map<string, Head>();
	const replaced = new Set<string>();
	for (const [key, value] of operations) {
		const id = operationId(key, register);
		const operation = id === null ? null : v.safeParse(operationSchema, value);
		if (id === null || !operation?.success) continue; // a shape we do not know is kept, and not read
		found.set(id, { ...operation.output, id });
		for (const earlier of operation.output.prev) if (earlier !== id) replaced.add(earlier);
	}
	return [...found.values()].filter((head) => !replaced.has(head.id));
}

function operationId(key: string, register: string): string | null {
	return key.startsWith(`${register}/`) && !key.includes('/', register.length + 1)
		? key.slice(register.length + 1)
		: null;
}

function latestFirst(a: Head, b: Head): number {
	if (a.at !== b.at) return a.at > b.at ? -1 : 1;
	return a.id > b.id ? -1 : 1;
}
