import type * as Y from 'yjs';
import { groupEntries } from '#core/grouped-entries';
import { type Head, type RegisterState, readRegisters } from '#core/register';
import { momentOfStamp } from './stamp.ts';
import type { CheckedItem, ChecklistItem, Claim, Outage, Signature } from './model.ts';
import { outageRoots } from './workspace.ts';

/** The registers of an outage by name, `check.print` for example, whichever beginning they were set under. */
export type Registers = ReadonlyMap<string, RegisterState>;

/** The settings of an outage's registers, by `name/operation`. */
export function settingsOf(doc: Y.Doc, starts: Iterable<string>): [key: string, value: unknown][] {
	const groups = groupEntries(outageRoots(doc).ops);
	return [...starts].flatMap((start) => [...(groups.get(start) ?? [])]);
}

/** What all registers of an outage say: beginnings apart are one outage, so their registers are one as well. */
export function registersOf(doc: Y.Doc, starts: Iterable<string>): Registers {
	return readRegisters(settingsOf(doc, starts));
}

/** A register that holds text; null while nobody has set it, or when it was emptied. */
export function claimOf(state: RegisterState | undefined): Claim | null {
	if (!state || typeof state.value !== 'string' || state.value === '') return null;
	const others = state.losers.flatMap((head) =>
		typeof head.to === 'string' && head.to !== '' && head.to !== state.value
			? [{ value: head.to, ...signatureOf(head) }]
			: []
	);
	return { value: state.value, ...signatureOf(state.winner), others };
}

/** The items of all beginnings, each once, with who ticked them off. */
export function checklistOf(
	starts: readonly { items: readonly ChecklistItem[] }[],
	registers: Registers
): CheckedItem[] {
	const items = new Map<string, ChecklistItem>();
	for (const item of starts.flatMap((start) => start.items)) if (!items.has(item.id)) items.set(item.id, item);
	return [...items.values()].map((item) => ({ ...item, done: doneOf(registers.get(`check.${item.id}`)) }));
}

/** Who or what a yes stands for; null for no. */
export function doneOf(state: RegisterState | undefined): Signature | null {
	return state?.value === true ? signatureOf(state.winner) : null;
}

/** Which people were told, and which were not to be had. */
export function readReached(registers: Registers): Outage['reached'] {
	const found = new Map<string, Signature & { value: boolean }>();
	for (const [name, { value, winner }] of registers) {
		const [kind, person] = splitName(name);
		if (kind === 'reached' && typeof value === 'boolean') found.set(person, { value, ...signatureOf(winner) });
	}
	return found;
}

/** The parts of a register's name: `check.print` is about `print`. */
export function splitName(name: string): [kind: string, about: string] {
	const dot = name.indexOf('.');
	return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** Who set something, and when. */
export function signatureOf({ by, at, device }: Pick<Head, 'by' | 'at' | 'device'>): Signature {
	return { by, at: momentOfStamp(at) ?? 0, device: device ?? '' };
}
