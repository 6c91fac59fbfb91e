/** What one update may hold. No device of ours comes near these; a hostile one is stopped before anything is decoded. */
export const MAX_UPDATE = 256 * 1024; // bytes
export const MAX_STATE_VECTOR = 64 * 1024; // bytes
export const MAX_STRUCTS = 20_000;
export const MAX_DELETES = 20_000;
/** Clients with items in one update. A delete set names all clients of a document, so MAX_DELETES alone bounds those. */
export const MAX_CLIENTS = 64;
export const MAX_TEXT = 64 * 1024; // bytes of one string or binary
export const MAX_NAME = 128; // characters of a root's name or a key
export const MAX_TYPE_DEPTH = 12;
export const MAX_VALUE_DEPTH = 12;
export const MAX_VALUES = 50_000;
export const MAX_CLOCK_SPAN = 10_000_000;

/** Keys that are properties of every JavaScript object: writing them can change code instead of data. */
export function isForbiddenKey(key: string): boolean {
	return key === '__proto__' || key === 'constructor' || key === 'prototype';
}
