import * as v from 'valibot';
import { type Result, ok, refuse } from '#core/result';
import { canonicalJson } from '#core/command';
import type { FactsMaps } from './facts.ts';
import { KEPT_ROOTS } from './team-documents.ts';
import {
	strictCarer,
	strictDayShift,
	strictRecipient,
	strictRecurrence,
	strictRecurringShift
} from './team-schemas.ts';

export type KeptRoot = (typeof KEPT_ROOTS)[number];

/** How many entries one command changes at most. */
export const MOST_CHANGES = 200;

const fields = v.record(v.pipe(v.string(), v.maxLength(40)), v.unknown());
const named = {
	root: v.picklist(KEPT_ROOTS),
	/** A person's or a recurring visit's id; `carer/day`, `carer/day/n` or `recurring/carer/id` for shifts. */
	key: v.pipe(v.string(), v.regex(/^[\w/-]{1,160}$/))
};
const changeSchema = v.object({
	...named,
	/** The fields that get another value; null takes the entry away. */
	set: v.nullable(fields),
	/** What these fields said when the change was made; null when there was no such entry. */
	was: v.nullable(fields)
});

/** A whole entry. */
export const entrySchema = v.object({ ...named, body: fields });

/** A change of a team's facts, as a command brings it. */
export const teamChangeSchema = v.object({
	changes: v.pipe(v.array(changeSchema), v.minLength(1), v.maxLength(MOST_CHANGES))
});

/** The changes of a command's payload; none when it has another shape. */
export function readTeamChanges(payload: unknown): TeamChange[] {
	const parsed = v.safeParse(teamChangeSchema, payload);
	return parsed.success ? parsed.output.changes : [];
}

/** A change of one entry of a team's facts. */
export type TeamChange = v.InferOutput<typeof changeSchema>;

/** Why a change of a team is not made. */
export type TeamChangeRefusal = 'malformed' | 'changed-meanwhile' | 'unknown-person';

/** The entries of the roots that planners keep, as they are stored. */
export type KeptEntries = Readonly<Record<KeptRoot, ReadonlyMap<string, unknown>>>;

/** What one entry says after a decision; null when it is taken away. */
export interface DecidedEntry {
	root: KeptRoot;
	key: string;
	body: object | null;
}

/**
 * Decides changes of a team, on the device and on the server alike: all of them or none. A change names what it
 * replaces, so a field that somebody else has set since is never overwritten unseen; other fields of the same person are.
 */
export function decideTeamChange(
	entries: KeptEntries,
	changes: readonly TeamChange[]
): Result<DecidedEntry[], TeamChangeRefusal> {
	const now = new Map<string, DecidedEntry>();
	const bodyOf = (root: KeptRoot, key: string) => {
		const decided = now.get(`${root} ${key}`);
		return decided ? decided.body : completed(root, key, entries[root].get(key));
	};
	const isKnown = (root: KeptRoot, key: string | null) => key === null || bodyOf(root, key) !== null;
	for (const change of changes) {
		const decided = decideOne(change, bodyOf(change.root, change.key));
		if (!decided.ok) return decided;
		if (decided.value && !namesKnownPeople(change, decided.value, isKnown)) return refuse('unknown-person');
		now.set(`${change.root} ${change.key}`, { root: change.root, key: change.key, body: decided.value });
	}
	return ok([...now.values()]);
}

/** A team's facts with what this device has changed and the server has not answered yet; what it would refuse is left out. */
export function withTeamChanges(maps: FactsMaps, waiting: readonly (readonly TeamChange[])[]): FactsMaps {
	if (waiting.length === 0) return maps;
	const changed = Object.fromEntries(KEPT_ROOTS.map((root) => [root, new Map(maps[root] ?? [])])) as Record<
		KeptRoot,
		Map<string, unknown>
	>;
	for (const changes of waiting) {
		const decided = decideTeamChange(changed, changes);
		if (!decided.ok) continue;
		for (const { root, key, body: value } of decided.value) {
			if (value === null) changed[root].delete(key);
			else changed[root].set(key, value);
		}
	}
	return { ...maps, ...changed };
}

/** The change that brings an entry from what it was to what it shall be, or null when it is that already. */
export function teamChange(
	root: KeptRoot,
	key: string,
	before: object | null,
	after: object | null
): TeamChange | null {
	if (before === null || after === null) {
		return before === after ? null : { root, key, set: after && { ...after }, was: before && { ...before } };
	}
	const [was, set] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
	const fields = Object.keys(set).filter((field) => !isSame(set[field], was[field]));
	if (fields.length === 0) return null;
	const only = (from: Record<string, unknown>) =>
		Object.fromEntries(fields.map((field) => [field, from[field] ?? null] as const));
	return { root, key, set: only(set), was: only(was) };
}

function decideOne(
	{ root, key, set, was }: TeamChange,
	before: object | null
): Result<object | null, TeamChangeRefusal> {
	const schema = schemaOf(root, key);
	if (!schema) return refuse('malformed');
	if (set === null) return decideRemoval(root, before, was);
	const now = (before ?? {}) as Record<string, unknown>;
	const differs = Object.keys(set).some(
		(field) => !isSame(now[field], set[field]) && !isSame(now[field], was?.[field])
	);
	if (differs || (before === null && was !== null)) return refuse('changed-meanwhile');
	const isShift = root === 'shifts' && key.split('/')[0] !== 'recurring';
	const parsed = v.safeParse(schema, isShift ? set : { ...now, ...set });
	return parsed.success ? ok(parsed.output) : refuse('malformed');
}

/** People stay, with their last day: plans and records name them. */
function decideRemoval(root: KeptRoot, before: object | null, was: TeamChange['was']): Result<null, TeamChangeRefusal> {
	if (root === 'carers' || root === 'recipients') return refuse('malformed');
	return before === null || isSame(before, was) ? ok(null) : refuse('changed-meanwhile');
}

function namesKnownPeople(
	{ root, key }: TeamChange,
	value: object,
	isKnown: (root: KeptRoot, key: string | null) => boolean
): boolean {
	if (root === 'shifts') return isKnown('carers', carerOfShift(key));
	if (root !== 'recurring') return true;
	const { visit } = value as v.InferOutput<typeof strictRecurrence>;
	const recipients = [visit.recipient, visit.secondRecipient].every((person) => isKnown('recipients', person));
	return recipients && [visit.a, visit.b].every((person) => isKnown('carers', person));
}

function carerOfShift(key: string): string {
	const [first = '', second = ''] = key.split('/');
	return first === 'recurring' ? second : first;
}

/** What an entry says, with what later versions have added; null when there is none. */
function completed(root: KeptRoot, key: string, stored: unknown): object | null {
	if (stored === null || typeof stored !== 'object') return null;
	const schema = schemaOf(root, key);
	const parsed = schema ? v.safeParse(schema, stored) : null;
	return parsed?.success ? parsed.output : stored;
}

const RECURRING = /^recurring\/[\w-]+\/[\w-]+$/;
const OF_DAY = /^[\w-]+\/\d{4}-\d{2}-\d{2}(\/\d)?$/;

function schemaOf(root: KeptRoot, key: string): v.GenericSchema<unknown, object> | null {
	if (root === 'shifts') {
		if (RECURRING.test(key)) return strictRecurringShift;
		return OF_DAY.test(key) ? strictDayShift : null;
	}
	if (!/^[\w-]{1,80}$/.test(key)) return null;
	return { carers: strictCarer, recipients: strictRecipient, recurring: strictRecurrence }[root];
}

function isSame(one: unknown, other: unknown): boolean {
	return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
