import type * as Y from 'yjs';

/** Entries of a map with flat keys `id/rest`: by id, then by the rest of the key. */
export type Groups = ReadonlyMap<string, Entries>;

/** The entries of one id, by the rest of their keys. */
export type Entries = ReadonlyMap<string, unknown>;

const KNOWN = new WeakMap<Y.Map<unknown>, GroupedEntries>();

/**
 * The entries of a map with flat keys, grouped by the part of the key before the first slash. Kept up to date by the
 * document itself, before any observer hears of a change. A group is replaced when something in it changes and is the
 * same object otherwise, so that what was worked out from an untouched group can be used again.
 */
export function groupEntries(map: Y.Map<unknown>): Groups {
	return grouped(map).groups;
}

/** Sets an entry; reads in the same transaction see it at once. */
export function setEntry(map: Y.Map<unknown>, key: string, value: unknown): void {
	map.set(key, value);
	grouped(map).take(new Set([key]));
}

function grouped(map: Y.Map<unknown>): GroupedEntries {
	const known = KNOWN.get(map);
	if (known) return known;
	const fresh = new GroupedEntries(map);
	// A map that is in no document yet announces nothing, so nothing of it can be kept.
	if (map.doc) KNOWN.set(map, fresh);
	return fresh;
}

class GroupedEntries {
	readonly #map: Y.Map<unknown>;
	readonly #groups = new Map<string, Map<string, unknown>>();

	constructor(map: Y.Map<unknown>) {
		this.#map = map;
		for (const [key, value] of map) {
			const [id, rest] = splitKey(key);
			const group = this.#groups.get(id);
			if (group) group.set(rest, value);
			else this.#groups.set(id, new Map([[rest, value]]));
		}
		map.doc?.on('beforeObserverCalls', ({ changed }) => {
			for (const [type, keys] of changed) if ((type as unknown) === map) this.take(keys);
		});
	}

	get groups(): Groups {
		return this.#groups;
	}

	/** Reads these keys again. Groups are copied once each, and only when an entry is another. */
	take(keys: ReadonlySet<string | null>): void {
		const copied = new Map<string, Map<string, unknown>>();
		for (const key of keys) {
			if (key === null) continue;
			const [id, rest] = splitKey(key);
			const value = this.#map.get(key);
			if (this.#groups.get(id)?.get(rest) === value) continue;
			const copy = copied.get(id) ?? new Map(this.#groups.get(id));
			copied.set(id, copy);
			if (value === undefined) copy.delete(rest);
			else copy.set(rest, value);
		}
		for (const [id, copy] of copied) {
			if (copy.size > 0) this.#groups.set(id, copy);
			else this.#groups.delete(id);
		}
	}
}

function splitKey(key: string): [id: string, rest: string] {
	const slash = key.indexOf('/');
	return slash < 0 ? [key, ''] : [key.slice(0, slash), key.slice(slash + 1)];
}
