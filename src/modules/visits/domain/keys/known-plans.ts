import * as v from 'valibot';

/** The key of this entry among a team's facts. */
export const KNOWN_KEYS = 'key-plans';

const knownSchema = v.object({ version: v.number(), at: v.nullable(v.string()), by: v.nullable(v.string()) });

/**
 * That a recipient has a key plan, since when and by whom: what may be known without a look. A plan that was taken away has
 * a version still, without time and person.
 */
export type KnownKeyPlan = v.InferOutput<typeof knownSchema>;

/** Which recipients of a team have a key plan, out of its facts; odd entries are left out. */
export function readKnownKeys(entry: unknown): ReadonlyMap<string, KnownKeyPlan> {
	const found = new Map<string, KnownKeyPlan>();
	if (entry === null || typeof entry !== 'object') return found;
	for (const [recipient, value] of Object.entries(entry)) {
		const read = v.safeParse(knownSchema, value);
		if (read.success) found.set(recipient, read.output);
	}
	return found;
}
