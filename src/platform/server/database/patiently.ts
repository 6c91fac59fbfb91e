const TRIES = 50; // in each round one of those who collide gets through
// PostgreSQL: unique_violation, and two that wait for each other. SQLite: the same for keys and columns, and busy
// because of another process.
const CONFLICTS: readonly unknown[] = ['23505', '40P01', 1555, 2067, 5, 517];

/** Does work that another writer can get in the way of, again until it is through. The work begins anew each time. */
export async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
	for (let left = TRIES - 1; ; left -= 1) {
		try {
			return await work();
		} catch (error) {
			if (left === 0 || !isConflict(error)) throw error;
		}
	}
}

function isConflict(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code, errcode } = error as { code?: unknown; errcode?: unknown };
	return CONFLICTS.includes(code) || CONFLICTS.includes(errcode);
}
