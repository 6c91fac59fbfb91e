import * as Y from 'yjs';
import type { Id, ScannedClient, ScannedStruct, ScannedUpdate } from './scan.ts';
import { CONTENT } from './scan-content.ts';

/** Says that an item holds no type that others could lie in. */
export const NOT_A_TYPE = Symbol('not a type');

/** Something that items lie in: a type that the document has, a root that it has not yet, or a type of the update. */
export type Container = StoredType | string | ScannedStruct;

/** Where an item lies. `key` is null for items of lists and texts. */
export interface Place {
	root: string;
	container: Container;
	key: string | null;
	/** How many types the container lies in. */
	depth: number;
}

/** An item of the document or of the update. */
export type Found = Y.Item | Y.GC | ScannedStruct;

/** Shared types as they stand in Yjs' memory: these fields are not private, but not typed for everybody either. */
type StoredType = Y.ContentType['type'];

const rootNames = new WeakMap<StoredType, string>();

/** Finds items and their places, in the update first and in the document otherwise. */
export class Places {
	readonly #document: Y.Doc;
	readonly #clients: readonly ScannedClient[];
	/** Items of lists and texts of which only a copy shows whether they stand where they say. */
	readonly doubtful: ScannedStruct[] = [];
	/** Places of the update's items that were found so far; null for those that Yjs drops on arrival. */
	readonly #found = new Map<ScannedStruct, Place | null>();

	constructor(document: Y.Doc, update: ScannedUpdate) {
		this.#document = document;
		this.#clients = update.clients;
	}

	/** The clock that the document expects next of a client. */
	known(client: number): number {
		return Y.getState(this.#document.store, client);
	}

	/** The item that holds an id; null when neither the document nor the update has it. */
	find({ client, clock }: Id): Found | null {
		const structs = this.#document.store.clients.get(client);
		const last = structs?.at(-1);
		if (structs && last && clock < last.id.clock + last.length) {
			return structs[Y.findIndexSS(structs, clock)] ?? null;
		}
		const section = this.#clients.find((candidate) => candidate.client === client);
		return section?.structs[indexAt(section.structs, clock)] ?? null;
	}

	/** Notes where an item of the update lies. */
	note(struct: ScannedStruct, place: Place | null): void {
		this.#found.set(struct, place);
	}

	/** Where an item lies; null for what Yjs has dropped or will drop. */
	of(found: Found): Place | null {
		if (found instanceof Y.Item) return placeInDocument(found);
		if (found instanceof Y.GC) return null;
		return this.#found.get(found) ?? null;
	}

	/** The place of something named `key` in a root. */
	inRoot(root: string, key: string | null): Place {
		return { root, container: this.#document.share.get(root) ?? root, key, depth: 0 };
	}

	/** The place of something named `key` in the type that an item holds; NOT_A_TYPE when it holds none. */
	inside(parent: Found, key: string | null): Place | null | typeof NOT_A_TYPE {
		const outer = this.of(parent);
		const container = typeOf(parent);
		if (container === NOT_A_TYPE) return container;
		if (outer === null || container === null) return null;
		return { root: outer.root, container, key, depth: outer.depth + 1 };
	}

	/** The live value of a key before the update, if it has one. */
	liveValue({ container, key }: Place): Y.Item | null {
		if (key === null || !(container instanceof Y.AbstractType)) return null;
		const item = container._map.get(key);
		return item && !item.deleted ? item : null;
	}

	/** True when a root holds only keys and the item has none, or the other way round: a map is no text. */
	clashes({ container, key }: Place): boolean {
		if (!(container instanceof Y.AbstractType)) return false;
		return key === null ? container._start === null && container._map.size > 0 : isPlainList(container);
	}

	/** The items of the document that a range covers, collected ones left out. */
	*stored({ client, clock }: Id, end: number): Generator<Y.Item> {
		const structs = this.#document.store.clients.get(client);
		if (!structs || clock >= this.known(client)) return;
		for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
			const struct = structs[index];
			if (!struct || struct.id.clock >= end) return;
			if (struct instanceof Y.Item) yield struct;
		}
	}
}

function isPlainList(container: StoredType): boolean {
	return container._start !== null && container._map.size === 0;
}

/** The index of the item that holds a clock; items follow one another without holes. */
export function indexAt(structs: readonly ScannedStruct[], clock: number): number {
	let low = 0;
	let high = structs.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const struct = structs[middle];
		if (!struct || clock < struct.clock + struct.length) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** The type that an item holds; null when the item was deleted or collected: Yjs then drops what it would hold. */
function typeOf(found: Found): Container | null | typeof NOT_A_TYPE {
	if (found instanceof Y.GC) return null;
	if (found instanceof Y.Item) {
		if (found.content instanceof Y.ContentType) return found.content.type;
		return found.deleted ? null : NOT_A_TYPE;
	}
	if (found.content === CONTENT.type) return found;
	return found.content === CONTENT.gc || found.content === CONTENT.deleted ? null : NOT_A_TYPE;
}

function placeInDocument(item: Y.Item): Place | null {
	const container = item.parent;
	if (!(container instanceof Y.AbstractType)) return null;
	let type: StoredType = container;
	let depth = 0;
	while (type._item !== null) {
		const outer = type._item.parent;
		if (!(outer instanceof Y.AbstractType)) return null;
		type = outer;
		depth += 1;
	}
	return { root: rootName(type), container, key: item.parentSub, depth };
}

/** Yjs finds a root's name by looking through all roots, and an order document has one root per text. */
function rootName(type: StoredType): string {
	const known = rootNames.get(type);
	if (known !== undefined) return known;
	const name = Y.findRootTypeKey(type);
	rootNames.set(type, name);
	return name;
}
