/** How a team's copies in the server's folder stand; moments as ISO 8601, null when there is none. */
export interface CopiesState {
	writtenAt: string | null;
	failingSince: string | null;
}

const LONGEST = 2 * 24 * 60 * 60 * 1000; // milliseconds: copies are written every day, so two have failed

/**
 * Since when planners have to be told that a team's copies are not written: nothing has come into the folder for two
 * days. Null when all is well, when it has not lasted so long, and when nothing was ever asked to be written.
 */
export function copiesAlarm({ writtenAt, failingSince }: CopiesState, now: number): string | null {
	const since = writtenAt ?? failingSince;
	const failing = failingSince ?? writtenAt;
	if (since === null || failing === null) return null;
	// A folder that could be written to since is well again, whatever failed before.
	const lasted = now - Math.max(Date.parse(since), Date.parse(failing));
	return lasted < LONGEST ? null : since;
}
