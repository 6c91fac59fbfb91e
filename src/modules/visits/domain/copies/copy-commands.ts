import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

/** What a copy can be: a file or a paper of one of these kinds. `package` is a file with all days of a team. */
export const COPY_WHATS = ['client-list', 'overview', 'plan', 'package'] as const;
export type CopyWhat = (typeof COPY_WHATS)[number];

/** Where a copy lies: the server's folder, a folder that a browser keeps (a USB stick), a saved file, paper. */
export const COPY_PLACES = ['server-folder', 'own-folder', 'saved-file', 'paper'] as const;

/** The number of a copy that a device made: six letters of the device, and its own count. */
export const DEVICE_NUMBER = /^[0-9A-F]{6}-\d{1,6}$/;

/** `copies.made`: a device has made a copy; `about` is the id of the copy. */
export const copyMadeSchema = v.object({
	team: id,
	number: v.pipe(v.string(), v.regex(DEVICE_NUMBER)),
	what: v.picklist(COPY_WHATS),
	place: v.picklist(['own-folder', 'saved-file', 'paper']),
	/** The first day that it shows, and the last. */
	from: day,
	to: day,
	madeAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15)), // milliseconds since 1970
	/** SHA-256 of a file; null for paper. */
	sha256: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
	/** False for a file that anybody can open, and for paper. */
	locked: v.boolean(),
	/** The copy that this one took the place of; null for none. */
	replaces: v.nullable(id)
});

/** What a device says of a copy that it has made. */
export type CopyMade = v.InferOutput<typeof copyMadeSchema>;

/** `copies.destroyed`: somebody has seen to it that the copies are gone. `about` is the team. */
export const copiesDestroyedSchema = v.object({
	copies: v.pipe(v.array(id), v.minLength(1), v.maxLength(500))
});

/** The number that a device gives its own copies: told from the server's by its letters. */
export function deviceNumber(device: string, count: number): string {
	return `${device.slice(0, 6).toUpperCase()}-${count}`;
}
