import type * as Y from 'yjs';
import { canonicalJson } from '#core/command';

/** Brings a map to hold these entries and no others; what is equal is not written. */
export function replaceEntries(map: Y.Map<unknown>, entries: Readonly<Record<string, unknown>>): void {
	for (const key of [...map.keys()]) if (!Object.hasOwn(entries, key)) map.delete(key);
	for (const [key, value] of Object.entries(entries)) setIfChanged(map, key, value);
}

/** Writes an entry that differs from what is there. */
export function setIfChanged(map: Y.Map<unknown>, key: string, value: unknown): void {
	if (canonicalJson(map.get(key)) !== canonicalJson(value)) map.set(key, value);
}
