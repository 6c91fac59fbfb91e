import type * as Y from 'yjs';
import type { HybridClock } from '#core/clock';
import { setEntry } from '#core/grouped-entries';
import { newId } from '#core/id';
import { type RegisterOperation, type RegisterValue, headsOf, setRegister } from '#core/register';
import { type Result, ok, refuse } from '#core/result';
import { type FieldName, PLAN_FIELDS, type PlanVisit, fieldOf } from './model.ts';
import { readVisit } from './read-visit.ts';
import { acceptsField } from './schemas.ts';
import { type PlanRoots, planRoots } from './workspace.ts';

/** The origin of transactions in which a person plans: never that of another's work that is applied. */
export const BY_PERSON = 'visits-person';

/** Who plans, on which device, by which clock. */
export interface Author {
	member: string;
	device: string;
	clock: HybridClock;
}

/** Why an edit was not made. */
export type EditRefusal =
	| 'unknown-visit'
	| 'unknown-registration'
	| 'already-there'
	| 'impossible-value'
	| 'nothing-to-change'
	| 'already-settled'
	/** It has begun or is over: it stays on its day. */
	| 'already-registered'
	| 'already-cancelled'
	| 'pinned'
	/** What two have set apart is decided first. */
	| 'undecided'
	/** The visits are no longer as they were when it was proposed. */
	| 'outdated';

/** An edit that was made: everything that it set carries its group. */
export type Edit = Result<{ group: string }, EditRefusal>;

/** More about one setting. */
export interface SettingWords {
	why?: string;
	/** Another group than that of the act: the one whose half is taken or taken back. */
	group?: string;
	/** Set even when the value stays the same, to say that a person has seen everything that now is there. */
	again?: boolean;
}

/** How many things seen a setting names at most: a register reads no more. */
const MOST_SEEN = 64;

/**
 * One act of a person on a plan: everything it sets is one transaction, carries one group, and says what the person
 * could see. Values are checked before anything is written.
 */
export class PlanAct {
	readonly doc: Y.Doc;
	readonly roots: PlanRoots;
	readonly author: Author;
	readonly group: string;
	/** Whether anything was written. */
	wrote = false;

	/** Begins an act; edit() does. */
	constructor(doc: Y.Doc, author: Author, group: string) {
		this.doc = doc;
		this.roots = planRoots(doc);
		this.author = author;
		this.group = group;
	}

	/** The visit as this act has left it so far, or null. */
	visit(id: string): PlanVisit | null {
		return readVisit(this.doc, id);
	}

	/** Sets a field of a visit, unless it says so already and nobody disagrees. */
	set(visit: PlanVisit, name: FieldName, to: RegisterValue, words: SettingWords = {}): void {
		const field = fieldOf(visit, name);
		if (field.value === to && field.losers.length === 0 && words.again !== true) return;
		const seen = seenFor(visit, name);
		this.setRegister(`${visit.id}/${name}`, to, {
			...this.#wordsOf(words),
			...(name === 'pin' ? {} : { base: field.source }),
			...(seen.length > 0 ? { seen } : {})
		});
	}

	/** Sets any register; the clock first takes note of the settings that are replaced. */
	setRegister(register: string, to: RegisterValue, more: Partial<RegisterOperation> = {}): string {
		for (const { at } of headsOf(this.roots.ops, register)) this.author.clock.see(at);
		this.wrote = true;
		return setRegister(this.roots.ops, register, { to, ...this.#signature(), group: this.group, ...more });
	}

	/**
	 * Takes back one setting of one's own and nothing else: it names that setting alone, so whatever others have set
	 * beside it stays as it is.
	 */
	replaceOnly(register: string, op: string, setting: Partial<RegisterOperation> & { to: RegisterValue }): void {
		this.write(this.roots.ops, `${register}/${newId()}`, { ...this.#signature(), ...setting, prev: [op] });
	}

	/** Adds an entry that is never changed. */
	write(map: Y.Map<unknown>, key: string, value: unknown): void {
		setEntry(map, key, value);
		this.wrote = true;
	}

	/** The next stamp of the author's clock. */
	stamp(): string {
		return this.author.clock.next();
	}

	#signature(): { at: string; by: string; device: string } {
		return { at: this.stamp(), by: this.author.member, device: this.author.device };
	}

	#wordsOf({ why, group }: SettingWords): Partial<RegisterOperation> {
		return { ...(why === undefined ? {} : { why }), group: group ?? this.group };
	}
}

/** Runs one act in one transaction. What `write` refuses has written nothing. */
export function edit(
	doc: Y.Doc,
	author: Author,
	write: (act: PlanAct) => EditRefusal | null,
	group: string = newId()
): Edit {
	const act = new PlanAct(doc, author, group);
	const refusal = doc.transact(() => write(act), BY_PERSON);
	if (refusal !== null) return refuse(refusal);
	return act.wrote ? ok({ group }) : refuse('nothing-to-change');
}

/** As edit(), for acts on one visit that must be there. */
export function editVisit(
	doc: Y.Doc,
	author: Author,
	id: string,
	write: (act: PlanAct, visit: PlanVisit) => EditRefusal | null
): Edit {
	return edit(doc, author, (act) => {
		const visit = act.visit(id);
		return visit ? write(act, visit) : 'unknown-visit';
	});
}

/** True when a visit's field can hold the value. */
export function fits(name: FieldName, value: RegisterValue): boolean {
	return acceptsField(name, value);
}

/** What a person who sets a field has to have seen for nothing to be flagged. */
function seenFor(visit: PlanVisit, name: FieldName): string[] {
	if (name === 'cancel') return [...planHeads(visit), ...registrationKeys(visit)].slice(0, MOST_SEEN);
	if (name === 'pin') return planHeads(visit).slice(0, MOST_SEEN);
	const barriers = [visit.cancel, visit.pin].flatMap(({ value, heads }) => (value === null ? [] : heads));
	// Who gives a visit away says which length it had: of one that was split meanwhile, half was given away unknowingly.
	const lengths = name === 'a' || name === 'b' ? visit.length.heads : [];
	return [...[...barriers, ...lengths].map(({ op }) => op), ...registrationKeys(visit)].slice(0, MOST_SEEN);
}

/** The settings of when and by whom that nobody has replaced. */
export function planHeads(visit: PlanVisit): string[] {
	return PLAN_FIELDS.flatMap((field) => visit[field].heads.map(({ op }) => op));
}

function registrationKeys({ registrations }: PlanVisit): string[] {
	return registrations.map(({ key }) => key);
}
