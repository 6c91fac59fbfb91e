import * as v from 'valibot';
import { SEALED } from '#core/sealing';

/** The kinds of commands about keys; `about` is the team. */
export const WRITE_KEYS = 'keys.write';
export const REMOVE_KEYS = 'keys.remove';
export const LOG_KEY_LOOK = 'keys.look';

/** The fewest characters of a reason that says something. */
export const LEAST_REASON = 10;
const LONGEST_REASON = 200;

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/));
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** `keys.write`: a key plan, sealed for the server. `replaces` is the version that the author knew; 0 for none. */
export const writeKeysSchema = v.strictObject({
	recipient: id,
	replaces: version,
	sealed: v.pipe(v.string(), v.regex(SEALED))
});

/** `keys.remove`: the recipient has no key and no code any more. */
export const removeKeysSchema = v.strictObject({ recipient: id, replaces: version });

/** `keys.look`: somebody has looked at a recipient's key and code. */
export const keyLookSchema = v.strictObject({
	recipient: id,
	/** The version that was shown. */
	version,
	/** The visit that it was for, and its day; null when it was for none. */
	visit: v.nullable(id),
	day: v.nullable(v.pipe(v.string(), v.isoDate())),
	lookedAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15)), // milliseconds since 1970
	/** Why, for looks that are not at one's own visit; empty otherwise. */
	reason: v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_REASON), v.excludes('\0'))
});

/** What a device says of a look. */
export type KeyLook = v.InferOutput<typeof keyLookSchema>;

/** The context in which a device seals a plan for the server: of this recipient, as the version after this one. */
export function writeContext(team: string, recipient: string, replaces: number): string {
	return `write ${team} ${recipient} ${replaces}`;
}

/** The context in which the server keeps a plan. */
export function keptContext(team: string, recipient: string, version: number): string {
	return `kept ${team} ${recipient} ${version}`;
}
