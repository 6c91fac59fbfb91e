/** What several parts name, in one map; throws when two of them claim the same name. */
export function joined<Value>(parts: readonly (readonly (readonly [string, Value])[])[]): Map<string, Value> {
	const all = new Map<string, Value>();
	for (const [name, value] of parts.flat()) {
		if (all.has(name)) throw new Error(`Two modules claim ${name}`);
		all.set(name, value);
	}
	return all;
}
