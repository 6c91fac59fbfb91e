import type { KeepingRule } from '#server/keeping/rules';

/** How long the server keeps what visits need for a while only; why these numbers: the platform's keeping/SPEC.md. */
export const KEEPING = {
	/** Pictures of papers that visits were registered from, since they arrived. */
	sheetPictures: { variable: 'KEEP_SHEET_PICTURES', days: 90, least: 14 },
	/** Rows of copies that are destroyed, since they were. */
	copyLog: { variable: 'KEEP_COPY_LOG', days: 365, least: 30 },
	/** Who has looked at keys and codes, and which device was handed them. The database refuses less than a year. */
	keyLog: { variable: 'KEEP_KEY_LOG', days: 730, least: 366 },
	/** Keys and codes of recipients who are none of the team's any more. */
	leftKeys: { variable: 'KEEP_LEFT_KEYS', days: 14, least: 0 },
	/** That a device brought something of a team again after a restore. */
	broughtAgain: { variable: 'KEEP_BROUGHT_AGAIN', days: 90, least: 14 },
	/** That something of a team was removed: as long as a device may still have it. */
	teamRemovals: { variable: 'KEEP_TEAM_REMOVALS', days: 60, least: 45 }
} as const satisfies Record<string, KeepingRule>;
