import * as Y from 'yjs';
import type { UpdateRefusal } from '#core/connection';
import type { DocumentKind, RootRule } from '#core/document-kind';
import { type Result, ok, refuse } from '#core/result';
import { type Signature, isEmpty, judgeContent } from './contents.ts';
import { areHonest } from './order.ts';
import { type Found, type Place, Places, indexAt } from './places.ts';
import { resolveAll } from './resolve.ts';
import type { DeletedRange, ScannedClient, ScannedStruct, ScannedUpdate } from './scan.ts';
import { CONTENT } from './scan-content.ts';
import { type Slot, Slots } from './slots.ts';

/** What an update would change. */
export interface Findings {
	/** False when the document holds all of it already. */
	news: boolean;
	/** Clients with new items, and the clock that each stands at after the update. */
	ends: (readonly [client: number, clock: number])[];
	/** Whom its new values name. */
	signatures: readonly Signature[];
}

/**
 * Judges a scanned update against the document that it is for: is anything missing, where would it write and delete,
 * and does the rule of that root allow it. Nothing is changed.
 */
export function inspect(update: ScannedUpdate, document: Y.Doc, kind: GuardedKind): Result<Findings, UpdateRefusal> {
	return new Inspection(update, document, kind).run();
}

/** What the guard asks of a kind of document. */
export type GuardedKind = Pick<DocumentKind, 'rootRule' | 'contents'>;

class Inspection {
	readonly #update: ScannedUpdate;
	readonly #document: Y.Doc;
	readonly #kind: GuardedKind;
	readonly #places: Places;
	readonly #question: Parameters<typeof judgeContent>[2];
	readonly #signatures: Signature[] = [];
	readonly #slots = new Slots();
	readonly #deletedNew = new Set<ScannedStruct>();
	readonly #deletedLive = new Set<Y.Item>();
	#lastRoot: string | null = null;
	#lastRule: RootRule | null = null;

	constructor(update: ScannedUpdate, document: Y.Doc, kind: GuardedKind) {
		this.#update = update;
		this.#document = document;
		this.#kind = kind;
		this.#places = new Places(document, update);
		const onSigned = (signature: Signature) => void this.#signatures.push(signature);
		this.#question = { bytes: update.bytes, contents: kind.contents, onSigned };
	}

	run(): Result<Findings, UpdateRefusal> {
		const fresh: ScannedClient[] = [];
		for (const section of this.#update.clients) {
			const known = this.#places.known(section.client);
			if (this.#hasHole(section, known)) return refuse('gap');
			if (section.end > known) fresh.push(section);
		}
		const resolved = resolveAll(fresh, this.#places, (struct, place) => this.#judgeNew(struct, place));
		if (!resolved.ok) return resolved;
		if (!areHonest(this.#places.doubtful, this.#document, this.#update)) return refuse('malformed');
		const deleted = this.#judgeDeletes() ?? this.#judgeLosses();
		if (deleted !== null) return refuse(deleted);
		const ends = fresh.map((section) => [section.client, section.end] as const);
		return ok({ news: ends.length > 0 || this.#deletedLive.size > 0, ends, signatures: this.#signatures });
	}

	#hasHole({ structs }: ScannedClient, known: number): boolean {
		return (structs[0]?.clock ?? 0) > known || structs.some((struct) => struct.content === CONTENT.skip);
	}

	#ruleFor(root: string): RootRule | null {
		if (root !== this.#lastRoot) {
			this.#lastRoot = root;
			this.#lastRule = this.#kind.rootRule(root);
		}
		return this.#lastRule;
	}

	#judgeNew(struct: ScannedStruct, place: Place | null): UpdateRefusal | null {
		if (place === null) return null;
		const rule = this.#ruleFor(place.root);
		if (rule === null || rule === 'none' || this.#places.clashes(place)) return 'root';
		const code = judgeContent(struct, place, this.#question);
		if (code !== null) return code;
		if (rule !== 'any') this.#slots.at(place, rule, this.#places)?.added.push(struct);
		return null;
	}

	#judgeDeletes(): UpdateRefusal | null {
		for (const range of this.#update.deletes) {
			const code = this.#judgeRange(range);
			if (code !== null) return code;
		}
		return null;
	}

	#judgeRange(range: DeletedRange): UpdateRefusal | null {
		const end = range.clock + range.length;
		const known = this.#places.known(range.client);
		if (end > known) {
			const section = this.#update.clients.find((candidate) => candidate.client === range.client);
			if (!section || end > section.end) return 'gap';
			const code = this.#judgeNewDeletes(section, Math.max(range.clock, known), end);
			if (code !== null) return code;
		}
		for (const item of this.#places.stored(range, Math.min(end, known))) {
			const code = item.deleted ? null : this.#judgeLiveDelete(item);
			if (code !== null) return code;
		}
		return null;
	}

	#judgeNewDeletes({ structs }: ScannedClient, from: number, to: number): UpdateRefusal | null {
		for (let index = indexAt(structs, from); index < structs.length; index += 1) {
			const struct = structs[index];
			if (!struct || struct.clock >= to) return null;
			this.#deletedNew.add(struct);
			const place = this.#places.of(struct);
			if (place && this.#ruleFor(place.root) === 'append' && !this.#losesAnyway(struct, place)) return 'append';
		}
		return null;
	}

	/** A device that met another value for its key says so: its own lost, and is deleted from the start. */
	#losesAnyway(struct: ScannedStruct, place: Place): boolean {
		const slot = this.#slots.at(place, 'append', this.#places);
		return slot !== null && this.#slots.winnerOf(slot, this.#places) !== struct;
	}

	#judgeLiveDelete(item: Y.Item): UpdateRefusal | null {
		this.#deletedLive.add(item);
		const place = this.#places.of(item);
		if (!place) return null;
		const rule = this.#ruleFor(place.root);
		if (rule === null || rule === 'none') return 'root';
		if (rule === 'append') return 'append';
		if (rule === 'keep') this.#slots.at(place, rule, this.#places);
		return null;
	}

	/** What is lost for good: a value that nothing replaces, and pieces of lists and texts that must be kept. */
	#judgeLosses(): UpdateRefusal | null {
		for (const slot of this.#slots) {
			const code = this.#judgeSlot(slot);
			if (code !== null) return code;
		}
		if (this.#slots.exhausted) return 'limit';
		for (const item of this.#deletedLive) if (this.#mustBeKept(item)) return 'keep';
		return null;
	}

	#judgeSlot(slot: Slot): UpdateRefusal | null {
		const winner = this.#slots.winnerOf(slot, this.#places);
		if (slot.rule === 'append') return winner === slot.live ? null : 'append';
		return this.#isDeleted(winner) && !this.#isInsideDeleted(slot.live) ? 'keep' : null;
	}

	#mustBeKept(item: Y.Item): boolean {
		if (item.parentSub !== null || this.#isInsideDeleted(item)) return false;
		const place = this.#places.of(item);
		return place !== null && this.#ruleFor(place.root) === 'keep';
	}

	#isDeleted(winner: Found): boolean {
		if (winner instanceof Y.Item) return this.#deletedLive.has(winner);
		return winner instanceof Y.GC || this.#deletedNew.has(winner) || isEmpty(winner, this.#update.bytes);
	}

	/** True when the update deletes something that the item lies in: that loss is judged there. */
	#isInsideDeleted(item: Y.Item): boolean {
		let container = item.parent as Y.AbstractType<unknown>;
		while (container._item !== null) {
			if (this.#deletedLive.has(container._item)) return true;
			container = container._item.parent as Y.AbstractType<unknown>;
		}
		return false;
	}
}
