import { type Result, ok, refuse } from '#core/result';

/** How long one kind of thing is kept: the variable that sets it, and the days. */
export interface KeepingRule {
	variable: string;
	/** Days, where nothing is set. */
	days: number;
	/** The fewest days that may be set. */
	least: number;
}

/**
 * How long the server keeps what it needs for a while only. The documentation of what was done for somebody is none of
 * this, and is never removed here. Modules bring their own. Why these numbers: SPEC.md.
 */
export const KEEPING = {
	/** Sessions that have ended by themselves. */
	sessions: { variable: 'KEEP_SESSIONS', days: 7, least: 0 },
	/** Address and words of what has been delivered, or is not wanted any more. */
	messages: { variable: 'KEEP_MESSAGES', days: 30, least: 0 },
	/** What has been uploaded and was refused. At least a day: it counts in the day's limit. */
	refusedUploads: { variable: 'KEEP_REFUSED_UPLOADS', days: 3, least: 1 },
	/** Files that nothing names, since the command that brought them was refused. Longer than uploads are kept. */
	unusedFiles: { variable: 'KEEP_UNUSED_FILES', days: 60, least: 30 },
	/** Updates that broke a rule, and that were set aside. At least a day: they count in the day's quota. */
	refusedUpdates: { variable: 'KEEP_REFUSED_UPDATES', days: 30, least: 1 },
	/** Rows of the update log that a snapshot holds. Without them a snapshot that is damaged is not made anew. */
	updateRows: { variable: 'KEEP_UPDATE_ROWS', days: 90, least: 14 }
} as const satisfies Record<string, KeepingRule>;

/** Days, by rule: the platform's, and those of the modules. */
export type Keeping = Readonly<Record<keyof typeof KEEPING, number> & Record<string, number>>;

const MOST = 3650; // days: ten years

/** How long things are kept, as the environment says; a refusal names the variable and what is wrong with it. */
export function readKeeping(
	env: Readonly<Record<string, string | undefined>>,
	rules: Readonly<Record<string, KeepingRule>>
): Result<Keeping, string> {
	const days: Record<string, number> = {};
	for (const [rule, { variable, days: usual, least }] of Object.entries({ ...KEEPING, ...rules })) {
		const said = env[variable] ?? String(usual);
		const read = /^\d{1,4}$/.test(said) ? Number(said) : -1;
		if (read < least || read > MOST) return refuse(`${variable}: must be a number of days from ${least} to ${MOST}`);
		days[rule] = read;
	}
	return ok(days as Keeping);
}
