import type * as Y from 'yjs';
import type { HybridClock } from '#core/clock';
import { setEntry } from '#core/grouped-entries';
import { newId } from '#core/id';
import type { RegisterValue } from '#core/register';
import { type Result, ok, refuse } from '#core/result';
import type { ChecklistItem, Outage, OutageDevice } from './model.ts';
import { readOutages, runningOutage } from './read-outages.ts';
import { registersOf } from './read-registers.ts';
import { LONGEST, MOST } from './schemas.ts';
import { outageRoots } from './workspace.ts';

/** The origin of transactions in which a person acts: never that of another's work that is applied. */
const BY_PERSON = 'outage-person';

/** Who acts, on which device, by which clock. */
export interface Author {
	member: string;
	device: string;
	clock: HybridClock;
}

/** Why nothing was written. */
export type OutageRefusal = 'already-running' | 'not-running' | 'unknown-outage' | 'empty' | 'too-long' | 'no-change';

type Done = Result<string, OutageRefusal>;

/** A copy that was made, as it is said to the others. */
export type CopyOfOutage = Record<'copy' | 'number' | 'what' | 'place' | 'from' | 'to', string>;

/** Begins an outage and gives its id; refused where one lasts that this device knows of. */
export function startOutage(doc: Y.Doc, author: Author, why: string, items: readonly ChecklistItem[]): Done {
	if (runningOutage(readOutages(doc))) return refuse('already-running');
	if (why.trim().length > LONGEST.why) return refuse('too-long');
	const id = newId();
	write(doc, author, `${id}/start`, { why: why.trim(), items: items.slice(0, MOST.items) });
	return ok(id);
}

/** Ends an outage as this device knows it; who began one apart goes on until that has ended as well. */
export function endOutage(doc: Y.Doc, author: Author, id: string, words: string): Done {
	return inOutage(doc, id, (outage) => {
		if (outage.endedAt !== null) return refuse('not-running');
		if (words.trim().length > LONGEST.words) return refuse('too-long');
		const ends = outage.begun.map((begun) => begun.id).slice(-MOST.starts);
		return ok(write(doc, author, `${id}/end/${newId()}`, { ends, words: words.trim() }));
	});
}

/** Writes something down, or what was decided. Possible afterwards as well: reports are written then. */
export function addOutageNote(doc: Y.Doc, author: Author, id: string, kind: 'note' | 'decision', text: string): Done {
	return inOutage(doc, id, () => {
		if (text.trim() === '') return refuse('empty');
		if (text.trim().length > LONGEST.note) return refuse('too-long');
		return ok(write(doc, author, `${id}/note/${newId()}`, { kind, text: text.trim() }));
	});
}

/** Names who leads, and on which number; again with the same name it settles what two said apart. */
export function nameCoordinator(doc: Y.Doc, author: Author, id: string, name: string, phone: string): Done {
	return inOutage(doc, id, (outage) => {
		if (name.trim() === '') return refuse('empty');
		if (name.trim().length > LONGEST.name || phone.trim().length > LONGEST.phone) return refuse('too-long');
		return doc.transact(() => {
			setIn(doc, author, outage, 'coordinator', name.trim());
			return setIn(doc, author, outage, 'phone', phone.trim());
		}, BY_PERSON);
	});
}

/** Ticks an item off, or takes the tick away. */
export function tickItem(doc: Y.Doc, author: Author, id: string, item: string, done: boolean): Done {
	return inOutage(doc, id, (outage) => {
		const known = outage.checklist.find((each) => each.id === item);
		if (!known || (known.done !== null) === done) return refuse('no-change');
		return setIn(doc, author, outage, `check.${item}`, done);
	});
}

/** Says whether a person was reached by phone. */
export function markReached(doc: Y.Doc, author: Author, id: string, person: string, reached: boolean): Done {
	return inOutage(doc, id, (outage) => {
		if (!/^[\w-]{1,80}$/.test(person)) return refuse('empty');
		if (outage.reached.get(person)?.value === reached) return refuse('no-change');
		return setIn(doc, author, outage, `reached.${person}`, reached);
	});
}

/** Says that a numbered copy was made; the same copy is said once. */
export function sayCopy(doc: Y.Doc, author: Author, id: string, copy: CopyOfOutage): Done {
	return inOutage(doc, id, (outage) => {
		if (outage.copies.some((each) => each.id === copy.copy)) return refuse('no-change');
		return ok(write(doc, author, `${id}/copy/${newId()}`, { ...copy }));
	});
}

/** Says who has a copy. */
export function handCopy(doc: Y.Doc, author: Author, id: string, copy: string, holder: string): Done {
	return inOutage(doc, id, (outage) => {
		const known = outage.copies.find((each) => each.id === copy);
		if (holder.trim().length > LONGEST.name) return refuse('too-long');
		if (!known || (known.holder?.value ?? '') === holder.trim()) return refuse('no-change');
		return setIn(doc, author, outage, `holder.${copy}`, holder.trim());
	});
}

/** Says that a copy was destroyed. */
export function copyGone(doc: Y.Doc, author: Author, id: string, copy: string): Done {
	return inOutage(doc, id, (outage) => {
		const known = outage.copies.find((each) => each.id === copy);
		if (!known || known.gone) return refuse('no-change');
		return setIn(doc, author, outage, `gone.${copy}`, true);
	});
}

/** Says what this device holds: how old its knowledge of the server is, and of colleagues. */
export function sayHeld(
	doc: Y.Doc,
	author: Author,
	id: string,
	held: Pick<OutageDevice, 'confirmedAt' | 'exchangedAt' | 'phone'>
): Done {
	return inOutage(doc, id, (outage) => {
		const said = outage.devices.find(({ device }) => device === author.device);
		const same = said?.confirmedAt === held.confirmedAt && said.exchangedAt === held.exchangedAt;
		return same ? refuse('no-change') : ok(write(doc, author, `${id}/held/${newId()}`, { ...held }));
	});
}

function inOutage(doc: Y.Doc, id: string, act: (outage: Outage) => Done): Done {
	const outage = readOutages(doc).find(({ begun }) => begun.some((each) => each.id === id));
	return outage ? act(outage) : refuse('unknown-outage');
}

function write(doc: Y.Doc, author: Author, key: string, said: Record<string, unknown>): string {
	const signature = { at: author.clock.next(), by: author.member, device: author.device };
	doc.transact(() => {
		setEntry(outageRoots(doc).events, key, { ...said, ...signature });
	}, BY_PERSON);
	return key;
}

/** Sets a register, replacing what every beginning of the outage has said so far. */
function setIn(doc: Y.Doc, { member, device, clock }: Author, outage: Outage, name: string, to: RegisterValue): Done {
	const state = registersOf(
		doc,
		outage.begun.map(({ id }) => id)
	).get(name);
	const heads = state ? [state.winner, ...state.losers] : [];
	for (const { at } of heads) clock.see(at);
	const op = newId();
	const setting = { to, prev: heads.map(({ id }) => id), at: clock.next(), by: member, device };
	doc.transact(() => {
		setEntry(outageRoots(doc).ops, `${outage.id}/${name}/${op}`, setting);
	}, BY_PERSON);
	return ok(op);
}
