import * as v from 'valibot';
import type { FactsMaps } from './facts.ts';
import { AGAIN_ROOT, KEPT_ROOTS } from './team-documents.ts';
import {
	type DecidedEntry,
	type KeptEntries,
	type KeptRoot,
	MOST_CHANGES,
	decideTeamChange,
	entrySchema
} from './team-change.ts';

/** The most that devices bring again of one team: more than the largest team has added between two backups. */
export const MOST_AGAIN = { entries: 3000, characters: 4 * 1024 * 1024 } as const;

/** What a command brings again of a team's facts. */
export const teamAgainSchema = v.object({
	entries: v.pipe(v.array(entrySchema), v.minLength(1), v.maxLength(MOST_CHANGES))
});

/** An entry of a team's facts, as somebody brings it again. */
export type TeamAgain = v.InferOutput<typeof entrySchema>;

/**
 * Of what somebody brings again, what a team lacks: nothing that it has or that was removed on purpose, and nothing that
 * could not have been written. What cannot be written whole of a person is brought with the name alone: visits name them.
 */
export function lackingEntries(
	entries: KeptEntries,
	isRemoved: (root: KeptRoot, key: string) => boolean,
	brought: readonly TeamAgain[]
): DecidedEntry[] {
	const now = Object.fromEntries(KEPT_ROOTS.map((root) => [root, new Map(entries[root])])) as Record<
		KeptRoot,
		Map<string, unknown>
	>;
	const lacking: DecidedEntry[] = [];
	for (const { root, key, body } of brought) {
		if (now[root].has(key) || isRemoved(root, key)) continue;
		const decided = decideWholeOrName(now, { root, key, body });
		if (!decided) continue;
		now[root].set(key, decided.body);
		lacking.push(decided);
	}
	return lacking;
}

function decideWholeOrName(now: KeptEntries, { root, key, body }: TeamAgain): DecidedEntry | null {
	const isPerson = root === 'carers' || root === 'recipients';
	for (const set of isPerson ? [body, { name: body['name'] }] : [body]) {
		const decided = decideTeamChange(now, [{ root, key, set, was: null }]);
		if (decided.ok) return decided.value[0] ?? null;
	}
	return null;
}

const againSchema = v.object({ by: v.string(), at: v.string() });

/** Something of a team that a device has brought again. */
export interface Again {
	root: KeptRoot;
	key: string;
	/** The member who brought it, and when: an ISO time. */
	by: string;
	at: string;
}

/** What was brought again, newest first, and people before the rest. */
export function readAgain(maps: FactsMaps): Again[] {
	const found = [...(maps[AGAIN_ROOT] ?? [])].flatMap(([name, value]): Again[] => {
		const root = KEPT_ROOTS.find((each) => name.startsWith(`${each}/`));
		const parsed = v.safeParse(againSchema, value);
		return root && parsed.success ? [{ root, key: name.slice(root.length + 1), ...parsed.output }] : [];
	});
	const place = ({ root }: Again) => KEPT_ROOTS.indexOf(root);
	return found.sort((a, b) => place(a) - place(b) || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
